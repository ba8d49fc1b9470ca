/** What a statement says, in words: the same for the thread and for what was noted as spoken. */

import { codesOf, type Known } from "../casework/kinds.ts";
import type { Item } from "../content/content.ts";
import { placeInWords } from "../guidance/meeting-places.ts";
import { guidanceInWords, type Names, type Said } from "../guidance/words.ts";
import { formatList, t } from "../kit/locale.ts";
import type { RosterView } from "../protocol/api.ts";
import { languageInWords } from "./card-words.ts";
import { content } from "./content.ts";

export type { Said } from "../guidance/words.ts";

type Plain = Pick<Known, "kind" | "content">;

/** null for kinds that have a form of their own, and for what isn't shown. */
export function inWords(statement: Plain, roster: RosterView | null): Said | null {
	const one = statement as Known;
	switch (one.kind) {
		case "exceptions-read":
			return { title: t("Read what can't be kept secret"), lines: [] };
		case "consent-to-keep":
			return {
				title: t("Agreed that this is kept"),
				lines: [t("Until {months} months after closing.", { months: one.content.months })],
			};
		case "look-out":
			return one.content.text === ""
				? null
				: { title: t("Who or which team it is about"), lines: [one.content.text] };
		case "about":
			return { title: t("What it is about"), lines: aboutInWords(one.content) };
		case "inventory":
			return { title: t("Answers to the questions"), lines: answersInWords(one.content.answers) };
		case "name":
			return {
				title: t("Name"),
				lines: [one.content.name === "" ? t("Stays anonymous") : one.content.name],
			};
		case "reachable":
			return { title: t("Reachable outside this page"), lines: reachableInWords(one.content) };
		case "call-me":
			return {
				title: t("Wants to be called"),
				lines: [one.content.number, one.content.when, one.content.name]
					.concat(languageInWords(one.content.language))
					.filter((line) => line !== ""),
			};
		case "never":
			return { title: t("Must never come near"), lines: neverInWords(one.content, roster) };
		default:
			return guidanceInWords(one.kind, one.content as never, namesIn(roster));
	}
}

/** What codes and ids are called for a reporter. */
export function namesIn(roster: RosterView | null): Names {
	return {
		route: (id) => labelOf("routes", id),
		place: placeInWords,
		channel: (code) => labelOf("channels", code),
		person: (id) => roster?.counsellors.find((one) => one.person === id)?.profile.name ?? "",
	};
}

function labelOf(list: string, code: string): string {
	const items = content.value?.choices[list]?.items ?? [];
	return items.find((item) => item.code === code)?.label ?? code;
}

function aboutInWords(about: { subjects: string[]; role: string; minor: string }): string[] {
	const minor = { self: t("Is under 18"), child: t("Is about a child") }[about.minor];
	return [
		...about.subjects.map((code) => labelOf("topics", code)),
		...(about.role === "" ? [] : [labelOf("roles", about.role)]),
		...(minor === undefined ? [] : [minor]),
	];
}

function answersInWords(answers: Readonly<Record<string, string>>): string[] {
	const items = content.value?.choices.inventory?.items ?? [];
	return Object.entries(answers).map(([code, answer]) => {
		const item = items.find((one) => one.code === code);
		return `${item?.label ?? code} ${answerInWords(item, answer)}`;
	});
}

function answerInWords(item: Item | undefined, answer: string): string {
	if (item?.options === undefined) return answer;
	const codes = item.multiple ? codesOf(answer) : [answer];
	return formatList(
		codes.map((code) => item.options?.find((option) => option.code === code)?.label ?? code),
	);
}

function reachableInWords(reachable: { allowed: boolean; how: string; when: string }): string[] {
	if (!reachable.allowed) return [t("No, only here")];
	return [t("Yes"), reachable.how, reachable.when].filter((line) => line !== "");
}

function neverInWords(never: { persons: string[]; text: string }, roster: RosterView | null) {
	const names = never.persons.map(
		(person) => roster?.counsellors.find((card) => card.person === person)?.profile.name ?? "?",
	);
	return [formatList(names), never.text].filter((line) => line !== "");
}
