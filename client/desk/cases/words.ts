/** Kinds of statement and what is in them, in words of the screen's language. */

import { isKind, type Kind } from "../../casework/kinds.ts";
import { guidanceInWords, type Said } from "../../guidance/words.ts";
import { t, tn } from "../../kit/locale.ts";
import type { Json, JsonObject } from "../../protocol/api.ts";
import { choicesOf, nameOfCode } from "../content.ts";
import { names } from "../guidance/names.ts";

/** What is said, with a title of its own; null for kinds with words below. */
export function guidanceWords(kind: string, content: JsonObject): Said | null {
	return isKind(kind) ? guidanceInWords(kind, content, names) : null;
}

export function kindWords(kind: string): string {
	const words: Partial<Record<Kind, () => string>> = {
		"exceptions-read": () => t("Read the exceptions"),
		"consent-to-keep": () => t("Agreed that this is kept"),
		"look-out": () => t("Who or which team is it about?"),
		about: () => t("What it is about"),
		inventory: () => t("A few questions"),
		name: () => t("Name"),
		reachable: () => t("May be contacted"),
		"call-me": () => t("Asks to be called"),
		decline: () => t("Declined"),
		never: () => t("Must never come near"),
		case: () => t("Case opened"),
		contact: () => t("Contact"),
		note: () => t("Note"),
	};
	return Object.hasOwn(words, kind) ? (words[kind as Kind]?.() ?? kind) : kind;
}

/** Lines of text; empty answers are left out. */
export function contentWords(kind: Kind, content: JsonObject): string[] {
	const writers: Partial<Record<Kind, (content: JsonObject) => string[]>> = {
		"consent-to-keep": ({ months }) => [
			tn("Until {n} month after closing.", "Until {n} months after closing.", Number(months)),
		],
		"look-out": ({ text }) => [textOf(text) || t("Left empty.")],
		about: aboutWords,
		inventory: ({ answers }) => answerWords(answers),
		name: ({ name }) => [textOf(name) || t("Stays anonymous.")],
		reachable: ({ allowed, how, when }) =>
			allowed ? [textOf(how), textOf(when)].filter(Boolean) : [t("No, better not.")],
		"call-me": ({ number, when, name }) => [number, when, name].map(textOf).filter(Boolean),
		never: ({ text }) => [textOf(text)].filter(Boolean),
	};
	return writers[kind]?.(content) ?? [];
}

const textOf = (value: Json | undefined): string => (typeof value === "string" ? value : "");

function aboutWords({ subjects, role, minor }: JsonObject): string[] {
	const codes = Array.isArray(subjects) ? subjects.map(textOf) : [];
	const lines = codes.map((code) => nameOfCode("topics", code));
	if (textOf(role) !== "") lines.push(nameOfCode("roles", textOf(role)));
	if (minor === "self") lines.push(t("Is under 18."));
	if (minor === "child") lines.push(t("It is about their child."));
	return lines;
}

/** Each question with its answers: codes by their words, own text as it is. */
export function answerWords(answers: Json | undefined): string[] {
	if (typeof answers !== "object" || answers === null || Array.isArray(answers)) return [];
	return Object.entries(answers).map(([code, value]) => {
		const question = choicesOf("inventory").find((one) => one.code === code);
		const options = question?.options ?? [];
		const words = textOf(value)
			.split(" ")
			.map((one) => options.find((option) => option.code === one)?.label);
		const known = words.every((word) => word !== undefined);
		return `${question?.label ?? code} ${known ? words.join(", ") : textOf(value)}`;
	});
}
