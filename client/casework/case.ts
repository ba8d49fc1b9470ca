/**
 * A counsellor's cases: what the list of the server, the opened logs and the own log say together.
 *
 * A case is a conversation, a case file, or both. Pure: views go in, cases come out.
 */

import type { ConversationView, Day, Id, Json, ListedConversation } from "../protocol/api.ts";
import { type ConversationState, stateOf } from "./conversation.ts";
import { type Content, isKind, type Known, ofKind } from "./kinds.ts";
import { isUnseen } from "./opening.ts";
import type { CaseEntry, Register } from "./register.ts";

/** `new`: chosen by a reporter, and only the look-out card was opened. */
export type Stage = "new" | "open" | "closed" | "withdrawn" | "destroyed";

export interface Case {
	/** Of the file; of the conversation where there is no file. */
	id: Id;
	file: Id | "";
	conversation: Id | "";
	nickname: string;
	organisation: Id | "";
	stage: Stage;
	opened: Day;
	lastDay: Day;
	destroyOn: Day | "";
	/** While it is closed: the last day that this can become. */
	destroyBy: Day | "";
	/** What follows from the conversation; null when it is not opened, or there is none. */
	talk: ConversationState | null;
	contacts: readonly Contact[];
	/** Items of the conversation by others since it was last read. */
	unread: number;
	/** The day on which the reporter left, until the counsellor has seen it; else "". */
	leftUnseen: Day;
	/** Withdrawn, or consent was taken back, and the counsellor has counted it. */
	counted: boolean;
	/** Something came that wasn't read, and what it is isn't known yet: it still has to be opened. */
	unseen: boolean;
	/** One of the two logs can't be trusted or isn't read yet. */
	trouble: boolean;
	loading: boolean;
	/** All that this browser has read of it, folded for searching. */
	text: string;
}

export type Contact = Content<"contact"> & { seq: number; day: Day };

export interface Materials {
	listed: readonly ListedConversation[];
	views: ReadonlyMap<Id, ConversationView>;
	register: Register;
}

/** The decision in the own log that says a withdrawn conversation or file was counted. */
export const counted = "counted";

export function casesOf({ listed, views, register }: Materials): Case[] {
	const byId = new Map(listed.map((one) => [one.conversation, one]));
	const entryOf = new Map(register.cases.map((one) => [one.file || one.conversation, one]));
	const linked = new Map<Id, Id>();
	for (const one of register.cases) {
		if (one.file && one.conversation && byId.has(one.file)) linked.set(one.conversation, one.file);
	}
	const cases: Case[] = [];
	for (const one of listed) {
		if (one.purpose === "own" || linked.has(one.conversation)) continue;
		const entry = entryOf.get(one.conversation);
		const isFile = one.purpose === "file";
		const partner = isFile && entry?.conversation ? byId.get(entry.conversation) : undefined;
		const pair = isFile ? { file: one, talk: partner } : { file: undefined, talk: one };
		cases.push(caseOf(pair, entry, { views, register }));
	}
	return cases;
}

interface Pair {
	file: ListedConversation | undefined;
	talk: ListedConversation | undefined;
}

function caseOf(
	{ file, talk }: Pair,
	entry: CaseEntry | undefined,
	{ views, register }: Omit<Materials, "listed">,
): Case {
	const fileView = readable(file, views);
	const talkView = readable(talk, views);
	const told = fileView ? ofKind(fileView.statements, "case", "file") : [];
	const stage = stageOf(file, talk, register);
	const state = talkView ? talkIn(talkView) : null;
	const one = (file ?? talk) as ListedConversation;
	const names = stage === "destroyed" ? [] : [...nicknamesOf(told, entry), state?.name];
	const first = [told[0]?.content.opened, firstDay(talkView), firstDay(fileView), one.day];
	return {
		id: one.conversation,
		...idsOf({ file, talk }),
		nickname: firstOf(names),
		organisation: firstOf([one.organisation, entry?.organisation]),
		stage,
		opened: firstOf(first),
		lastDay: latest([lastDayOf(fileView), lastDayOf(talkView)]) || one.day,
		destroyOn: firstOf([talk?.destroyOn, file?.destroyOn]),
		destroyBy: firstOf([talk?.destroyBy, file?.destroyBy]),
		talk: stage === "new" ? null : state,
		contacts: contactsOf(fileView),
		unread: talkView ? unreadIn(talkView, register) : 0,
		leftUnseen: unseenLeave(talkView, state, register),
		counted: isCounted(stage, talk ?? file, entry, register),
		unseen: talk !== undefined && isAwaited(talk, talkView) && isUnseen(talk, register),
		trouble: [fileView, talkView].some((view) => view?.writable === false),
		loading: isAwaited(file, fileView) || isAwaited(talk, talkView),
		text: searched(names, [fileView, talkView]),
	};
}

/** The one that counts first: a later `case` in the file, an older log's index, the first `case`. */
function nicknamesOf(
	told: readonly { content: Content<"case"> }[],
	entry: CaseEntry | undefined,
): (string | undefined)[] {
	const [first, ...later] = told.map(({ content }) => content.nickname);
	return [later.at(-1), entry?.nickname, first];
}

/** A case with a file was counted, or left uncounted, when the counsellor closed it. */
function isCounted(
	stage: Stage,
	log: ListedConversation | undefined,
	entry: CaseEntry | undefined,
	register: Register,
): boolean {
	if (!log) return false;
	const closedBefore = stage === "destroyed" && entry?.state === "closed" && entry.file !== "";
	return closedBefore || register.decided[log.conversation] === counted;
}

function idsOf({ file, talk }: Pair): Pick<Case, "file" | "conversation"> {
	return { file: file?.conversation ?? "", conversation: talk?.conversation ?? "" };
}

const firstOf = (texts: (string | undefined)[]): string => texts.find(Boolean) ?? "";
const latest = (days: Day[]): Day => days.reduce((last, day) => (day > last ? day : last), "");

const unopened: readonly string[] = ["withdrawn", "destroyed"];

/** What was opened before it was withdrawn or destroyed isn't shown any more. */
function readable(
	listed: ListedConversation | undefined,
	views: ReadonlyMap<Id, ConversationView>,
): ConversationView | undefined {
	return listed && !unopened.includes(listed.state) ? views.get(listed.conversation) : undefined;
}

function isAwaited(listed: ListedConversation | undefined, view: ConversationView | undefined) {
	return listed !== undefined && view === undefined && !unopened.includes(listed.state);
}

function stageOf(
	file: ListedConversation | undefined,
	talk: ListedConversation | undefined,
	register: Register,
): Stage {
	const state = (talk ?? file)?.state ?? "open";
	if (state === "withdrawn" || state === "destroyed" || state === "closed") return state;
	return talk && isUndecided(talk.conversation, register) ? "new" : "open";
}

/** Chosen by a reporter, and the counsellor hasn't said yet whether they are free for it. */
export function isUndecided(conversation: Id, register: Register): boolean {
	if (register.decided[conversation] === "free") return false;
	return !register.cases.some((one) => one.conversation === conversation);
}

function firstDay(view: ConversationView | undefined): Day {
	return view?.events[0]?.day ?? "";
}

function lastDayOf(view: ConversationView | undefined): Day {
	if (!view) return "";
	return latest([...view.events, ...view.statements].map((one) => one.day));
}

export function contactsOf(view: ConversationView | undefined): Contact[] {
	if (!view) return [];
	return ofKind(view.statements, "contact", "file")
		.map((one) => ({ ...one.content, seq: one.seq, day: one.day }))
		.sort((one, other) => (other.on > one.on ? 1 : other.on < one.on ? -1 : other.seq - one.seq));
}

function unreadIn(view: ConversationView, register: Register): number {
	const last = register.read[view.conversation] ?? -1;
	return view.statements.filter((one) => one.seq > last && one.author !== view.me).length;
}

function unseenLeave(
	view: ConversationView | undefined,
	state: ConversationState | null,
	register: Register,
): Day {
	if (!view || !state?.left) return "";
	return state.left.seq > (register.read[view.conversation] ?? -1) ? state.left.day : "";
}

const marks = /\p{M}/gu;

/** How text is compared: no case, no accents. */
export function folded(text: string): string {
	return text.normalize("NFKD").replace(marks, "").toLowerCase();
}

/** Worked out once for each view: with hundreds of cases it is asked for again and again. */
function once<T>(work: (view: ConversationView) => T): (view: ConversationView) => T {
	const known = new WeakMap<ConversationView, T>();
	return (view) => {
		const before = known.get(view);
		if (before !== undefined) return before;
		const now = work(view);
		known.set(view, now);
		return now;
	};
}

const talkIn = once(stateOf);
const wordsIn = once((view) =>
	view.statements
		.filter((one) => one.state === "ok")
		.map((one) => textOf(one.kind, one.content))
		.join(" "),
);
const foldedIn = once((view) => folded(wordsIn(view)));

/** All text inside a view that a person wrote. */
export function wordsOf(view: ConversationView | undefined): string {
	return view ? wordsIn(view) : "";
}

function searched(names: (string | undefined)[], among: (ConversationView | undefined)[]): string {
	const words = among.map((view) => (view ? foldedIn(view) : ""));
	return [folded(names.join(" ")), ...words].join(" ").trim();
}

/** Which fields of a kind were written by a person; codes and ids are not for searching. */
const written: { [K in Known["kind"]]?: readonly string[] } = {
	message: ["text"],
	note: ["text"],
	"look-out": ["text"],
	closing: ["text"],
	contest: ["text"],
	contact: ["note"],
	name: ["name"],
	"call-me": ["name", "number", "when"],
	reachable: ["how", "when"],
	file: ["name"],
	case: ["nickname"],
};

function textOf(kind: string, content: ConversationView["statements"][number]["content"]): string {
	if (kind === "noted") {
		const inner = content["content"];
		return isRecord(inner) ? textOf(plain(content["what"]), inner) : "";
	}
	// A kind is whatever somebody wrote: also "constructor".
	const fields = isKind(kind) ? (written[kind] ?? []) : [];
	return fields.map((field) => plain(content[field])).join(" ");
}

const plain = (value: Json | undefined): string => (typeof value === "string" ? value : "");

function isRecord(value: unknown): value is Record<string, never> {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Whether every word that is looked for occurs. */
export function matches(one: Pick<Case, "text">, query: string, extra = ""): boolean {
	const text = extra ? `${one.text} ${folded(extra)}` : one.text;
	return folded(query)
		.split(/\s+/)
		.filter(Boolean)
		.every((word) => text.includes(word));
}
