/** One note: written, changed, shared, deleted. */

import { type Signal, useSignal } from "@preact/signals";
import { type Note, whenOf } from "../../casework/notebook.ts";
import { BusyButton, Button } from "../../kit/button.tsx";
import { Choice } from "../../kit/choice.tsx";
import { Dialog } from "../../kit/dialog.tsx";
import { Field } from "../../kit/field.tsx";
import { announce } from "../../kit/live.tsx";
import { formatDay, formatWeekday, t } from "../../kit/locale.ts";
import { toFirstMistake } from "../../kit/mistake.ts";
import type { Day } from "../../protocol/api.ts";
import { AskFirst } from "../ask-first.tsx";
import {
	destroyNote,
	keepNote,
	sharedInWords,
	sharedWith,
	shareNote,
	textToShare,
} from "../notes.ts";
import { Sending } from "../parts.tsx";
import { complaintAbout } from "../sending.ts";
import { sending, today } from "../store.ts";
import { unsentText } from "../unsent.ts";

/** A new one: nothing is asked but the text. */
export function Writing() {
	const [text, on] = [unsentText("own note"), unsentText("own note, day")];
	const keep = async () => {
		if (!(await keepNote(text.peek(), on.peek(), ""))) return;
		text.value = "";
		on.value = "";
		announce(t("Kept. Only you can read it."));
	};
	return (
		<NoteForm
			text={text}
			on={on}
			label={t("What do you want to remember?")}
			act={t("Keep this note")}
			onKeep={() => void keep()}
		/>
	);
}

interface FormProps {
	text: Signal<string>;
	on: Signal<string>;
	label: string;
	act: string;
	onKeep: () => void;
}

function NoteForm({ text, on, label, act, onKeep }: FormProps) {
	const complaint = useSignal("");
	const keep = () => {
		const wrong = complaintAbout(text.peek());
		if (wrong === "") return onKeep();
		complaint.value =
			wrong === "empty"
				? t("There is nothing in it yet. Write something first.")
				: t("This is too long for one note.");
		toFirstMistake();
	};
	return (
		<>
			<Field
				multiline
				rows={4}
				confidential
				label={label}
				hint={t("What happened, who was there, what it did to you. As short as you like.")}
				value={text.value}
				error={complaint.value}
				onInput={(typed) => {
					complaint.value = "";
					text.value = typed;
				}}
			/>
			<Field
				label={t("When was it? (optional)")}
				type="date"
				max={today()}
				value={on.value}
				onInput={(typed) => {
					on.value = typed;
				}}
			/>
			<Sending />
			<BusyButton
				kind="primary"
				wide
				busy={sending.value !== ""}
				busyText={t("One moment")}
				onClick={keep}
			>
				{act}
			</BusyButton>
		</>
	);
}

/** Which day of the week it was matters in a log; the year only when it is another one. */
function inWords(day: Day): string {
	return day.slice(0, 4) === today().slice(0, 4) ? formatWeekday(day) : formatDay(day);
}

export function OneNote({ note, writable }: { note: Note; writable: boolean }) {
	const changing = useSignal(false);
	const day = inWords(whenOf(note));
	return (
		<li class="note">
			<h3>{day}</h3>
			{changing.value ? (
				<Changing note={note} onDone={() => (changing.value = false)} />
			) : (
				<p class="note__text" dir="auto" translate={false}>
					{note.now.text}
				</p>
			)}
			<Marks note={note} />
			{writable && !changing.value && (
				<div class="talk-acts">
					<Button onClick={() => (changing.value = true)} aria-label={t("Change: {day}", { day })}>
						{t("Change")}
					</Button>
					<Share note={note} day={day} />
					<Delete note={note} day={day} />
				</div>
			)}
		</li>
	);
}

function Marks({ note }: { note: Note }) {
	return (
		<div class="note__marks soft">
			{note.now.on !== "" && (
				<p>{t("Written on {day}.", { day: inWords((note.before[0] ?? note.now).written) })}</p>
			)}
			{note.shared.map((one) => (
				<p key={one.id}>{sharedInWords(one)}</p>
			))}
			{note.before.length > 0 && (
				<details class="talk-more">
					<summary>
						{t("Changed on {day}. See what it said before.", {
							day: inWords(note.now.written),
						})}
					</summary>
					{note.before.map((one) => (
						<p key={one.id} class="note__text" dir="auto" translate={false}>
							{one.text}
						</p>
					))}
				</details>
			)}
		</div>
	);
}

function Changing({ note, onDone }: { note: Note; onDone: () => void }) {
	const text = unsentText(`own note ${note.id}`);
	const on = unsentText(`own note ${note.id}, day`);
	if (text.peek() === "" && on.peek() === "") {
		text.value = note.now.text;
		on.value = note.now.on;
	}
	const done = () => {
		text.value = "";
		on.value = "";
		onDone();
	};
	const keep = async () => {
		const same = text.peek().trim() === note.now.text && on.peek() === note.now.on;
		if (same || (await keepNote(text.peek(), on.peek(), note.id))) done();
	};
	return (
		<>
			<NoteForm
				text={text}
				on={on}
				label={t("Your note")}
				act={t("Keep the change")}
				onKeep={() => void keep()}
			/>
			<Button kind="subtle" wide onClick={done}>
				{t("Leave it as it was")}
			</Button>
		</>
	);
}

/** Shown exactly as it will read, and then a message like any other. */
function Share({ note, day }: { note: Note; day: string }) {
	const asking = useSignal(false);
	const sent = useSignal(false);
	const among = sharedWith();
	const chosen = useSignal<string | null>(null);
	const only = among.length === 1 ? among[0] : undefined;
	const to = only ?? among.find(({ view }) => view.conversation === chosen.value);
	if (among.length === 0) return null;
	const share = async () => {
		if (!to || !(await shareNote(note, to, sent))) return;
		asking.value = false;
		sent.value = false;
		announce(sharedInWords({ name: to.names, day: today() }));
	};
	return (
		<>
			<Button onClick={() => (asking.value = true)} aria-label={t("Share: {day}", { day })}>
				{t("Share")}
			</Button>
			<Dialog
				open={asking.value}
				wide
				title={
					only ? t("Share this note with {name}?", { name: only.names }) : t("Share this note?")
				}
				onClose={() => (asking.value = false)}
				back={t("No, don't share")}
				actions={
					to && (
						<BusyButton
							kind="primary"
							busy={sending.value !== ""}
							busyText={t("Sending")}
							onClick={() => void share()}
						>
							{t("Share with {name}", { name: to.names })}
						</BusyButton>
					)
				}
			>
				<p>{t("This is exactly what they read:")}</p>
				<p class="note__sent" dir="auto" translate={false}>
					{textToShare(note.now)}
				</p>
				<p>{t("It becomes a message in your conversation. You can't take it back.")}</p>
				<p>{t("They don't see your other notes.")}</p>
				{!only && (
					<Choice
						legend={t("With whom?")}
						options={among.map(({ view, names }) => ({ value: view.conversation, label: names }))}
						value={chosen.value}
						onChange={(one) => (chosen.value = one)}
					/>
				)}
				<Sending />
			</Dialog>
		</>
	);
}

function Delete({ note, day }: { note: Note; day: string }) {
	const destroy = async () => {
		if (await destroyNote(note)) announce(t("The note is gone."));
	};
	return (
		<AskFirst
			subtle
			label={t("Delete")}
			spoken={t("Delete: {day}", { day })}
			title={t("Delete this note?")}
			yes={t("Yes, delete")}
			onYes={destroy}
		>
			<p>{t("You can't undo this.")}</p>
			{note.shared.length > 0 && <p>{t("What you shared stays in the conversation.")}</p>}
		</AskFirst>
	);
}
