/** A copy of a conversation for the reporter: plain text, in the words of the screens. */

import { stateOf, type ThreadLine } from "../casework/conversation.ts";
import { isKind, type Known } from "../casework/kinds.ts";
import { formatDay, formatList, t } from "../kit/locale.ts";
import { plainName } from "../kit/save.ts";
import type { ConversationView, Day, RosterView } from "../protocol/api.ts";
import { inWords, type Said } from "./statement-words.ts";
import {
	closedInWords,
	eventInWords,
	isSilent,
	notedInWords,
	spokenInWords,
} from "./thread-words.ts";

/**
 * The whole conversation as text. What somebody wrote is indented, line by line, so that nobody's
 * words pass for somebody else's or for a heading.
 */
export function copyOf(view: ConversationView, roster: RosterView | null, today: Day): string {
	const { thread, counsellors } = stateOf(view);
	const names = counsellors.map((one) => one.name);
	const title =
		names.length === 0
			? t("Your conversation")
			: t("Your conversation with {names}", { names: formatList(names) });
	const shown = thread.filter((line) => !isSilent(line));
	const parts = shown.flatMap((line, position) => [
		...(line.day === shown[position - 1]?.day ? [] : [headed(formatDay(line.day))]),
		lineInText(line, roster),
	]);
	const doubt =
		view.refusals.length === 0 ? [] : [t("Something is not right with this conversation.")];
	const copied = t("Copy of {day}.", { day: formatDay(today) });
	return `${[inOneLine(title), copied, ...doubt, ...parts].join("\n\n")}\n`;
}

function headed(day: string): string {
	return `${day}\n${"-".repeat(day.length)}`;
}

function lineInText({ mine, name, oneTime, entry }: ThreadLine, roster: RosterView | null) {
	if (entry.type === "event") return inOneLine(eventInWords(entry.kind, entry.person, mine));
	const entered = oneTime ? ` (${t("entered by your counsellor")})` : "";
	const said =
		entry.type === "closed"
			? [closedInWords(entry.state)]
			: statementInText(entry.statement, roster);
	return [`${mine ? t("You") : inOneLine(name)}${entered}:`.trim(), ...said.flatMap(indented)].join(
		"\n",
	);
}

function statementInText(statement: Known, roster: RosterView | null): string[] {
	if (statement.kind === "file")
		return [t("File: {name}", { name: plainName(statement.content.name) })];
	if (statement.kind === "noted") {
		const { what, content, form, on } = statement.content;
		const heard = isKind(what) ? inWords({ kind: what, content } as Known, roster) : null;
		return [notedInWords(form, on), ...paragraphs(heard)];
	}
	return spokenInWords(statement) ?? paragraphs(inWords(statement, roster));
}

function paragraphs(said: Said | null): string[] {
	return said === null ? [] : [said.title, ...said.lines];
}

/** Whatever a reader of text may take for the end of a line. */
const lineEnds = /\r\n|[\n\r\v\f\u0085\u2028\u2029]/u;
const unseen = /[^\P{Cc}\t]/gu;
const turns = /[\u202a-\u202e\u2066-\u2069]/gu;

function indented(text: string): string[] {
	if (text === "") return [];
	return text.split(lineEnds).map((line) => `    ${line.replace(unseen, "")}`.trimEnd());
}

/** A name can't end the line, or turn the direction of what follows it. */
function inOneLine(text: string): string {
	return text.split(lineEnds).join(" ").replace(unseen, "").replace(turns, "");
}
