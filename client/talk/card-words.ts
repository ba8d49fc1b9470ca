/** What a card says, in words. Values that a counsellor wrote themselves are shown as they are. */

import { language, t } from "../kit/locale.ts";
import type { CounsellorCard, Profile } from "../protocol/api.ts";
import type { FilterName } from "./filters.ts";

export function filterTitle(name: FilterName): string {
	const titles: Record<FilterName, () => string> = {
		position: () => t("Inside or outside the organisation"),
		domains: () => t("For what"),
		gender: () => t("Gender"),
		age: () => t("Age"),
		languages: () => t("Language"),
		background: () => t("Background"),
		expertise: () => t("Knows a lot about"),
		onSite: () => t("On site"),
	};
	return titles[name]();
}

export function positionInWords(position: Profile["position"]): string {
	const words: Record<Profile["position"], () => string> = {
		internal: () => t("Works in your organisation"),
		external: () => t("Comes from outside"),
		club_contact: () => t("Contact person of the club"),
	};
	return words[position]();
}

function domainInWords(domain: string): string {
	return domain === "integrity" ? t("Integrity") : t("Undesirable behaviour");
}

/** A language's own code, such as "pl", by its name in the language of the screen. */
export function languageInWords(code: string): string {
	try {
		return new Intl.DisplayNames([language.value], { type: "language" }).of(code) ?? code;
	} catch {
		return code;
	}
}

function genderInWords(gender: string): string {
	const words: Readonly<Record<string, () => string>> = {
		woman: () => t("Woman"),
		man: () => t("Man"),
		"non-binary": () => t("Non-binary"),
	};
	return words[gender]?.() ?? gender;
}

export function valueInWords(name: FilterName, value: string): string {
	switch (name) {
		case "position":
			return positionInWords(value as Profile["position"]);
		case "domains":
			return domainInWords(value);
		case "languages":
			return languageInWords(value);
		case "gender":
			return genderInWords(value);
		case "onSite":
			return t("Has fixed days on site");
		default:
			return value;
	}
}

/** Who takes over while a counsellor is away, by name; "" when nobody was named. */
export function standInOf(card: CounsellorCard, all: readonly CounsellorCard[]): string {
	return all.find((one) => one.person === card.standIn)?.profile.name ?? "";
}

/** The short facts under a name. */
export function factsOf(card: CounsellorCard): string[] {
	const { profile } = card;
	return [
		...profile.domains.map(domainInWords),
		...(profile.gender === "" ? [] : [genderInWords(profile.gender)]),
		...(profile.age === "" ? [] : [profile.age]),
		...profile.languages.map(languageInWords),
	];
}
