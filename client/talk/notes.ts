/** What somebody does with their own notes; nothing of it is a step for anybody else. */

import { stateOf } from "../casework/conversation.ts";
import { draft } from "../casework/kinds.ts";
import { type Note, type NoteVersion, notebookOf, partsOf, whenOf } from "../casework/notebook.ts";
import { formatDay, formatList, t } from "../kit/locale.ts";
import type { ConversationView, Day, Draft, Id } from "../protocol/api.ts";
import { worker } from "./remote.ts";
import { attempt } from "./sending.ts";
import { conversations, notebook, nowIs, opened } from "./store.ts";

/** The notes as they are now. */
export const notes = () => notebookOf(notebook.value);

/** Begins the notebook with the first note. */
async function write(drafts: Draft[], destroyed?: Id[]): Promise<void> {
	const where = notebook.peek()?.conversation ?? "";
	notebook.value = await (await worker()).write(where, drafts, destroyed);
}

/** `instead`: the note that this is a later version of, or "". */
export function keepNote(text: string, on: Day | "", instead: Id | ""): Promise<boolean> {
	return attempt(() => write([draft("own-note", { instead, on, text: text.trim() })]));
}

/** All that it ever said, and with whom it was shared; what was shared stays with them. */
export function destroyNote(note: Note): Promise<boolean> {
	const items = partsOf(note);
	return attempt(() => write([draft("own-note-gone", { items })], items));
}

/** All of them, at once and for good. */
export function destroyNotes(view: ConversationView): Promise<boolean> {
	return attempt(async () => {
		await (await worker()).leave(view.conversation);
		notebook.value = null;
	});
}

export function bringBack(view: ConversationView): Promise<boolean> {
	return attempt(async () => {
		notebook.value = await (await worker()).restore(view.conversation);
	});
}

/** Conversations in which somebody would read it. */
export function sharedWith(): { view: ConversationView; names: string }[] {
	return conversations.value.flatMap((view) => {
		const names = stateOf(view).counsellors.map(({ name }) => name);
		const runs = view.state === "open" || view.state === "closed";
		return view.writable && runs && names.length > 0 ? [{ view, names: formatList(names) }] : [];
	});
}

/** Exactly what the others read. */
export function textToShare({ on, text }: NoteVersion): string {
	const source =
		on === "" ? t("From my notes:") : t("From my notes, about {day}:", { day: formatDay(on) });
	return `${source}\n\n${text}`;
}

/** A message like any other, and then a mark. `sent`: it arrived before, and only the mark didn't. */
export function shareNote(
	note: Note,
	{ view, names: name }: ReturnType<typeof sharedWith>[number],
	sent: { value: boolean },
): Promise<boolean> {
	return attempt(async () => {
		const { conversation } = view;
		if (!sent.value) {
			const message = draft("message", { text: textToShare(note.now) });
			const before = opened.peek();
			nowIs(await (await worker()).write(conversation, [message]));
			opened.value = before;
			sent.value = true;
		}
		await write([draft("own-note-shared", { item: note.id, conversation, name })]);
	});
}

/** All notes as text, the newest first: a copy for oneself. */
export function notesInText(): string {
	const all = notes().notes.map((note) => {
		const day = formatDay(whenOf(note));
		const marks = note.shared.map(sharedInWords);
		return [day, "-".repeat(day.length), note.now.text, ...marks].join("\n");
	});
	return `\ufeff${[t("My notes"), ...all].join("\n\n")}\n`;
}

export function sharedInWords({ name, day }: { name: string; day: Day }): string {
	return t("Shared with {name} on {day}.", { name, day: formatDay(day) });
}
