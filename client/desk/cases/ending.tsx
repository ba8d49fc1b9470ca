/** Closing a case: together, or after long silence with a last message that leaves the door open. */

import { useSignal } from "@preact/signals";
import { usualMoments } from "../../casework/aftercare.ts";
import type { Case } from "../../casework/case.ts";
import { lastPossible } from "../../casework/keeping.ts";
import { type Outcome, outcomes } from "../../casework/keeping-codes.ts";
import { draft } from "../../casework/kinds.ts";
import { ahead } from "../../casework/meetings.ts";
import { type Running, runningIn } from "../../casework/running.ts";
import { whyInWords } from "../../guidance/keeping-words.ts";
import { formatMoment } from "../../guidance/moments.ts";
import { BusyButton, Button } from "../../kit/button.tsx";
import { Check } from "../../kit/choice.tsx";
import { Field } from "../../kit/field.tsx";
import { formatDay, t } from "../../kit/locale.ts";
import { Notice } from "../../kit/notice.tsx";
import type { Day, Draft, Id } from "../../protocol/api.ts";
import { leaveNotCounted, registeredOf } from "../counting/counting.ts";
import { draftOf, dropDraft } from "../drafts.ts";
import { chosenDays, Moments } from "../guidance/moments.tsx";
import { noteAftercare } from "../guidance/record.ts";
import { guidanceOfCase, isTalk } from "../guidance/state.ts";
import { Chips } from "../parts/chips.tsx";
import { labelOf } from "../parts/names.ts";
import { Page } from "../parts/page.tsx";
import { go, goFor } from "../places.ts";
import { tell } from "../tell.ts";
import { attempt } from "../trouble.ts";
import { close } from "./acts.ts";
import { keepingFor, outcomeFor, termsOf } from "./keeping.ts";
import { byId, today } from "./store.ts";
import { termInWords } from "./terms.ts";

type How = "together" | "silence";

interface Typed {
	text: string;
	again: boolean;
	summary: string;
	aftercare: boolean;
	days: Day[];
	outcome: Outcome;
}

export function EndingScreen({ id, how }: { id: Id; how: How }) {
	const one = byId.value.get(id);
	if (!one)
		return (
			<Page name="ending" title={t("One moment")}>
				{null}
			</Page>
		);
	return (
		<Page
			name="ending"
			narrow
			title={how === "together" ? t("Close this case together") : t("Close after silence")}
			beside={<span class="soft">{labelOf(one)}</span>}
		>
			<StillRunning one={one} />
			<Ending one={one} how={how} />
		</Page>
	);
}

function StillRunning({ one }: { one: Case }) {
	const guidance = guidanceOfCase(one);
	const running = runningIn(guidance, today.value);
	const meetings = ahead(guidance, Date.now());
	if (running.length + meetings.length === 0) return null;
	const words: Readonly<Record<Running, () => string>> = {
		"follow-up": () => t("You agreed to come back to something."),
		referral: () => t("You would ask whether a referral was picked up."),
		report: () => t("A formal report runs: its terms aren't over or not answered."),
	};
	return (
		<Notice kind="warning" title={t("Something is still under way")}>
			{meetings.map(({ id, slot, zone }) => (
				<p key={id}>{t("A meeting stands: {time}.", { time: formatMoment(slot, zone) })}</p>
			))}
			{running.map((what) => (
				<p key={what}>{words[what]()}</p>
			))}
			<p>{t("As long as the case is open, nothing is destroyed.")}</p>
		</Notice>
	);
}

function Ending({ one, how }: { one: Case; how: How }) {
	const key = `ending:${one.id}:${how}`;
	const written = one.conversation !== "" && one.talk !== null;
	const typed = draftOf<Typed>(key, {
		text: proposed(how),
		again: true,
		summary: "",
		aftercare: how === "together" && isTalk(one),
		days: usualMoments(today.peek()),
		outcome: outcomeFor(one),
	});
	const busy = useSignal(false);
	const change = (part: Partial<Typed>) => {
		typed.value = { ...typed.peek(), ...part };
	};
	const submit = async (event: Event) => {
		event.preventDefault();
		if (busy.peek()) return;
		busy.value = true;
		const { text, again } = typed.value;
		const closing = { text: text.trim(), reason: how, again };
		const done = await attempt(async () => {
			// Without a file nothing could say later that it was left uncounted: see ends.ts.
			if (one.file !== "") await leaveNotCounted(one);
			await notePhoned(one, typed.peek());
			const { outcome } = typed.peek();
			await close(one, { closing, besides: saidBesides(one, typed.peek()), outcome });
		});
		busy.value = false;
		if (!done) return;
		dropDraft(key);
		tell(t("The case is closed"));
		goFor({ at: "case", id: one.id });
	};
	return (
		<form onSubmit={(event) => void submit(event)}>
			<Summary one={one} now={typed.value} change={change} />
			<AftercareToo one={one} now={typed.value} change={change} />
			{written ? (
				<LastMessage now={typed.value} change={change} />
			) : (
				<p>{t("There is nobody to write to here. Only your file is closed.")}</p>
			)}
			<HowLong one={one} now={typed.value} change={change} />
			{registeredOf(one) === null && <CountFirst one={one} />}
			<BusyButton type="submit" busy={busy.value} busyText={t("Closing")}>
				{t("Close the case")}
			</BusyButton>
		</form>
	);
}

interface PartProps {
	one: Case;
	now: Typed;
	change: (part: Partial<Typed>) => void;
}

function Summary({ one, now, change }: PartProps) {
	return (
		<Field
			label={t("Summary (optional)")}
			hint={
				isTalk(one)
					? t("What was done, and what was agreed. The reporter reads it.")
					: t("What was done, and what was agreed.")
			}
			multiline
			rows={4}
			confidential
			value={now.summary}
			onInput={(summary) => change({ summary })}
		/>
	);
}

function AftercareToo({ one, now, change }: PartProps) {
	return (
		<>
			<Check
				label={isTalk(one) ? t("Offer aftercare") : t("Aftercare was agreed by phone")}
				hint={t("You ask later how it goes. The reporter can move or refuse it.")}
				checked={now.aftercare}
				onChange={(aftercare) => change({ aftercare })}
			/>
			{now.aftercare && (
				<Moments
					days={now.days}
					onChange={(days) => change({ days })}
					most={lastPossible(today.value)}
				/>
			)}
		</>
	);
}

function LastMessage({ now, change }: Omit<PartProps, "one">) {
	return (
		<>
			<Field
				label={t("Your last message")}
				hint={t("The reporter reads it when they come back.")}
				multiline
				rows={7}
				confidential
				value={now.text}
				onInput={(text) => change({ text })}
			/>
			<Check
				label={t("The door stays open")}
				hint={t("If the reporter writes again before the end, the case is open again.")}
				checked={now.again}
				onChange={(again) => change({ again })}
			/>
		</>
	);
}

/** The term is the organisation's; which one fits, only the counsellor can say. */
function HowLong({ one, now, change }: PartProps) {
	const keeping = keepingFor(one, foreseenBesides(one, now), now.outcome);
	const terms = termsOf(one.organisation);
	if (keeping === null || terms === null) return null;
	return (
		<>
			<Chips
				legend={t("How long is it kept?")}
				value={now.outcome}
				onChange={(outcome) => change({ outcome })}
				options={outcomes.map((value) => ({ value, label: termInWords(value, terms) }))}
			/>
			<Notice>
				<p>
					{t("Everything in it, your file too, is destroyed on {day}.", {
						day: formatDay(keeping.until),
					})}{" "}
					{whyInWords(keeping.why)}
				</p>
				{isTalk(one) && <p>{t("The reporter reads this day, and why.")}</p>}
				<p>
					{isTalk(one) && t("A word from the reporter opens the case again.")}{" "}
					{t("Aftercare moves the day on.")}{" "}
					{t("On {day} everything is destroyed, at the latest.", {
						day: formatDay(lastPossible(today.value)),
					})}
				</p>
			</Notice>
		</>
	);
}

function CountFirst({ one }: { one: Case }) {
	return (
		<Notice>
			<p>
				{t("This case isn't counted yet. Closed like this, only one more “not counted” remains.")}
			</p>
			<Button kind="secondary" onClick={() => go({ at: "guide", id: one.id, subject: "count" })}>
				{t("Count it first")}
			</Button>
		</Notice>
	);
}

function saidBesides(one: Case, { summary, aftercare, days }: Typed): Draft[] {
	const drafts: Draft[] = [];
	if (summary.trim() !== "") drafts.push(draft("summary", { text: summary.trim() }));
	const chosen = chosenDays(days);
	if (aftercare && isTalk(one) && chosen.length > 0) {
		drafts.push(draft("aftercare-offer", { days: chosen, by: "online", text: "" }));
	}
	return drafts;
}

/** With what is noted of a phone call, which is said apart. */
function foreseenBesides(one: Case, now: Typed): Draft[] {
	const days = chosenDays(now.days);
	const phoned = now.aftercare && !isTalk(one) && days.length > 0;
	const offer = draft("aftercare-offer", { days, by: "telefoon", text: "" });
	return [...saidBesides(one, now), ...(phoned ? [offer] : [])];
}

async function notePhoned(one: Case, { aftercare, days }: Typed): Promise<void> {
	const chosen = chosenDays(days);
	if (!aftercare || isTalk(one) || chosen.length === 0) return;
	await noteAftercare(one, { days: chosen, by: "telefoon", text: "" });
}

function proposed(how: How): string {
	return how === "together"
		? t(
				"We agreed to close this conversation. Thank you for your trust. You can come back with your words as long as it is kept.",
			)
		: t(
				"I haven't heard from you for a while, and that is fine. I close this conversation for now. If something happens or you want to talk, come back with your words and write here.",
			);
}
