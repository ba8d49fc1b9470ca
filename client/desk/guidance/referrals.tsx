/** Naming somebody else who can help, and hearing from the reporter whether it worked out. */

import { type Signal, useSignal } from "@preact/signals";
import type { Case } from "../../casework/case.ts";
import { addDays } from "../../casework/days.ts";
import {
	directoryOf,
	type Entry,
	isStale,
	needs,
	reachOf,
	search,
} from "../../casework/directory.ts";
import type { PickedUp, Referral } from "../../casework/follow-ups.ts";
import { draft } from "../../casework/kinds.ts";
import { needInWords, pickedUpInWords } from "../../guidance/needs.ts";
import { ownEntriesOf } from "../../guidance/own-words.ts";
import { BusyButton, Button } from "../../kit/button.tsx";
import { Field } from "../../kit/field.tsx";
import { formatDay, formatList, t } from "../../kit/locale.ts";
import { SelectField } from "../account/profile-form.tsx";
import { today } from "../cases/store.ts";
import { content } from "../content.ts";
import { draftOf, dropDraft } from "../drafts.ts";
import { Chips } from "../parts/chips.tsx";
import { useOnce } from "../parts/once.ts";
import { go } from "../places.ts";
import { tell } from "../tell.ts";
import { noteFor, say } from "./record.ts";
import type { SubjectProps } from "./subjects.ts";
import { useOwnWords } from "./ways.tsx";

/** After this many days it is asked whether a referral worked out, unless agreed otherwise. */
const ASK_AFTER = 14;

export function ReferralsScreen(props: SubjectProps) {
	const picked = useSignal<Entry | null>(null);
	return (
		<>
			{props.guidance.referrals.map((one) => (
				<Given key={one.id} {...props} referral={one} />
			))}
			{picked.value === null ? (
				<Directory one={props.one} picked={picked} />
			) : (
				<Refer key={picked.value.id} {...props} entry={picked.value} picked={picked} />
			)}
		</>
	);
}

function Given({ one, referral }: SubjectProps & { referral: Referral }) {
	const { once } = useOnce();
	const note = async (had: PickedUp) => {
		const told = { item: referral.id, had, text: "" };
		const done = await once(() =>
			noteFor(one, {
				what: "referral-answer",
				content: told,
				form: "spoken",
				on: today.peek(),
			}),
		);
		if (done) tell(t("Kept"));
	};
	return (
		<section class="panel" aria-labelledby={`referral-${referral.id}`}>
			<h2 id={`referral-${referral.id}`} translate={false}>
				{referral.name}
			</h2>
			<p class="guide-said">{referral.reach}</p>
			<p>
				{referral.had === ""
					? referral.ask && t("We come back to it on {day}.", { day: formatDay(referral.ask) })
					: `${pickedUpInWords(referral.had)} (${formatDay(referral.saidOn)})`}
			</p>
			{referral.said && (
				<p class="guide-said" translate={false}>
					{referral.said}
				</p>
			)}
			{referral.had === "not" && (
				<Button onClick={() => go({ at: "guide", id: one.id, subject: "routes" })}>
					{t("Look at another way")}
				</Button>
			)}
			{referral.had !== "picked-up" && (
				<details class="guide-more">
					<summary>{t("Note what the reporter said of it")}</summary>
					<div class="guide-buttons">
						{(["picked-up", "not", "not-yet"] as const).map((had) => (
							<Button key={had} onClick={() => void note(had)}>
								{pickedUpInWords(had)}
							</Button>
						))}
					</div>
				</details>
			)}
		</section>
	);
}

function Directory({ one, picked }: { one: Case; picked: Signal<Entry | null> }) {
	const fingerprint = useOwnWords(one);
	const need = useSignal("");
	const words = useSignal("");
	const all = directoryOf(content.value?.helplines ?? [], ownEntriesOf(fingerprint));
	const found = search(all, { need: need.value, words: words.value }, needInWords);
	return (
		<section aria-labelledby="directory-title">
			<h2 id="directory-title">{t("Who could help?")}</h2>
			<div class="pair">
				<SelectField
					label={t("For what?")}
					value={need.value}
					options={[
						{ value: "", label: t("Anything") },
						...needs.map((value) => ({ value, label: needInWords(value) })),
					]}
					onChange={(code) => {
						need.value = code;
					}}
				/>
				<Field
					label={t("Search")}
					type="search"
					confidential
					value={words.value}
					onInput={(text) => {
						words.value = text;
					}}
				/>
			</div>
			<ul class="guide-routes">
				{found.map((entry) => (
					<li key={`${entry.own} ${entry.id}`} data-entry={entry.id}>
						<h3>{entry.name}</h3>
						{entry.about && <p>{entry.about}</p>}
						<p>{reachOf(entry)}</p>
						{entry.own && <span class="guide-tag">{t("Your organisation's own")}</span>}
						{entry.languages.length > 0 && (
							<p>{t("Languages: {codes}", { codes: formatList(entry.languages) })}</p>
						)}
						<p class="soft">
							{entry.needs.map(needInWords).join(" · ")}.{" "}
							{t("Checked on {day}.", { day: formatDay(entry.checkedOn) })}{" "}
							{isStale(entry, today.value) && t("That is long ago. Check it before you give it.")}
						</p>
						<Button
							aria-label={t("Refer to {name}", { name: entry.name })}
							onClick={() => {
								picked.value = entry;
							}}
						>
							{t("Refer")}
						</Button>
					</li>
				))}
			</ul>
			{found.length === 0 && <p class="soft">{t("Nobody like that is in the list.")}</p>}
			<Button
				onClick={() => {
					picked.value = somebodyElse;
				}}
			>
				{t("Somebody who isn't in the list")}
			</Button>
		</section>
	);
}

const somebodyElse: Entry = {
	id: "",
	own: false,
	name: "",
	about: "",
	needs: [],
	phone: "",
	hours: "",
	url: "",
	languages: [],
	checkedOn: "",
};

type ReferProps = SubjectProps & { entry: Entry; picked: Signal<Entry | null> };

function Refer({ one, entry, picked }: ReferProps) {
	const key = `refer:${one.id}:${entry.id}`;
	const typed = draftOf(key, {
		name: entry.name,
		need: entry.needs[0] ?? "support",
		reach: reachOf(entry),
		text: "",
		ask: addDays(today.peek(), ASK_AFTER),
	});
	const { busy, once } = useOnce();
	const now = typed.value;
	const change = (part: Partial<typeof now>) => {
		typed.value = { ...typed.peek(), ...part };
	};
	const save = async (event: Event) => {
		event.preventDefault();
		const referral = { ...now, body: entry.id, text: now.text.trim() };
		if (!(await once(() => say(one, [draft("referral", referral)])))) return;
		dropDraft(key);
		picked.value = null;
		tell(t("Kept"));
	};
	return (
		<form class="panel" onSubmit={(event) => void save(event)}>
			<h2>{t("Refer")}</h2>
			<p class="soft">
				{t("The reporter goes there. Asking them yourself needs a consent of its own.")}
			</p>
			<Field
				label={t("Name")}
				required
				confidential
				value={now.name}
				onInput={(name) => change({ name })}
			/>
			<Field
				label={t("How to reach them")}
				confidential
				value={now.reach}
				onInput={(reach) => change({ reach })}
			/>
			<Chips
				legend={t("For what?")}
				value={now.need}
				onChange={(need) => change({ need })}
				options={(entry.needs.length > 0 ? entry.needs : needs).map((value) => ({
					value,
					label: needInWords(value),
				}))}
			/>
			<Field
				label={t("What you say with it")}
				multiline
				rows={2}
				confidential
				value={now.text}
				onInput={(text) => change({ text })}
			/>
			<Field
				label={t("Ask on this day whether it worked out")}
				hint={t("Leave empty when you agreed not to ask.")}
				type="date"
				min={today.value}
				value={now.ask}
				onInput={(ask) => change({ ask })}
			/>
			<div class="guide-buttons">
				<BusyButton type="submit" busy={busy} busyText={t("Keeping")}>
					{t("Note the referral")}
				</BusyButton>
				<Button
					onClick={() => {
						picked.value = null;
					}}
				>
					{t("Cancel")}
				</Button>
			</div>
		</form>
	);
}
