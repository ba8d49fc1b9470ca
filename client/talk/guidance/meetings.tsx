/** Meetings: pick a time with one tap, propose others, move, cancel. */

import { useSignal } from "@preact/signals";
import { draft } from "../../casework/kinds.ts";
import { ahead, type Instant, type Meeting, openOffers } from "../../casework/meetings.ts";
import { placeInWords } from "../../guidance/meeting-places.ts";
import { formatMoment } from "../../guidance/moments.ts";
import { Button } from "../../kit/button.tsx";
import { Field } from "../../kit/field.tsx";
import { t } from "../../kit/locale.ts";
import { saveAs } from "../../kit/save.ts";
import type { ConversationView, Id } from "../../protocol/api.ts";
import { appointmentFile } from "../calendar.ts";
import { sentence } from "../content.ts";
import { write } from "../sending.ts";
import { sending } from "../store.ts";
import { type Guided, GuidedPage } from "./frame.tsx";
import { toPickFrom } from "./meetings-standing.ts";
import { ProposeTimes } from "./propose-times.tsx";

export function Meetings() {
	return (
		<GuidedPage
			title={t("Meetings")}
			lead={t("You need not meet. Writing and calling are fine too.")}
		>
			{(guided) => <All {...guided} />}
		</GuidedPage>
	);
}

function All({ view, guidance, roster, writable }: Guided) {
	/** The meeting that is to be moved; null while nothing is proposed, "" for a new one. */
	const proposing = useSignal<Id | "" | null>(null);
	const now = Date.now();
	const mine = openOffers(guidance, now).filter((one) => one.by === "reporter");
	const agreed = ahead(guidance, now);
	return (
		<>
			{agreed.map((meeting) => (
				<Agreed
					key={meeting.id}
					view={view}
					meeting={meeting}
					writable={writable}
					onMove={() => (proposing.value = meeting.id)}
				/>
			))}
			{toPickFrom(guidance).map((meeting) => (
				<Offered key={meeting.id} view={view} meeting={meeting} writable={writable} />
			))}
			{mine.map((meeting) => (
				<Proposed key={meeting.id} view={view} meeting={meeting} writable={writable} />
			))}
			{writable && proposing.value === null && (
				<Button wide onClick={() => (proposing.value = "")}>
					{t("Propose times yourself")}
				</Button>
			)}
			{writable && proposing.value !== null && (
				<ProposeTimes
					key={proposing.value}
					view={view}
					roster={roster}
					moved={agreed.find((one) => one.id === proposing.value)}
					onDone={() => (proposing.value = null)}
				/>
			)}
		</>
	);
}

interface Props {
	view: ConversationView;
	meeting: Meeting;
	writable: boolean;
}

function About({ meeting }: { meeting: Meeting }) {
	const where = [placeInWords(meeting.how), meeting.where].filter((line) => line !== "");
	return (
		<>
			<p translate={false}>{where.join(": ")}</p>
			{meeting.how === "phone" && meeting.where === "" && (
				<p>{t("Who calls whom isn't said yet. Ask it in the conversation.")}</p>
			)}
			{meeting.with !== "" && (
				<p translate={false}>{t("Coming along: {who}", { who: meeting.with })}</p>
			)}
			{meeting.text !== "" && <p translate={false}>{meeting.text}</p>}
		</>
	);
}

function Agreed({ view, meeting, writable, onMove }: Props & { onMove: () => void }) {
	const save = () =>
		saveAs(appointmentFile(meeting.slot, meeting.minutes, t("Appointment")), t("date.ics"));
	return (
		<section class="talk-aside">
			<h2>{formatMoment(meeting.slot, meeting.zone)}</h2>
			<About meeting={meeting} />
			<p>{sentence("safety", "not-work-calendar")}</p>
			<div class="talk-acts">
				<Button onClick={save}>{t("Put it in my own calendar")}</Button>
				{writable && <Button onClick={onMove}>{t("Propose another time")}</Button>}
			</div>
			{writable && <Off view={view} meeting={meeting} word={t("Cancel this meeting")} />}
		</section>
	);
}

/** One tap on a time is enough; who comes along can be said before it, or left out. */
function Offered({ view, meeting, writable }: Props) {
	const brings = useSignal("");
	const pick = (slot: Instant) => {
		const { id: item, zone } = meeting;
		const said = { item, slot, zone, with: brings.peek().trim(), text: "", held: "" };
		void write(view, [draft("meeting-agreed", said)]);
	};
	return (
		<section class="talk-aside">
			<h2>
				{meeting.instead === "" ? t("Which time suits you?") : t("Does another time suit you?")}
			</h2>
			<About meeting={meeting} />
			{writable && (
				<>
					<div class="talk-times">
						{meeting.slots.map((slot) => (
							<Button
								key={slot}
								wide
								kind="primary"
								disabled={sending.value !== ""}
								onClick={() => pick(slot)}
							>
								{formatMoment(slot, meeting.zone)}
							</Button>
						))}
					</div>
					<details class="talk-more">
						<summary>{t("Does somebody come along?")}</summary>
						<p>{t("That is fine: a friend, an interpreter, somebody of the union.")}</p>
						<Field
							label={t("Who comes along?")}
							hint={t("Fill this in before you pick a time.")}
							confidential
							maxLength={200}
							value={brings.value}
							onInput={(typed) => (brings.value = typed)}
						/>
					</details>
					<Off view={view} meeting={meeting} word={t("None of these times")} />
				</>
			)}
		</section>
	);
}

function Proposed({ view, meeting, writable }: Props) {
	return (
		<section class="talk-aside">
			<h2>{t("You proposed")}</h2>
			<ul>
				{meeting.slots.map((slot) => (
					<li key={slot}>{formatMoment(slot, meeting.zone)}</li>
				))}
			</ul>
			<About meeting={meeting} />
			<p>{t("It is agreed once your counsellor says yes. Look here again.")}</p>
			{writable && <Off view={view} meeting={meeting} word={t("Take this back")} />}
		</section>
	);
}

function Off({ view, meeting, word }: Omit<Props, "writable"> & { word: string }) {
	const text = useSignal("");
	return (
		<details class="talk-more">
			<summary>{word}</summary>
			<Field
				label={t("A word about it (optional)")}
				hint={t("You need not say why.")}
				confidential
				maxLength={500}
				value={text.value}
				onInput={(typed) => (text.value = typed)}
			/>
			<Button
				disabled={sending.value !== ""}
				onClick={() =>
					void write(view, [draft("meeting-off", { item: meeting.id, text: text.peek().trim() })])
				}
			>
				{word}
			</Button>
		</details>
	);
}
