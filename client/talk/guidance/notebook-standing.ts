/** One's own notes, as a subject of the conversation. */

import { t, tn } from "../../kit/locale.ts";
import { notes } from "../notes.ts";
import type { Subject } from "./subjects.ts";

export const notebookSubject: Subject = {
	place: "notebook",
	title: () => t("My notes"),
	standing: () => notesInWords() || t("Only you can read them"),
	asks: () => [],
};

/** How many there are; "" for none. */
export function notesInWords(): string {
	const { length } = notes().notes;
	return length === 0 ? "" : tn("{n} note", "{n} notes", length);
}
