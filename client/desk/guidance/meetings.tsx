/** Meetings of one case: what is agreed, what waits for an answer, and proposing times. */

import { useSignal } from "@preact/signals";
import type { ComponentType } from "preact";
import { useEffect } from "preact/hooks";
import type { Case } from "../../casework/case.ts";
import type { Guidance } from "../../casework/guidance.ts";
import { ahead, type Instant, type Meeting, openOffers } from "../../casework/meetings.ts";
import { placeInWords } from "../../guidance/meeting-places.ts";
import { formatMoment } from "../../guidance/moments.ts";
import { Button } from "../../kit/button.tsx";
import { Field } from "../../kit/field.tsx";
import { t } from "../../kit/locale.ts";
import { useOnce } from "../parts/once.ts";
import { tell } from "../tell.ts";
import { attempt } from "../trouble.ts";
import { readHours } from "./hours.ts";
import { agree, callOff, freeWhatIsOver, noteAgreed } from "./meeting-acts.ts";
import { ProposeMeeting, proposalOf } from "./propose-meeting.tsx";
import type { SubjectProps } from "./subjects.ts";

export function meetingsStanding(guidance: Guidance): string {
	const now = Date.now();
	const [next] = ahead(guidance, now);
	if (next) return formatMoment(next.slot, next.zone);
	const asked = openOffers(guidance, now).some((one) => one.by === "reporter");
	return asked ? t("The reporter proposes times") : "";
}

export function MeetingsScreen({ one, guidance }: SubjectProps) {
	const { organisation } = one;
	useEffect(() => {
		void attempt(async () => {
			if (organisation !== "") await readHours(organisation);
			await freeWhatIsOver();
		});
	}, [organisation]);
	const now = Date.now();
	const agreed = ahead(guidance, now);
	const offers = openOffers(guidance, now);
	const theirs = offers.filter((meeting) => meeting.by === "reporter");
	const mine = offers.filter((meeting) => meeting.by === "counsellor");
	return (
		<div class="meetings">
			<Group title={t("Agreed")} meetings={agreed} one={one} Row={Agreed} />
			<Group title={t("Proposed by the reporter")} meetings={theirs} one={one} Row={Theirs} />
			<Group title={t("Proposed, and not answered yet")} meetings={mine} one={one} Row={Mine} />
			<ProposeMeeting one={one} meetings={guidance.meetings} />
		</div>
	);
}

interface RowProps {
	one: Case;
	meeting: Meeting;
}

function Group({
	title,
	meetings,
	one,
	Row,
}: {
	title: string;
	meetings: Meeting[];
	one: Case;
	Row: ComponentType<RowProps>;
}) {
	if (meetings.length === 0) return null;
	return (
		<section class="panel">
			<h2>{title}</h2>
			{meetings.map((meeting) => (
				<Row key={meeting.id} one={one} meeting={meeting} />
			))}
		</section>
	);
}

function About({ meeting }: { meeting: Meeting }) {
	const where = [placeInWords(meeting.how), meeting.where].filter((line) => line !== "");
	return (
		<>
			<p class="soft">
				<span translate={false}>{where.join(": ")}</span>
			</p>
			{meeting.with !== "" && (
				<p translate={false}>{t("Coming along: {who}", { who: meeting.with })}</p>
			)}
			{meeting.text !== "" && <p translate={false}>{meeting.text}</p>}
		</>
	);
}

function Agreed({ one, meeting }: RowProps) {
	const { slot, zone } = meeting;
	const move = () => {
		const proposal = proposalOf(one);
		const { how, where } = meeting;
		proposal.value = { ...proposal.peek(), how, where, with: meeting.with, instead: meeting.id };
		document.getElementById("propose-title")?.focus();
	};
	return (
		<div class="meetings__one">
			<p>
				<strong>{formatMoment(slot, zone)}</strong>
			</p>
			<About meeting={meeting} />
			<div class="meetings__acts">
				<Button onClick={move}>{t("Move it")}</Button>
			</div>
			<Off one={one} meeting={meeting} word={t("Cancel it")} />
		</div>
	);
}

/** Taken meanwhile by another conversation, on another device perhaps. */
const tellTaken = () => tell(t("You gave that time to another conversation. Propose another one."));

function Theirs({ one, meeting }: RowProps) {
	const pick = async (slot: Instant) => {
		if (await agree(one, meeting, slot)) tell(t("Meeting agreed"));
		else tellTaken();
	};
	return (
		<div class="meetings__one">
			<About meeting={meeting} />
			<Slots meeting={meeting} word={(time) => t("Yes: {time}", { time })} pick={pick} />
			<Off one={one} meeting={meeting} word={t("None of these")} />
		</div>
	);
}

function Mine({ one, meeting }: RowProps) {
	const pick = async (slot: Instant) => {
		await noteAgreed(one, meeting, slot);
		tell(t("Meeting agreed"));
	};
	return (
		<div class="meetings__one">
			<About meeting={meeting} />
			<ul>
				{meeting.slots.map((slot) => (
					<li key={slot}>{formatMoment(slot, meeting.zone)}</li>
				))}
			</ul>
			<details>
				<summary>{t("They said yes by phone")}</summary>
				<Slots meeting={meeting} word={(time) => t("Note: {time}", { time })} pick={pick} />
			</details>
			<Off one={one} meeting={meeting} word={t("Take it back")} />
		</div>
	);
}

function Slots({
	meeting,
	word,
	pick,
}: {
	meeting: Meeting;
	word: (time: string) => string;
	pick: (slot: Instant) => Promise<void>;
}) {
	const { busy, once } = useOnce();
	if (meeting.slots.length === 0) return <p class="soft">{t("These times are over.")}</p>;
	return (
		<div class="meetings__acts">
			{meeting.slots.map((slot) => (
				<Button key={slot} disabled={busy} onClick={() => void once(() => pick(slot))}>
					{word(formatMoment(slot, meeting.zone))}
				</Button>
			))}
		</div>
	);
}

/** Nothing is off by one press: a word to the other may go along. */
function Off({ one, meeting, word }: RowProps & { word: string }) {
	const text = useSignal("");
	const { busy, once } = useOnce();
	const off = async () => {
		if (await once(() => callOff(one, meeting, text.peek().trim()))) tell(t("The meeting is off"));
	};
	return (
		<details>
			<summary>{word}</summary>
			<Field
				label={t("A word about it (optional)")}
				confidential
				value={text.value}
				onInput={(typed) => (text.value = typed)}
			/>
			<Button disabled={busy} onClick={() => void off()}>
				{word}
			</Button>
		</details>
	);
}
