/** The case file: the counsellor's own notes and log of contacts. Nobody else reads it. */

import { useSignal } from "@preact/signals";
import type { Case } from "../../casework/case.ts";
import { draft, ofKind } from "../../casework/kinds.ts";
import { BusyButton } from "../../kit/button.tsx";
import { Field } from "../../kit/field.tsx";
import { announce } from "../../kit/live.tsx";
import { formatDay, t, tn } from "../../kit/locale.ts";
import { nameOfCode } from "../content.ts";
import { draftOf, dropDraft } from "../drafts.ts";
import { isTalk } from "../guidance/state.ts";
import { labelOf } from "../parts/names.ts";
import { attempt } from "../trouble.ts";
import { writeFile } from "./acts.ts";
import { views } from "./store.ts";

export function CaseFile({ one }: { one: Case }) {
	return (
		<>
			<Contacts one={one} />
			<Notes one={one} />
			<NoCopy one={one} />
		</>
	);
}

/** Where one would look for it; why there is none: docs/export.md. */
function NoCopy({ one }: { one: Case }) {
	return (
		<details class="fold">
			<summary>{t("A copy of this file")}</summary>
			<p>{t("There is none to download, on purpose.")}</p>
			<p>{t("A copy outlives the day on which all of this is destroyed.")}</p>
			<p>{t("Whoever finds the copy can read it. Nobody would know.")}</p>
			<p>{t("Must it be kept longer by law? Close the case as “A formal step”.")}</p>
			{isTalk(one) && (
				<p>{t("The reporter can take the conversation along, locked with words.")}</p>
			)}
		</details>
	);
}

function Contacts({ one }: { one: Case }) {
	const minutes = one.contacts.reduce((sum, contact) => sum + contact.minutes, 0);
	return (
		<section class="panel" aria-labelledby="contacts-title">
			<h2 id="contacts-title">{t("Contacts")}</h2>
			{one.contacts.length === 0 ? (
				<p class="soft">{t("None logged yet.")}</p>
			) : (
				<>
					<p class="soft">
						{tn("{n} contact", "{n} contacts", one.contacts.length)} ·{" "}
						{t("{n} minutes in all", { n: minutes })}
					</p>
					<ul class="contacts">
						{one.contacts.map((contact) => (
							<li key={contact.seq}>
								<span class="contacts__day">{formatDay(contact.on)}</span>
								<span>
									{nameOfCode("contact-kinds", contact.kind)} ·{" "}
									{nameOfCode("channels", contact.channel)} · {t("{n} min", { n: contact.minutes })}
								</span>
								{contact.note && <span translate={false}>{contact.note}</span>}
							</li>
						))}
					</ul>
				</>
			)}
		</section>
	);
}

function Notes({ one }: { one: Case }) {
	const view = views.value.get(one.file);
	const notes = view ? ofKind(view.statements, "note", "file").toReversed() : [];
	const key = `note:${one.id}`;
	const text = draftOf(key, "");
	const busy = useSignal(false);
	const submit = async (event: Event) => {
		event.preventDefault();
		const said = text.peek().trim();
		if (said === "" || busy.peek()) return;
		busy.value = true;
		if (await attempt(() => writeFile(one, labelOf(one), [draft("note", { text: said })]))) {
			dropDraft(key);
			announce(t("Note kept"));
		}
		busy.value = false;
	};
	return (
		<section class="panel" aria-labelledby="notes-title">
			<h2 id="notes-title">{t("Notes")}</h2>
			<p class="soft">{t("Only you read these. A judge may ask for them: write little.")}</p>
			{one.stage === "open" && (
				<form onSubmit={(event) => void submit(event)}>
					<Field
						label={t("New note")}
						multiline
						rows={3}
						confidential
						value={text.value}
						onInput={(value) => (text.value = value)}
					/>
					<BusyButton type="submit" kind="secondary" busy={busy.value} busyText={t("Keeping")}>
						{t("Keep this note")}
					</BusyButton>
				</form>
			)}
			<ul class="notes">
				{notes.map((note) => (
					<li key={note.id}>
						<span class="notes__day">{formatDay(note.day)}</span>
						<span class="notes__text" translate={false}>
							{note.content.text}
						</span>
					</li>
				))}
			</ul>
		</section>
	);
}
