/**
 * What a reporter wrote for themselves alone: the log of a notebook goes in, the notes come out. Pure.
 *
 * Nothing that was written is lost by what another device did meanwhile: a version stands until
 * a statement names it as destroyed, also when the note it belongs to is gone.
 */

import type { ConversationView, Day, Id } from "../protocol/api.ts";
import { type Content, type Known, known } from "./kinds.ts";

export interface NoteVersion {
	/** Of its statement. */
	id: Id;
	/** The day on which it was written, by the log. */
	written: Day;
	/** The day that it is about, or "". */
	on: Day | "";
	text: string;
}

export interface Shared {
	/** Of the mark. */
	id: Id;
	conversation: Id;
	name: string;
	day: Day;
}

export interface Note {
	/** Of its first version. */
	id: Id;
	/** What it says now. */
	now: NoteVersion;
	/** What it said before, the oldest first. */
	before: NoteVersion[];
	shared: Shared[];
}

export interface Notebook {
	/** The newest first, by the day that they are about or else were written on. */
	notes: Note[];
	/** So many statements can't be read, though no statement of ours says that they were destroyed. */
	missing: number;
}

const empty: Notebook = { notes: [], missing: 0 };

export function notebookOf(view: ConversationView | null): Notebook {
	if (view === null) return empty;
	const all = view.statements.flatMap((one) => known(one, "notebook") ?? []);
	const gone = new Set(
		all.flatMap((one) => (one.kind === "own-note-gone" ? one.content.items : [])),
	);
	const standing = all.filter(({ id }) => !gone.has(id));
	const notes = notesIn(standing);
	return {
		notes: notes.sort((one, other) => compared(whenOf(other), whenOf(one))),
		missing: view.statements.filter(({ id, state }) => state !== "ok" && !gone.has(id)).length,
	};
}

function notesIn(standing: readonly Known[]): Note[] {
	const versions = new Map<Id, NoteVersion[]>();
	for (const one of standing) {
		if (one.kind !== "own-note") continue;
		const first = one.content.instead || one.id;
		versions.set(first, [...(versions.get(first) ?? []), versionOf(one)]);
	}
	return [...versions].map(([id, all]) => ({
		id,
		now: all.at(-1) as NoteVersion,
		before: all.slice(0, -1),
		shared: standing.flatMap((one) =>
			one.kind === "own-note-shared" && one.content.item === id ? [sharedOf(one)] : [],
		),
	}));
}

type Mark = { id: Id; day: Day; content: Content<"own-note-shared"> };

function sharedOf({ id, day, content: { conversation, name } }: Mark): Shared {
	return { id, conversation, name, day };
}

function versionOf({
	id,
	day,
	content,
}: {
	id: Id;
	day: Day;
	content: Content<"own-note">;
}): NoteVersion {
	return { id, written: day, on: content.on, text: content.text };
}

/** The day under which a note is found. */
export function whenOf({ now, before }: Note): Day {
	return now.on || (before[0] ?? now).written;
}

/** All statements that go when this note goes for good. */
export function partsOf({ now, before, shared }: Note): Id[] {
	return [...before, now, ...shared].map(({ id }) => id);
}

function compared(one: Day, other: Day): number {
	return one < other ? -1 : one > other ? 1 : 0;
}
