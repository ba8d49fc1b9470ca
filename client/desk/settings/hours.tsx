/** When and where this counsellor meets people; the server knows this, not which times are taken. */

import { type Signal, useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { type PlaceCode, placeInWords, places } from "../../guidance/meeting-places.ts";
import { BusyButton, Button } from "../../kit/button.tsx";
import { Choices } from "../../kit/choice.tsx";
import { Field } from "../../kit/field.tsx";
import { t } from "../../kit/locale.ts";
import { Spinner } from "../../kit/spinner.tsx";
import type { Id, MeetingHours } from "../../protocol/api.ts";
import { SelectField } from "../account/profile-form.tsx";
import { today } from "../cases/store.ts";
import { draftOf, dropDraft } from "../drafts.ts";
import { hours, noHours, readHours } from "../guidance/hours.ts";
import { worker } from "../remote.ts";
import { tell } from "../tell.ts";
import { attempt } from "../trouble.ts";

const zones = ["Europe/Amsterdam", "America/Kralendijk", "America/Curacao", "Europe/London", "UTC"];
const MOST_WEEKLY = 28;
const MOST_VISITS = 60;

export function Hours({ organisation }: { organisation: Id }) {
	useEffect(() => {
		void attempt(() => readHours(organisation, true));
	}, [organisation]);
	const kept = hours.value[organisation];
	if (!kept) return <Spinner text={t("One moment")} />;
	return <Form key={organisation} organisation={organisation} kept={kept} />;
}

function Form({ organisation, kept }: { organisation: Id; kept: MeetingHours }) {
	const key = `hours:${organisation}`;
	const draft = draftOf<MeetingHours>(key, kept);
	const busy = useSignal(false);
	const submit = async (event: Event) => {
		event.preventDefault();
		if (busy.peek()) return;
		busy.value = true;
		const done = await attempt(async () => {
			await (await worker()).setHours(organisation, draft.peek());
			await readHours(organisation, true);
		});
		busy.value = false;
		if (!done) return;
		dropDraft(key);
		tell(t("Kept"));
	};
	const { zone, minutes } = draft.value;
	const change = (part: Partial<MeetingHours>) => {
		draft.value = { ...draft.peek(), ...part };
	};
	return (
		<form onSubmit={(event) => void submit(event)}>
			<h2>{t("Hours for meetings")}</h2>
			<p class="soft">
				{t("The server and reporters know these hours. Which times are taken, only you know.")}
			</p>
			<Week draft={draft} />
			<Visits draft={draft} />
			<MeetingPlaces draft={draft} />
			<div class="pair">
				<Field
					label={t("Minutes for one talk")}
					type="number"
					min={10}
					max={240}
					step={5}
					required
					value={String(minutes)}
					onInput={(value) => change({ minutes: Math.round(Number(value)) || noHours.minutes })}
				/>
				<SelectField
					label={t("Time zone")}
					value={zone}
					options={[...new Set([zone, ...zones])].map((value) => ({ value, label: value }))}
					onChange={(value) => change({ zone: value })}
				/>
			</div>
			<BusyButton type="submit" busy={busy.value} busyText={t("Keeping")} wide>
				{t("Keep these hours")}
			</BusyButton>
		</form>
	);
}

type Draft = Signal<MeetingHours>;

function weekdays() {
	const names = [
		t("Monday"),
		t("Tuesday"),
		t("Wednesday"),
		t("Thursday"),
		t("Friday"),
		t("Saturday"),
		t("Sunday"),
	];
	return names.map((label, position) => ({ value: String(position + 1), label }));
}

/** The same list with one of its rows changed. */
function changed<T>(all: readonly T[], at: number, part: Partial<T>): T[] {
	return all.map((one, position) => (position === at ? { ...one, ...part } : one));
}

const without = <T,>(all: readonly T[], at: number): T[] =>
	all.filter((_, position) => position !== at);

function Week({ draft }: { draft: Draft }) {
	const { weekly } = draft.value;
	const put = (next: MeetingHours["weekly"]) => (draft.value = { ...draft.peek(), weekly: next });
	const following = {
		weekday: ((weekly.at(-1)?.weekday ?? 0) % 7) + 1,
		begin: "09:00",
		end: "12:00",
	};
	return (
		<fieldset class="desk-fieldset">
			<legend>{t("Every week")}</legend>
			{weekly.map((one, at) => (
				<div key={String(at)} class="hours__row">
					<SelectField
						label={t("Day")}
						value={String(one.weekday)}
						options={weekdays()}
						onChange={(value) => put(changed(weekly, at, { weekday: Number(value) }))}
					/>
					<Clocks one={one} onChange={(part) => put(changed(weekly, at, part))} />
					<Button kind="subtle" onClick={() => put(without(weekly, at))}>
						{t("Take away")}
					</Button>
				</div>
			))}
			{weekly.length < MOST_WEEKLY && (
				<Button onClick={() => put([...weekly, following])}>{t("Add hours")}</Button>
			)}
		</fieldset>
	);
}

function Visits({ draft }: { draft: Draft }) {
	const { visits } = draft.value;
	const put = (next: MeetingHours["visits"]) => (draft.value = { ...draft.peek(), visits: next });
	return (
		<fieldset class="desk-fieldset">
			<legend>{t("Half-days on site")}</legend>
			{visits.map((one, at) => (
				<div key={String(at)} class="hours__row">
					<Field
						label={t("Day")}
						type="date"
						required
						min={today.value}
						value={one.day}
						onInput={(day) => put(changed(visits, at, { day }))}
					/>
					<Clocks one={one} onChange={(part) => put(changed(visits, at, part))} />
					<Button kind="subtle" onClick={() => put(without(visits, at))}>
						{t("Take away")}
					</Button>
				</div>
			))}
			{visits.length < MOST_VISITS && (
				<Button onClick={() => put([...visits, { day: "", begin: "09:00", end: "12:30" }])}>
					{t("Add a half-day")}
				</Button>
			)}
		</fieldset>
	);
}

function Clocks({
	one,
	onChange,
}: {
	one: { begin: string; end: string };
	onChange: (part: { begin?: string; end?: string }) => void;
}) {
	return (
		<>
			<Field
				label={t("From")}
				type="time"
				required
				value={one.begin}
				onInput={(begin) => onChange({ begin })}
			/>
			<Field
				label={t("To")}
				type="time"
				required
				min={one.begin}
				value={one.end}
				onInput={(end) => onChange({ end })}
			/>
		</>
	);
}

function MeetingPlaces({ draft }: { draft: Draft }) {
	const now = draft.value.places;
	const put = (all: MeetingHours["places"]) => (draft.value = { ...draft.peek(), places: all });
	const choose = (codes: PlaceCode[]) =>
		put(
			places
				.filter((how) => codes.includes(how))
				.map((how) => now.find((one) => one.how === how) ?? { how, nl: "", en: "" }),
		);
	return (
		<>
			<Choices<PlaceCode>
				legend={t("Where you meet")}
				values={now.map((one) => one.how)}
				onChange={choose}
				options={places.map((value) => ({ value, label: placeInWords(value) }))}
			/>
			{now.map(({ how, nl, en }, at) => (
				<div key={how} class="pair">
					<Field
						label={t("{place}: what to know, in Dutch", { place: placeInWords(how) })}
						maxLength={200}
						lang="nl"
						value={nl}
						onInput={(text) => put(changed(now, at, { nl: text }))}
					/>
					<Field
						label={t("{place}: what to know, in English", { place: placeInWords(how) })}
						maxLength={200}
						lang="en"
						value={en}
						onInput={(text) => put(changed(now, at, { en: text }))}
					/>
				</div>
			))}
		</>
	);
}
