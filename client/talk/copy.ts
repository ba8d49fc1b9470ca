/** A copy of a conversation for the reporter: plain text, in the words of the screens. */

import { stateOf, type ThreadLine } from "../casework/conversation.ts";
import { isKind, type Known } from "../casework/kinds.ts";
import { formatDay, formatList, t } from "../kit/locale.ts";
import { plainName } from "../kit/save.ts";
import type { ConversationView, Day, Id, RosterView } from "../protocol/api.ts";
import { inWords, type Said } from "./statement-words.ts";
import {
	closedInWords,
	eventInWords,
	isSilent,
	notedInWords,
	spokenInWords,
} from "./thread-words.ts";

/** What somebody said, or what happened, in the words of the screens. */
export interface CopiedLine {
	day: Day;
	/** "" for what nobody said. */
	who: string;
	said: string[];
	/** The statement of a file that came with it, or "". */
	file: Id | "";
}

export function linesOf(view: ConversationView, roster: RosterView | null): CopiedLine[] {
	const shown = stateOf(view).thread.filter((line) => !isSilent(line));
	return shown.map((line) => copiedLine(line, roster));
}

/** What the conversation is called, by those who are in it. */
export function titleOf(view: ConversationView): string {
	const names = stateOf(view).counsellors.map((one) => one.name);
	return inOneLine(
		names.length === 0
			? t("Your conversation")
			: t("Your conversation with {names}", { names: formatList(names) }),
	);
}

/** When it was copied, and whether all of it could be checked. */
export function remarksOn(view: ConversationView, today: Day): string[] {
	const doubt =
		view.refusals.length === 0 ? [] : [t("Something is not right with this conversation.")];
	return [t("Copy of {day}.", { day: formatDay(today) }), ...doubt];
}

/**
 * The whole conversation as text. What somebody wrote is indented, line by line, so that nobody's
 * words pass for somebody else's or for a heading.
 */
export function copyOf(view: ConversationView, roster: RosterView | null, today: Day): string {
	const lines = linesOf(view, roster);
	const parts = lines.flatMap((line, position) => [
		...(line.day === lines[position - 1]?.day ? [] : [headed(formatDay(line.day))]),
		inText(line),
	]);
	return `${[titleOf(view), ...remarksOn(view, today), ...parts].join("\n\n")}\n`;
}

function headed(day: string): string {
	return `${day}\n${"-".repeat(day.length)}`;
}

function inText({ who, said }: CopiedLine): string {
	return who === "" ? said.join(" ") : [`${who}:`, ...said.flatMap(indented)].join("\n");
}

function copiedLine(
	{ day, mine, name, oneTime, entry, id }: ThreadLine,
	roster: RosterView | null,
): CopiedLine {
	if (entry.type === "event") {
		const said = [inOneLine(eventInWords(entry.kind, entry.person, mine))];
		return { day, who: "", said, file: "" };
	}
	const entered = oneTime ? ` (${t("entered by your counsellor")})` : "";
	const who = `${mine ? t("You") : inOneLine(name) || "?"}${entered}`;
	if (entry.type === "closed") return { day, who, said: [closedInWords(entry.state)], file: "" };
	const { statement } = entry;
	const said = statementInText(statement, roster);
	return { day, who, said, file: statement.kind === "file" ? id : "" };
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
