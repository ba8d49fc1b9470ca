/** Where and how one can meet, in words. */

import { t } from "../kit/locale.ts";

export const places = ["room", "elsewhere", "phone", "video"] as const;
export type PlaceCode = (typeof places)[number];

/** The code itself for one that this version doesn't know. */
export function placeInWords(code: string): string {
	const words: Readonly<Record<string, () => string>> = {
		room: () => t("In a room at work"),
		elsewhere: () => t("Somewhere else"),
		phone: () => t("By phone"),
		video: () => t("By video"),
	};
	return words[code]?.() ?? code;
}
