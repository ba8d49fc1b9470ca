/** What follows from a counsellor's own log: settings, what was read, which cases there are. Pure. */

import type { ConversationView, Id } from "../protocol/api.ts";
import { type Content, type Known, known } from "./kinds.ts";

/** `nickname`: only in logs of before 2027; it stands in the case's file now, and goes with it. */
export type CaseEntry = Content<"case-index"> & { nickname: string };

/** Something that may stand in the way of a case: a friend, a team, a former job. */
export interface Tie {
	id: Id;
	text: string;
}

export interface Register {
	/** By name; the last one counts. */
	settings: Readonly<Record<string, string>>;
	/** The last item read, by conversation. */
	read: Readonly<Record<Id, number>>;
	/** By file; by conversation where there is no file. */
	cases: readonly CaseEntry[];
	ties: readonly Tie[];
	/** What is known of the end of each log. */
	ends: Readonly<Record<Id, Content<"ends">>>;
	/** After the look-out card: by conversation, `free` or `look-out`. */
	decided: Readonly<Record<Id, string>>;
}

/** The names of settings that the desk keeps in the own log. */
export const settingNames = {
	quietWeeks: "quiet-weeks",
	tieOver: "tie-over",
	cardWords: "card-words",
	comparedKeys: "compared-keys",
} as const;

export const noRegister: Register = {
	settings: {},
	read: {},
	cases: [],
	ties: [],
	ends: {},
	decided: {},
};

interface Gathered {
	settings: Record<string, string>;
	read: Record<Id, number>;
	decided: Record<Id, string>;
	cases: Map<Id, CaseEntry>;
	ties: Map<Id, Tie>;
	ends: Record<Id, Content<"ends">>;
}

export function registerOf(view: ConversationView): Register {
	const all: Gathered = {
		settings: {},
		read: {},
		decided: {},
		cases: new Map(),
		ties: new Map(),
		ends: {},
	};
	for (const statement of view.statements) {
		const one = known(statement, "own");
		if (one) gather(all, one);
	}
	return { ...all, cases: [...all.cases.values()], ties: [...all.ties.values()] };
}

function gather(all: Gathered, one: Known): void {
	switch (one.kind) {
		case "setting":
			all.settings[one.content.name] = one.content.value;
			if (one.content.name === settingNames.tieOver) all.ties.delete(one.content.value);
			break;
		case "read":
			readOn(all.read, { [one.content.conversation]: one.content.seq });
			break;
		case "reads":
			readOn(all.read, one.content.positions);
			break;
		case "decided":
			all.decided[one.content.conversation] = one.content.decision;
			break;
		case "tie":
			all.ties.set(one.id, { id: one.id, text: one.content.text });
			break;
		case "ends":
			all.ends[one.content.conversation] = one.content;
			break;
		case "case-index":
			all.cases.set(one.content.file || one.content.conversation, entryOf(one.content));
	}
}

/** Nobody unreads. */
function readOn(read: Record<Id, number>, positions: Readonly<Record<Id, number>>): void {
	for (const [conversation, seq] of Object.entries(positions)) {
		read[conversation] = Math.max(read[conversation] ?? -1, seq);
	}
}

/** As read further by this much. */
export function readFurther(register: Register, positions: Readonly<Record<Id, number>>): Register {
	const read = { ...register.read };
	readOn(read, positions);
	return { ...register, read };
}

function entryOf(content: Content<"case-index"> & { nickname?: unknown }): CaseEntry {
	const { nickname } = content;
	return { ...content, nickname: typeof nickname === "string" ? nickname : "" };
}

/** Weeks of silence after which a case counts as quiet. */
export function quietWeeks(register: Register): number {
	const weeks = Number(register.settings[settingNames.quietWeeks]);
	return Number.isSafeInteger(weeks) && weeks >= 1 && weeks <= 26 ? weeks : 6;
}
