/** Times that the reporter proposes, within the counsellor's hours where these are known. */

import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { freeSlots, instantAt } from "../../casework/free-slots.ts";
import { draft } from "../../casework/kinds.ts";
import { type Instant, type Meeting, MOST_SLOTS } from "../../casework/meetings.ts";
import { type PlaceCode, placeInWords, places } from "../../guidance/meeting-places.ts";
import { formatMoment } from "../../guidance/moments.ts";
import { Times } from "../../guidance/times.tsx";
import { BusyButton, Button } from "../../kit/button.tsx";
import { Choice } from "../../kit/choice.tsx";
import { Field } from "../../kit/field.tsx";
import { language, t } from "../../kit/locale.ts";
import { Notice } from "../../kit/notice.tsx";
import type { ConversationView, PersonHours, RosterView } from "../../protocol/api.ts";
import { absenceOf } from "../parts.tsx";
import { write } from "../sending.ts";
import { rosters, sending } from "../store.ts";
import { hours } from "./hours.ts";

const DAYS_AHEAD = 28;

interface Props {
	view: ConversationView;
	roster: RosterView | null;
	/** The meeting that is to be moved. */
	moved: Meeting | undefined;
	onDone: () => void;
}

export function ProposeTimes({ view, roster, moved, onDone }: Props) {
	const counsellor = view.participants.find((one) => one.role === "counsellor")?.person ?? "";
	const theirs = hours.value[counsellor];
	const heading = useRef<HTMLHeadingElement>(null);
	useEffect(() => heading.current?.focus(), []);
	const slots = useSignal<Instant[]>([]);
	const how = useSignal<PlaceCode>((moved?.how as PlaceCode) ?? firstPlace(theirs));
	const where = useSignal(moved?.where ?? "");
	const brings = useSignal(moved?.with ?? "");
	const complaint = useSignal("");
	const zone = theirs?.zone ?? "Europe/Amsterdam";
	const send = async () => {
		if (slots.peek().length === 0) {
			complaint.value = t("Choose one or more times first.");
			return;
		}
		const said = {
			slots: slots.peek(),
			minutes: theirs?.minutes ?? 60,
			zone,
			how: how.peek(),
			where: where.peek().trim(),
			with: brings.peek().trim(),
			text: "",
			instead: moved?.id ?? "",
			held: "",
		};
		if (await write(view, [draft("meeting-offer", said)])) onDone();
	};
	return (
		<section class="talk-aside">
			<h2 ref={heading} tabIndex={-1}>
				{moved ? t("Which other times suit you?") : t("Which times suit you?")}
			</h2>
			{moved && (
				<p>
					{t("{time} stands until another time is agreed.", {
						time: formatMoment(moved.slot, moved.zone),
					})}
				</p>
			)}
			<WhichTimes
				slots={slots.value}
				free={freeOf(theirs, counsellor, roster)}
				zone={zone}
				onChange={(chosen) => {
					complaint.value = "";
					slots.value = chosen;
				}}
			/>
			{complaint.value !== "" && (
				<Notice kind="warning" urgent>
					{complaint.value}
				</Notice>
			)}
			<Choice<PlaceCode>
				legend={t("Where")}
				value={how.value}
				onChange={(code) => (how.value = code)}
				options={places.map((value) => ({
					value,
					label: placeInWords(value),
					hint: theirs?.places.find((one) => one.how === value)?.[language.value],
				}))}
			/>
			<Field
				label={t("Where exactly, or on which number (optional)")}
				confidential
				maxLength={200}
				value={where.value}
				onInput={(typed) => (where.value = typed)}
			/>
			<Field
				label={t("Who comes along? (optional)")}
				hint={t("A friend, an interpreter, somebody of the union.")}
				confidential
				maxLength={200}
				value={brings.value}
				onInput={(typed) => (brings.value = typed)}
			/>
			<BusyButton
				wide
				busy={sending.value !== ""}
				busyText={t("Sending")}
				onClick={() => void send()}
			>
				{t("Propose these times")}
			</BusyButton>
			<Button wide kind="subtle" onClick={onDone}>
				{t("Rather not")}
			</Button>
		</section>
	);
}

const firstPlace = (theirs: PersonHours | undefined): PlaceCode =>
	theirs?.places[0]?.how ?? "phone";

/** Within the hours; which of them are taken only the counsellor knows. */
function freeOf(theirs: PersonHours | undefined, person: string, roster: RosterView | null) {
	if (!theirs) return [];
	const lists = [roster, ...Object.values(rosters.value)];
	const card = lists.flatMap((one) => one?.counsellors ?? []).find((one) => one.person === person);
	const absence = card ? absenceOf(card) : { from: "", until: "" };
	return freeSlots({ hours: theirs, absence, now: Date.now(), days: DAYS_AHEAD });
}

function WhichTimes(props: {
	slots: Instant[];
	free: Instant[];
	zone: string;
	onChange: (chosen: Instant[]) => void;
}) {
	const { slots, free, zone, onChange } = props;
	const shown = [...new Set([...free, ...slots])].sort();
	return (
		<>
			{shown.length > 0 && (
				<Times
					legend={t("Choose one or more")}
					slots={shown}
					zone={zone}
					chosen={slots}
					most={MOST_SLOTS}
					onChange={onChange}
				/>
			)}
			<OtherTime zone={zone} add={(slot) => onChange([...new Set([...slots, slot])].sort())} />
		</>
	);
}

function OtherTime({ zone, add }: { zone: string; add: (slot: Instant) => void }) {
	const day = useSignal("");
	const clock = useSignal("");
	const complaint = useSignal("");
	const take = () => {
		const slot = day.value && clock.value ? instantAt(day.value, clock.value, zone) : "";
		const ahead = slot !== "" && Date.parse(slot) > Date.now();
		complaint.value = ahead ? "" : t("Give a day and a time that are still to come.");
		if (ahead) add(slot);
	};
	return (
		<details class="talk-more">
			<summary>{t("Another time")}</summary>
			<Field
				label={t("Day")}
				type="date"
				error={complaint.value}
				value={day.value}
				onInput={(value) => (day.value = value)}
			/>
			<Field
				label={t("Time")}
				type="time"
				value={clock.value}
				onInput={(value) => (clock.value = value)}
			/>
			<Button onClick={take}>{t("Add this time")}</Button>
		</details>
	);
}
