/** Logging a contact: by thumb, in a few taps, right after it. */

import { useSignal } from "@preact/signals";
import { type Case, matches } from "../../casework/case.ts";
import { BusyButton } from "../../kit/button.tsx";
import { Field } from "../../kit/field.tsx";
import { t } from "../../kit/locale.ts";
import type { Id } from "../../protocol/api.ts";
import { choicesOf } from "../content.ts";
import { draftOf, dropDraft } from "../drafts.ts";
import { Chips } from "../parts/chips.tsx";
import { OrganisationMark } from "../parts/marks.tsx";
import { dayInWords, labelOf } from "../parts/names.ts";
import { useOnce } from "../parts/once.ts";
import { Page } from "../parts/page.tsx";
import { back, goFor } from "../places.ts";
import { tell } from "../tell.ts";
import { writeFile } from "./acts.ts";
import { byId, cases, today } from "./store.ts";

const MOST_SHOWN = 40;

export function ContactScreen({ id }: { id: Id | "" }) {
	if (id === "") return <WhichCase />;
	return <ContactForm id={id} />;
}

function WhichCase() {
	const query = useSignal("");
	const open = cases.value
		.filter((one) => one.stage === "open" && matches(one, query.value, labelOf(one)))
		.sort((one, other) => (one.lastDay < other.lastDay ? 1 : -1))
		.slice(0, MOST_SHOWN);
	return (
		<Page name="contact-which" narrow title={t("Contact with whom?")}>
			<label class="finder__field">
				<span class="visually-hidden">{t("Search your cases")}</span>
				<input
					type="search"
					class="utrecht-textbox utrecht-textbox--html-input"
					placeholder={t("Search")}
					spellcheck={false}
					autocomplete="off"
					translate={false}
					value={query.value}
					onInput={(event) => (query.value = event.currentTarget.value)}
				/>
			</label>
			<ul class="rows">
				{open.map((one) => (
					<li key={one.id}>
						<button
							type="button"
							class="row"
							data-row
							onClick={() => goFor({ at: "contact", id: one.id })}
						>
							<span class="row__main">
								<span class="row__name">{labelOf(one)}</span>
								<span class="row__why">{t("Last: {day}", { day: dayInWords(one.lastDay) })}</span>
							</span>
							<span class="row__side">
								<OrganisationMark id={one.organisation} />
							</span>
						</button>
					</li>
				))}
			</ul>
			{open.length === 0 && <p class="soft">{t("No open case like that.")}</p>}
		</Page>
	);
}

interface Typed {
	on: string;
	kind: string;
	channel: string;
	minutes: string;
	note: string;
}

/** As somebody came: through this site, unless they asked to be called or began by phone. */
export function usualChannel(one: Case | undefined): string {
	const talk = one?.talk;
	return talk?.reporter && !talk.reporter.oneTime && !talk.callMe ? "online" : "telefoon";
}

function ContactForm({ id }: { id: Id }) {
	const one = byId.value.get(id);
	const key = `contact:${id}`;
	const first = one?.contacts.length === 0 && one.conversation === "";
	const draft = draftOf<Typed>(key, {
		on: today.peek(),
		kind: first ? "intake" : "gesprek",
		channel: one?.contacts[0]?.channel ?? usualChannel(one),
		minutes: "30",
		note: "",
	});
	const { busy, once } = useOnce();
	if (!one)
		return (
			<Page name="contact" title={t("One moment")}>
				{null}
			</Page>
		);
	const change = (part: Partial<Typed>) => {
		draft.value = { ...draft.peek(), ...part };
	};
	const now = draft.value;
	const submit = async (event: Event) => {
		event.preventDefault();
		const minutes = Math.max(0, Math.min(1440, Math.round(Number(now.minutes) || 0)));
		const content = { ...now, note: now.note.trim(), minutes };
		const done = await once(() => writeFile(one, labelOf(one), [{ kind: "contact", content }]));
		if (!done) return;
		dropDraft(key);
		tell(t("Contact logged"));
		back();
	};
	return (
		<Page
			name="contact"
			narrow
			title={t("Log a contact")}
			beside={
				<span class="soft">
					{labelOf(one)} <OrganisationMark id={one.organisation} />
				</span>
			}
		>
			<form class="contact-form" onSubmit={(event) => void submit(event)}>
				<Choices now={now} change={change} />
				<div class="contact-form__more">
					<Field
						label={t("Day")}
						type="date"
						max={today.value}
						required
						value={now.on}
						onInput={(on) => change({ on })}
					/>
					<Field
						label={t("Note")}
						multiline
						rows={3}
						confidential
						value={now.note}
						onInput={(note) => change({ note })}
					/>
				</div>
				<div class="contact-form__save">
					<BusyButton type="submit" busy={busy} busyText={t("Keeping")} wide>
						{t("Log this contact")}
					</BusyButton>
				</div>
			</form>
		</Page>
	);
}

interface ChoicesProps {
	now: Typed;
	change: (part: Partial<Typed>) => void;
}

function Choices({ now, change }: ChoicesProps) {
	// "Through somebody" tells how a case came in, not how one talks.
	const named = (list: string) =>
		choicesOf(list)
			.filter(({ code }) => !code.startsWith("via_"))
			.map(({ code, label }) => ({ value: code, label: label ?? code }));
	return (
		<>
			<Chips
				legend={t("How long?")}
				value={now.minutes}
				onChange={(minutes) => change({ minutes })}
				options={["5", "15", "30", "45", "60", "90"].map((value) => ({
					value,
					label: t("{n} min", { n: value }),
				}))}
			/>
			<Chips
				legend={t("How?")}
				value={now.channel}
				onChange={(channel) => change({ channel })}
				options={named("channels")}
			/>
			<Chips
				legend={t("What kind of contact?")}
				value={now.kind}
				onChange={(kind) => change({ kind })}
				options={named("contact-kinds")}
			/>
		</>
	);
}
