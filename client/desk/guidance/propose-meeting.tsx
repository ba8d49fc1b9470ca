/** Proposing times, or writing down what was agreed by phone. */

import { type Signal, useSignal } from "@preact/signals";
import type { Case } from "../../casework/case.ts";
import { freeSlots, instantAt } from "../../casework/free-slots.ts";
import { freeOf } from "../../casework/held-slots.ts";
import { type Instant, type Meeting, MOST_SLOTS } from "../../casework/meetings.ts";
import { byId } from "../../casework/steps.ts";
import { type PlaceCode, placeInWords, places } from "../../guidance/meeting-places.ts";
import { formatMoment } from "../../guidance/moments.ts";
import { Times } from "../../guidance/times.tsx";
import { BusyButton, Button } from "../../kit/button.tsx";
import { Field } from "../../kit/field.tsx";
import { language, t } from "../../kit/locale.ts";
import { Notice } from "../../kit/notice.tsx";
import type { MeetingHours } from "../../protocol/api.ts";
import { me } from "../account/session.ts";
import { holdings, rosters } from "../cases/store.ts";
import { draftOf, dropDraft } from "../drafts.ts";
import { Chips } from "../parts/chips.tsx";
import { go } from "../places.ts";
import { tell } from "../tell.ts";
import { attempt } from "../trouble.ts";
import { hours, noHours } from "./hours.ts";
import { noteAgreed, propose } from "./meeting-acts.ts";

const DAYS_AHEAD = 42;

interface Typed {
	slots: Instant[];
	how: string;
	where: string;
	with: string;
	text: string;
	instead: string;
}

const key = (one: Case) => `meeting:${one.id}`;

/** What is being proposed in this case. */
export function proposalOf(one: Case): Signal<Typed> {
	return draftOf<Typed>(key(one), {
		slots: [],
		how: "",
		where: callMe(one),
		with: "",
		text: "",
		instead: "",
	});
}

export function ProposeMeeting({ one, meetings }: { one: Case; meetings: readonly Meeting[] }) {
	const now = proposalOf(one);
	const mine = hours.value[one.organisation];
	const { zone, minutes } = mine ?? noHours;
	const busy = useSignal<"" | "propose" | "note">("");
	const moved = byId(meetings, now.value.instead);
	const free = freeSlots({
		hours: mine ?? noHours,
		absence: absenceIn(one),
		holdings: holdings.value,
		now: Date.now(),
		days: DAYS_AHEAD,
	});
	const shown = [...new Set([...free, ...now.value.slots])].sort();
	const change = (part: Partial<Typed>) => {
		now.value = { ...now.peek(), ...part };
	};
	const send = async (how: "propose" | "note") => {
		if (busy.peek() !== "") return;
		if (now.peek().slots.length === 0) return tell(t("Choose one or more times first."));
		busy.value = how;
		const done = await attempt(() => told(one, now.peek(), { zone, minutes, how }));
		busy.value = "";
		if (!done) return;
		dropDraft(key(one));
		// What was proposed stands above the form.
		document.querySelector<HTMLElement>("[data-screen] h1")?.focus({ preventScroll: true });
		scrollTo(0, 0);
	};
	return (
		<section class="panel" aria-labelledby="propose-title">
			<h2 id="propose-title" tabIndex={-1}>
				{moved ? t("Other times for this meeting") : t("Propose a meeting")}
			</h2>
			{moved && <Moving meeting={moved} onStop={() => change({ instead: "" })} />}
			{mine && mine.weekly.length + mine.visits.length === 0 && <SayWhen />}
			<form
				onSubmit={(event) => {
					event.preventDefault();
					void send("propose");
				}}
			>
				{shown.length > 0 && (
					<Times
						legend={t("Your free times")}
						slots={shown}
						zone={zone}
						chosen={now.value.slots}
						most={MOST_SLOTS}
						onChange={(slots) => change({ slots })}
					/>
				)}
				<OtherTime zone={zone} minutes={minutes} now={now} />
				<Where one={one} now={now} change={change} told={mine ?? noHours} />
				<div class="meetings__acts">
					<BusyButton type="submit" busy={busy.value === "propose"} busyText={t("Proposing")}>
						{t("Propose these times")}
					</BusyButton>
					{now.value.slots.length === 1 && (
						<Button disabled={busy.value !== ""} onClick={() => void send("note")}>
							{t("We agreed this by phone")}
						</Button>
					)}
				</div>
			</form>
		</section>
	);
}

async function told(
	one: Case,
	typed: Typed,
	{ zone, minutes, how }: { zone: string; minutes: number; how: "propose" | "note" },
): Promise<void> {
	const { slots, instead } = typed;
	const place = typed.how || "phone";
	const words = { where: typed.where.trim(), with: typed.with.trim(), text: typed.text.trim() };
	const meeting = await propose(one, { slots, minutes, zone, how: place, ...words, instead });
	const [slot] = meeting?.slots ?? [];
	if (!meeting || !slot) {
		tell(t("You gave that time to another conversation. Propose another one."));
	} else if (how === "note") {
		await noteAgreed(one, meeting, slot);
		tell(t("Meeting agreed"));
	} else if (meeting.slots.length < slots.length) {
		tell(t("Proposed, but for the times that another conversation has."));
	} else tell(t("Proposed"));
}

function myCard({ organisation }: Case) {
	const cards = rosters.value[organisation]?.counsellors ?? [];
	return cards.find(({ person }) => person === me.value?.person);
}

function absenceIn(one: Case) {
	const card = myCard(one);
	return { from: card?.absentFrom ?? "", until: card?.absentUntil ?? "" };
}

/** A reporter without a name has no number here: it is the counsellor who can be called. */
function callMe(one: Case): string {
	const number = myCard(one)?.phone ?? "";
	return number === "" ? "" : t("Call me on {number}", { number });
}

function Moving({ meeting, onStop }: { meeting: Meeting; onStop: () => void }) {
	return (
		<Notice kind="info">
			<p>
				{t("{time} stands until another time is agreed.", {
					time: formatMoment(meeting.slot, meeting.zone),
				})}
			</p>
			<Button kind="subtle" onClick={onStop}>
				{t("Don't move it")}
			</Button>
		</Notice>
	);
}

function SayWhen() {
	return (
		<Notice kind="info">
			<p>{t("Say when you meet people. Then your free times stand here.")}</p>
			<Button onClick={() => go({ at: "settings", part: "availability" })}>
				{t("To availability")}
			</Button>
		</Notice>
	);
}

/** Outside the hours of the week, when that suits the reporter better. */
function OtherTime(props: { zone: string; minutes: number; now: Signal<Typed> }) {
	const { zone, minutes, now } = props;
	const day = useSignal("");
	const clock = useSignal("");
	const add = () => {
		const slot = day.value && clock.value ? instantAt(day.value, clock.value, zone) : "";
		if (slot === "" || Date.parse(slot) <= Date.now()) {
			tell(t("Give a day and a time that are still to come."));
		} else if (freeOf(holdings.peek(), [slot], minutes).length === 0) {
			tell(t("You gave that time to another conversation. Propose another one."));
		} else {
			now.value = { ...now.peek(), slots: [...new Set([...now.peek().slots, slot])].sort() };
		}
	};
	return (
		<details>
			<summary>{t("Another time")}</summary>
			<div class="pair">
				<Field
					label={t("Day")}
					type="date"
					value={day.value}
					onInput={(value) => (day.value = value)}
				/>
				<Field
					label={t("Time")}
					type="time"
					value={clock.value}
					onInput={(value) => (clock.value = value)}
				/>
			</div>
			<Button onClick={add}>{t("Add this time")}</Button>
		</details>
	);
}

function Where(props: {
	one: Case;
	now: Signal<Typed>;
	change: (part: Partial<Typed>) => void;
	told: MeetingHours;
}) {
	const { one, now, change, told } = props;
	const wordsOf = (how: string) =>
		told.places.find((place) => place.how === how)?.[language.value] ||
		(how === "phone" ? callMe(one) : "");
	return (
		<>
			<Chips<PlaceCode>
				legend={t("Where")}
				value={(now.value.how || "phone") as PlaceCode}
				onChange={(how) => change({ how, where: wordsOf(how) })}
				options={places.map((value) => ({ value, label: placeInWords(value) }))}
			/>
			<Field
				label={t("Where exactly, or on which number")}
				hint={t("By phone: say who calls whom.")}
				confidential
				maxLength={200}
				value={now.value.where}
				onInput={(where) => change({ where })}
			/>
			<Field
				label={t("Who comes along? (optional)")}
				hint={t("A friend, an interpreter, somebody of the union.")}
				confidential
				maxLength={200}
				value={now.value.with}
				onInput={(brings) => change({ with: brings })}
			/>
			<Field
				label={t("A word about it (optional)")}
				confidential
				maxLength={500}
				value={now.value.text}
				onInput={(text) => change({ text })}
			/>
		</>
	);
}
