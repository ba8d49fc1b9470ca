/** Somebody's own notes: written, changed and destroyed by them alone, and shared when they decide. */

import { useSignal } from "@preact/signals";
import { undoUntil } from "../../casework/conversation.ts";
import type { Notebook } from "../../casework/notebook.ts";
import { Button } from "../../kit/button.tsx";
import { formatDay, formatWeekday, t, tc, tn } from "../../kit/locale.ts";
import { Notice } from "../../kit/notice.tsx";
import { saveAs } from "../../kit/save.ts";
import type { ConversationView } from "../../protocol/api.ts";
import { AskFirst } from "../ask-first.tsx";
import { bringBack, destroyNotes, notes, notesInText } from "../notes.ts";
import { Page } from "../page.tsx";
import { Trouble } from "../parts.tsx";
import { gone, lost, notebook } from "../store.ts";
import { OneNote, Writing } from "./notebook-note.tsx";

export function NotebookPage() {
	const view = notebook.value;
	const book = notes();
	const withdrawn = view?.state === "withdrawn";
	const writable = view === null || (view.writable && !withdrawn);
	return (
		<Page title={t("My notes")} lead={t("Only you can read this.")}>
			<Trouble />
			<Doubts view={view} missing={book.missing} />
			{withdrawn && <Withdrawn view={view} />}
			{book.notes.length === 0 && <Empty />}
			{writable && <Writing />}
			<List book={book} writable={writable} />
			{book.notes.length > 0 && <Copy />}
			{view && <HowLong view={view} />}
			{view && !withdrawn && <DestroyAll view={view} />}
		</Page>
	);
}

function Empty() {
	return (
		<>
			<p>{t("Write down here what happens, for yourself.")}</p>
			<p>{t("Nobody else can read it: not your counsellor, not your employer, not we.")}</p>
			<p>{t("You decide later whether you share a note, and with whom.")}</p>
		</>
	);
}

/** What isn't as it was left: said, whoever did it. */
function Doubts({ view, missing }: { view: ConversationView | null; missing: number }) {
	const isGone = gone.value.find(({ roster }) => roster === "");
	const isLost = view === null && lost.value.some(({ roster }) => roster === "");
	const codes = [...new Set(view?.refusals.map(({ code }) => code))];
	return (
		<>
			{isGone && view === null && (
				<Notice kind="info" title={t("Your notes were destroyed.")}>
					<p>
						{t("That was on {day}: you took them back, or did not write for 24 months.", {
							day: formatDay(isGone.day),
						})}
					</p>
				</Notice>
			)}
			{isLost && (
				<Notice kind="danger" title={t("Your notes do not open.")}>
					<p>{t("Did you just delete all of them on another device? Then this is right.")}</p>
					<p>{t("If not, they were taken away. Tell your counsellor, by phone.")}</p>
				</Notice>
			)}
			{(codes.length > 0 || missing > 0) && (
				<Notice kind="danger" title={t("Something is not right with your notes.")}>
					{missing > 0 && (
						<p>
							{tn(
								"{n} note can't be read, and you did not delete it.",
								"{n} notes can't be read, and you did not delete them.",
								missing,
							)}
						</p>
					)}
					<p>{t("We show only what we could check.")}</p>
					{view?.writable === false && <p>{t("You can't write here any more.")}</p>}
					{codes.length > 0 && (
						<p class="soft">{t("Code: {codes}", { codes: codes.join(", ") })}</p>
					)}
				</Notice>
			)}
		</>
	);
}

function Withdrawn({ view }: { view: ConversationView }) {
	const day = view.events.at(-1)?.day ?? "";
	return (
		<Notice kind="warning" title={t("You took your notes back.")}>
			<p>
				{t("Until {day} you can undo it. Then it is destroyed.", {
					day: formatWeekday(undoUntil(day)),
				})}
			</p>
			<Button onClick={() => void bringBack(view)}>{t("Undo it")}</Button>
		</Notice>
	);
}

function List({ book, writable }: { book: Notebook; writable: boolean }) {
	if (book.notes.length === 0) return null;
	return (
		<section>
			<h2>{tn("{n} note", "{n} notes", book.notes.length)}</h2>
			<ul class="notes">
				{book.notes.map((note) => (
					<OneNote key={note.id} note={note} writable={writable} />
				))}
			</ul>
		</section>
	);
}

function Copy() {
	const saved = useSignal(false);
	const save = () => {
		const text = new Blob([notesInText()], { type: "text/plain;charset=utf-8" });
		saveAs(text, `${tc("name of a file", "copy")}.txt`);
		saved.value = true;
	};
	return (
		<section>
			<h2>{t("Keep a copy")}</h2>
			<p>{t("On a shared device, or in a cloud from work, others may read it too.")}</p>
			<Button onClick={save}>{t("Save my notes")}</Button>
			<p role="status">
				{saved.value ? t("It was given to your browser. Look where it saves.") : ""}
			</p>
		</section>
	);
}

function HowLong({ view }: { view: ConversationView }) {
	return (
		<section>
			<h2>{t("How long")}</h2>
			{view.destroyOn !== "" && (
				<p>
					{t("They are destroyed on {day}. Each time you write, that day moves on.", {
						day: formatDay(view.destroyOn),
					})}
				</p>
			)}
			<p>{t("The server knows days and sizes. It can't read a word.")}</p>
		</section>
	);
}

function DestroyAll({ view }: { view: ConversationView }) {
	return (
		<section>
			<h2>{t("Delete all notes")}</h2>
			<p>{t("Then nobody can read them any more, you neither.")}</p>
			<AskFirst
				label={t("Delete all my notes")}
				title={t("Delete all your notes?")}
				yes={t("Yes, delete all")}
				onYes={async () => void (await destroyNotes(view))}
			>
				<p>{t("You can't undo this.")}</p>
				<p>{t("What you shared stays in the conversation.")}</p>
			</AskFirst>
		</section>
	);
}
