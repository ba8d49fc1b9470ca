/** Why a counsellor proposes that somebody else goes on. */

import { t } from "../kit/locale.ts";

export const anotherReasons = [
	"holiday",
	"illness",
	"leaving",
	"conflict",
	"expertise",
	"other",
] as const;
export type AnotherReason = (typeof anotherReasons)[number];

/** "" for a code that this version doesn't know. */
export function reasonInWords(code: string): string {
	const words: Readonly<Record<AnotherReason, () => string>> = {
		holiday: () => t("Away for some time"),
		illness: () => t("Illness"),
		leaving: () => t("Stops as a counsellor"),
		conflict: () => t("Too close to this matter"),
		expertise: () => t("Somebody else knows more of this"),
		other: () => t("Another reason"),
	};
	return Object.hasOwn(words, code) ? words[code as AnotherReason]() : "";
}
