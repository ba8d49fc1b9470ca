/** Choosing a counsellor: filters, what remains, and who is there first. */

import { isAway } from "../casework/days.ts";
import type { CounsellorCard, Day, Id } from "../protocol/api.ts";

export type FilterName =
	| "position"
	| "domains"
	| "gender"
	| "age"
	| "languages"
	| "background"
	| "expertise"
	| "onSite";

/** What is wanted of each; nothing named means anything is fine. */
export type Filters = Partial<Record<FilterName, readonly string[]>>;

/** What a card says for a filter; what a counsellor doesn't show is nothing. */
export function valuesOf(card: CounsellorCard, name: FilterName): readonly string[] {
	const { profile } = card;
	switch (name) {
		case "position":
			return [profile.position];
		case "domains":
			return profile.domains;
		case "gender":
			return profile.gender === "" ? [] : [profile.gender];
		case "age":
			return profile.age === "" ? [] : [profile.age];
		case "languages":
			return profile.languages;
		case "background":
			return profile.background === "" ? [] : [profile.background];
		case "expertise":
			return profile.expertise;
		case "onSite":
			return card.onSite.nl === "" && card.onSite.en === "" ? [] : ["yes"];
	}
}

const names: readonly FilterName[] = [
	"position",
	"gender",
	"age",
	"languages",
	"domains",
	"background",
	"expertise",
	"onSite",
];

/** Only filters that tell these cards apart, each with its values. */
export function offered(cards: readonly CounsellorCard[]): [FilterName, string[]][] {
	return names.flatMap((name) => {
		const values = [...new Set(cards.flatMap((card) => valuesOf(card, name)))].sort();
		const tellsApart = values.some(
			(value) => !cards.every((card) => valuesOf(card, name).includes(value)),
		);
		return tellsApart ? [[name, values] as [FilterName, string[]]] : [];
	});
}

/** One of the values wanted in every filter used. */
export function remaining(cards: readonly CounsellorCard[], filters: Filters): CounsellorCard[] {
	return cards.filter((card) =>
		Object.entries(filters).every(
			([name, wanted]) =>
				wanted.length === 0 ||
				wanted.some((one) => valuesOf(card, name as FilterName).includes(one)),
		),
	);
}

/**
 * "No preference": present, of a key that was seen lately, trained, and soonest to answer.
 * Among equals the shuffled order decides. Null when everybody was ruled out.
 */
export function thereFirst(
	cards: readonly CounsellorCard[],
	never: readonly Id[],
	today: Day,
): CounsellorCard | null {
	const rank = (card: CounsellorCard) => [
		isAway({ from: card.absentFrom, until: card.absentUntil }, today) ? 1 : 0,
		card.fresh ? 0 : 1,
		card.profile.trained ? 0 : 1,
		card.promiseDays,
	];
	const allowed = cards.filter((card) => !never.includes(card.person));
	const first = [...allowed].sort((one, other) => {
		const [mine, theirs] = [rank(one), rank(other)];
		const at = mine.findIndex((value, position) => value !== theirs[position]);
		return at < 0 ? 0 : (mine[at] as number) - (theirs[at] as number);
	})[0];
	return first ?? null;
}
