/**
 * What has been said in a log, whichever form it took: on a device, spoken, or on paper.
 *
 * A statement that a counsellor noted for the reporter counts as the reporter's own, until the
 * reporter contests it.
 */

import type { ConversationView, Day, Id } from "../protocol/api.ts";
import { nameOf } from "./conversation.ts";
import { type Content, type Kind, type Known, known, mayWrite, type Place } from "./kinds.ts";

export type Form = "device" | "spoken" | "paper";

/** One telling of one kind. */
export interface Told<K extends Kind = Kind> {
	/** Of the statement itself; of the `noted` around it where there is one. */
	id: Id;
	seq: number;
	/** The day of the log. */
	day: Day;
	/** The day on which it was said: the log's, or what the note says. */
	on: Day;
	kind: K;
	content: Content<K>;
	/** Whose word it is; what is noted is the reporter's. */
	by: "reporter" | "counsellor";
	/** Name of the counsellor who wrote or noted it; "" on the reporter's device. */
	name: string;
	form: Form;
	/** A noted one that the reporter has confirmed. */
	confirmed: boolean;
}

/** Every telling of a kind of its own: typed by its field `kind`. */
export type AnyTold = { [K in Kind]: Told<K> }[Kind];

/** All that was said in the order of the log, without what the reporter contests. */
export function toldIn(view: ConversationView, place: Place): AnyTold[] {
	const all = view.statements.flatMap((one) => known(one, place) ?? []);
	const answers = answersTo(all);
	return all.flatMap((one) => {
		const answer = answers.get(one.id);
		if (one.kind !== "noted") return [directly(one, nameOf(view, one.author))];
		return answer === "contest" ? [] : noted(one, nameOf(view, one.author), answer === "confirm");
	});
}

/** What the reporter last said of each noted item. */
function answersTo(all: readonly Known[]): ReadonlyMap<Id, "confirm" | "contest"> {
	const answers = new Map<Id, "confirm" | "contest">();
	for (const one of all) {
		if (one.kind === "confirm" || one.kind === "contest") answers.set(one.content.item, one.kind);
	}
	return answers;
}

function directly(one: Known, name: string): AnyTold {
	const { id, seq, day, kind, content, role } = one;
	const said = { id, seq, day, on: day, kind, content, by: role, name };
	return { ...said, form: "device", confirmed: false } as AnyTold;
}

function noted(one: Extract<Known, { kind: "noted" }>, name: string, confirmed: boolean) {
	const { what, content, form, on } = one.content;
	// Only what a reporter says to others can be noted; a counsellor's own is written as it is.
	if (!mayWrite(what as Kind, "R", "conversation")) return [];
	const { id, seq, day } = one;
	const spoken = form === "paper" ? "paper" : "spoken";
	const said = { id, seq, day, on, kind: what, content, by: "reporter", name, confirmed };
	return [{ ...said, form: spoken } as unknown as AnyTold];
}
