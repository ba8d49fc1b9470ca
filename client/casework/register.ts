/** What follows from a counsellor's own log: settings, what was read, which cases there are. Pure. */

import type { ConversationView, Id } from "../protocol/api.ts";
import { type Content, type Known, known } from "./kinds.ts";

export type CaseEntry = Content<"case-index">;

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
	/** After the look-out card: by conversation, `free` or `look-out`. */
	decided: Readonly<Record<Id, string>>;
}

/** The names of settings that the desk keeps in the own log. */
export const settingNames = {
	quietWeeks: "quiet-weeks",
	tieOver: "tie-over",
	cardWords: "card-words",
} as const;

export const noRegister: Register = { settings: {}, read: {}, cases: [], ties: [], decided: {} };

export function registerOf(view: ConversationView): Register {
	const said = view.statements
		.map((one) => known(one, "own"))
		.filter((one): one is Known => one !== null);
	const settings: Record<string, string> = {};
	const read: Record<Id, number> = {};
	const decided: Record<Id, string> = {};
	const cases = new Map<Id, CaseEntry>();
	const ties = new Map<Id, Tie>();
	for (const one of said) {
		if (one.kind === "setting") {
			settings[one.content.name] = one.content.value;
			if (one.content.name === settingNames.tieOver) ties.delete(one.content.value);
		} else if (one.kind === "read") {
			const before = read[one.content.conversation] ?? -1;
			read[one.content.conversation] = Math.max(before, one.content.seq);
		} else if (one.kind === "decided") {
			decided[one.content.conversation] = one.content.decision;
		} else if (one.kind === "tie") {
			ties.set(one.id, { id: one.id, text: one.content.text });
		} else if (one.kind === "case-index") {
			cases.set(one.content.file || one.content.conversation, one.content);
		}
	}
	return { settings, read, decided, cases: [...cases.values()], ties: [...ties.values()] };
}

/** Weeks of silence after which a case counts as quiet. */
export function quietWeeks(register: Register): number {
	const weeks = Number(register.settings[settingNames.quietWeeks]);
	return Number.isSafeInteger(weeks) && weeks >= 1 && weeks <= 26 ? weeks : 6;
}
