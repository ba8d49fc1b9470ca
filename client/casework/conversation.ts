/**
 * What follows from the log of one conversation. Pure: a verified view goes in, its state comes out.
 */

import type { ConversationView, Day, Id, Participant, Statement } from "../protocol/api.ts";
import { type Absence, addDays, daysBetween, isAway, promisedBefore } from "./days.ts";
import { type Content, hasShape, isKind, type Kind, type Known, known, ofKind } from "./kinds.ts";

/** One line of the thread, in the order of the log. */
export interface ThreadLine {
	seq: number;
	day: Day;
	id: Id;
	author: Id;
	mine: boolean;
	/** Name of the counsellor who wrote it; "" when a reporter did. */
	name: string;
	/** Signed with a one-time key: a counsellor entered it. */
	oneTime: boolean;
	entry: ThreadEntry;
}

export type ThreadEntry =
	| { type: "said"; statement: Known }
	/** Sealed, destroyed, unreadable, of a newer version, unknown, or not theirs to write. */
	| { type: "closed"; state: Statement["state"] | "unknown" }
	| { type: "event"; kind: string; person: string; role: string };

/** Something a counsellor noted as spoken or on paper, and what the reporter said about it. */
export interface NotedItem {
	id: Id;
	day: Day;
	/** The day on which it was said. */
	on: Day;
	name: string;
	form: string;
	what: Kind;
	content: Statement["content"];
	answer: "" | "confirm" | "contest";
	text: string;
}

export interface Reachable {
	allowed: boolean;
	how: string;
	when: string;
}

export interface ConversationState {
	thread: ThreadLine[];
	counsellors: Participant[];
	reporter: Participant | null;
	/** A caller holds one-time words and never used any: the counsellor may still take them back. */
	wordsUnused: boolean;
	/** Where the reporter left for good; null while they take part. */
	left: { day: Day; seq: number } | null;
	/** Whose turn it is; nobody's in a closed, declined or untouched conversation. */
	waitsFor: "counsellor" | "reporter" | "";
	/** Day of the oldest line that still waits for an answer, or "". */
	waitingSince: Day;
	noted: NotedItem[];
	/** Those noted items that still wait for the reporter's word. */
	toAnswer: NotedItem[];
	name: string;
	lookOut: string;
	reachable: Reachable | null;
	about: Content<"about"> | null;
	inventory: Record<string, string>;
	callMe: Content<"call-me"> | null;
	never: { persons: Id[]; text: string };
	exceptions: (Content<"exceptions-read"> & { day: Day }) | null;
	consent: (Content<"consent-to-keep"> & { day: Day }) | null;
	declinedBy: string[];
	closing: (Content<"closing"> & { day: Day }) | null;
	/** The day on the newest item. */
	lastDay: Day;
}

/** Kinds after which the counsellor has something to do; consent, since it begins every conversation. */
const askForAnAnswer: readonly Kind[] = [
	"consent-to-keep",
	"message",
	"file",
	"call-me",
	"contest",
	"aftercare-held",
	"meeting-offer",
	"meeting-off",
	"consent-given",
	"consent-refused",
	"consent-withdrawn",
];
const answered: readonly Kind[] = [
	"message",
	"file",
	"noted",
	"decline",
	"closing",
	"meeting-offer",
	"meeting-agreed",
	"meeting-off",
	"consent-request",
	"consent-used",
];

export function stateOf(view: ConversationView): ConversationState {
	const said = view.statements.map((one) => known(one)).filter((one): one is Known => one !== null);
	const last = <K extends Kind>(kind: K) => ofKind(view.statements, kind).at(-1);
	const noted = notedItems(view, said);
	const exceptions = ofKind(view.statements, "exceptions-read").at(0);
	const consent = last("consent-to-keep");
	const closing = last("closing");
	const about = last("about")?.content ?? spoken(noted, "about");
	const reachable = last("reachable")?.content ?? spoken(noted, "reachable");
	const never = last("never")?.content ?? (spoken(noted, "never") as Content<"never"> | undefined);
	return {
		thread: threadOf(view),
		counsellors: view.participants.filter((one) => one.role === "counsellor"),
		reporter: view.participants.find((one) => one.role === "reporter") ?? null,
		wordsUnused: areWordsUnused(view),
		left: leaveOf(view),
		...turnOf(view, said),
		noted,
		toAnswer: noted.filter((one) => one.answer === ""),
		name: last("name")?.content.name ?? "",
		lookOut: last("look-out")?.content.text ?? "",
		reachable: (reachable as Reachable | undefined) ?? null,
		about: (about as Content<"about"> | undefined) ?? null,
		inventory: Object.assign(
			{},
			...noted.filter((one) => one.what === "inventory").map((one) => one.content.answers),
			...ofKind(view.statements, "inventory").map((one) => one.content.answers),
		) as Record<string, string>,
		callMe: last("call-me")?.content ?? null,
		never: never ? { persons: never.persons, text: never.text } : { persons: [], text: "" },
		exceptions: exceptions ? { ...exceptions.content, day: exceptions.day } : null,
		consent: consent ? { ...consent.content, day: consent.day } : null,
		declinedBy: ofKind(view.statements, "decline").map((one) => nameOf(view, one.author)),
		closing: closing ? { ...closing.content, day: closing.day } : null,
		lastDay: [...view.events, ...view.statements].reduce(
			(day, one) => (one.day > day ? one.day : day),
			"",
		),
	};
}

function areWordsUnused(view: ConversationView): boolean {
	const reporter = view.participants.find((one) => one.role === "reporter");
	const used = ["replace-key", "rejoin"];
	return (
		reporter?.oneTime === true &&
		!view.events.some(({ kind, person }) => used.includes(kind) && person === reporter.person)
	);
}

function leaveOf(view: ConversationView): ConversationState["left"] {
	const gone = view.formerParticipants.find((one) => one.role === "reporter")?.person;
	if (gone === undefined) return null;
	const last = view.events.findLast(({ kind, person }) => kind === "leave" && person === gone);
	return last ? { day: last.day, seq: last.seq } : null;
}

/** The name of a counsellor who is or was in the conversation; "" for a reporter. */
export function nameOf(view: ConversationView, person: Id): string {
	const all = [...view.participants, ...view.formerParticipants];
	return all.find((one) => one.person === person)?.name ?? "";
}

function spoken(noted: NotedItem[], kind: Kind): Statement["content"] | undefined {
	return noted.filter((one) => one.what === kind && one.answer !== "contest").at(-1)?.content;
}

function threadOf(view: ConversationView): ThreadLine[] {
	const statements = view.statements.map((one): ThreadLine => {
		const statement = known(one);
		const state = one.state === "ok" ? "unknown" : one.state;
		return {
			seq: one.seq,
			day: one.day,
			id: one.id,
			author: one.author,
			mine: one.author === view.me,
			name: nameOf(view, one.author),
			oneTime: one.oneTime,
			entry: statement ? { type: "said", statement } : { type: "closed", state },
		};
	});
	const events = view.events.map((one): ThreadLine => {
		const person = one.person === "" ? one.author : one.person;
		return {
			seq: one.seq,
			day: one.day,
			id: `event-${one.seq}`,
			author: one.author,
			mine: one.author === view.me,
			name: nameOf(view, one.author),
			oneTime: false,
			entry: { type: "event", kind: one.kind, person: nameOf(view, person), role: one.role },
		};
	});
	return [...statements, ...events].sort((one, other) => one.seq - other.seq);
}

function notedItems(view: ConversationView, said: Known[]): NotedItem[] {
	const answers = said.filter((one) => one.kind === "confirm" || one.kind === "contest");
	return said
		.filter((one) => one.kind === "noted")
		.flatMap((one) => {
			const { what, content, form, on } = one.content;
			if (!isKind(what) || !hasShape(what, content)) return [];
			const answer = answers.filter((other) => other.content.item === one.id).at(-1);
			return [
				{
					id: one.id,
					day: one.day,
					on,
					name: nameOf(view, one.author),
					form,
					what,
					content,
					answer: (answer?.kind as "confirm" | "contest" | undefined) ?? "",
					text: answer?.content.text ?? "",
				} as const,
			];
		});
}

type Turn = Pick<ConversationState, "waitsFor" | "waitingSince">;

const nobodysTurn: Turn = { waitsFor: "", waitingSince: "" };

function turnOf(view: ConversationView, said: Known[]): Turn {
	const over = view.state !== "open" || leaveOf(view) !== null;
	return over ? nobodysTurn : said.reduce(turnAfter, nobodysTurn);
}

/** Whose turn it is after one more statement; who waited already goes on waiting since then. */
function turnAfter(turn: Turn, { kind, role, day }: Known): Turn {
	if (role === "counsellor" && (kind === "decline" || kind === "closing")) return nobodysTurn;
	const kindsThatTurn = role === "counsellor" ? answered : askForAnAnswer;
	if (!kindsThatTurn.includes(kind)) return turn;
	const waitsFor = role === "counsellor" ? "reporter" : "counsellor";
	return turn.waitsFor === waitsFor ? turn : { waitsFor, waitingSince: day };
}

/** What was promised about the answer that is being waited for. */
export interface Promised {
	/** An answer comes before this day; also the day to look again. "" when nobody can say. */
	before: Day;
	/** That day has come and nobody answered. */
	past: boolean;
	away: boolean;
}

export function promiseOf(
	state: Pick<ConversationState, "waitsFor" | "waitingSince" | "lastDay">,
	promiseDays: number,
	absence: Absence,
	today: Day,
): Promised {
	// A clock that runs behind must not make a promise look kept.
	const now = today < state.lastDay ? state.lastDay : today;
	const away = isAway(absence, now);
	if (state.waitsFor !== "counsellor") return { before: "", past: false, away };
	const before = promisedBefore(state.waitingSince, promiseDays, absence);
	return { before, past: before !== "" && now >= before, away };
}

/** Silence of six weeks by default: whether a counsellor may think of closing. */
export function isQuiet(
	state: Pick<ConversationState, "lastDay" | "waitsFor">,
	today: Day,
	days = 42,
): boolean {
	return state.waitsFor !== "counsellor" && daysBetween(state.lastDay, today) >= days;
}

/** The last day on which a withdrawal can be undone: 72 hours at least, counted in days. */
export function undoUntil(withdrawn: Day): Day {
	return addDays(withdrawn, 3);
}
