/** What needs for help are called, and what came of a referral. */

import type { Need } from "../casework/directory.ts";
import type { PickedUp } from "../casework/follow-ups.ts";
import { t } from "../kit/locale.ts";

const words: Readonly<Record<Need, () => string>> = {
	danger: () => t("danger now"),
	suicide: () => t("thoughts of suicide"),
	medical: () => t("medical help"),
	support: () => t("support and somebody to talk to"),
	legal: () => t("law and rights"),
	mediation: () => t("a mediator"),
	"work-and-health": () => t("work and health"),
	discrimination: () => t("discrimination"),
	integrity: () => t("integrity and wrongdoing"),
	counsellor: () => t("another counsellor"),
	children: () => t("children and young people"),
	sport: () => t("sport"),
	school: () => t("school and childcare"),
	"public-office": () => t("politics and public office"),
};

export function needInWords(code: string): string {
	return Object.hasOwn(words, code) ? words[code as Need]() : code;
}

/** What the reporter said of a referral. */
export function pickedUpInWords(had: PickedUp | ""): string {
	if (had === "picked-up") return t("Yes, help came from there");
	if (had === "not") return t("No, it led to nothing");
	return had === "not-yet" ? t("Not yet") : "";
}
