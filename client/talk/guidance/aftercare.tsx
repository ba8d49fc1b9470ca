/** Aftercare: the reporter takes the days, moves them or refuses, and answers when a day has come. */

import { useSignal } from "@preact/signals";
import { type Aftercare, aftercareDue } from "../../casework/aftercare.ts";
import { draft } from "../../casework/kinds.ts";
import { BusyButton, Button } from "../../kit/button.tsx";
import { Check, Choice } from "../../kit/choice.tsx";
import { Field } from "../../kit/field.tsx";
import { formatDay, t } from "../../kit/locale.ts";
import { toFirstMistake } from "../../kit/mistake.ts";
import { Notice } from "../../kit/notice.tsx";
import type { ConversationView } from "../../protocol/api.ts";
import { go } from "../places.ts";
import { write } from "../sending.ts";
import { sending, today } from "../store.ts";
import { unsentText } from "../unsent.ts";
import { type Guided, GuidedPage } from "./frame.tsx";
import { subjects } from "./subjects.ts";

export function AftercarePage() {
	return (
		<GuidedPage
			title={t("Aftercare")}
			lead={t("Later your counsellor asks how you are. You choose whether, and when.")}
		>
			{(guided) => <Standing {...guided} />}
		</GuidedPage>
	);
}

function Standing({ view, guidance, writable }: Guided) {
	const due = aftercareDue(guidance, today()).at(0)?.aftercare;
	const worse = guidance.aftercare.some(({ held }) => held.some((one) => one.disadvantage));
	if (guidance.aftercare.length === 0)
		return <p>{t("Nothing was offered yet. You can ask for it in the conversation.")}</p>;
	return (
		<>
			{worse && <WorseOff />}
			{writable && due && <HowAreYou view={view} item={due} />}
			{guidance.aftercare.map((one) => (
				<Offered key={one.id} view={view} one={one} writable={writable} />
			))}
		</>
	);
}

function WorseOff() {
	return (
		<Notice kind="warning" title={t("Worse off since you spoke up?")}>
			<p>{t("That should not happen. You don't have to solve it alone.")}</p>
			<p>{t("Your counsellor looks with you at what can be done.")}</p>
			{subjects.some(({ place }) => place === "routes") && (
				<Button onClick={() => go("routes")}>{t("What can be done")}</Button>
			)}
		</Notice>
	);
}

function Offered({
	view,
	one,
	writable,
}: {
	view: ConversationView;
	one: Aftercare;
	writable: boolean;
}) {
	const changing = useSignal(false);
	return (
		<section>
			<h2>{titleOf(one)}</h2>
			{one.text !== "" && <p translate={false}>{one.text}</p>}
			{one.state !== "refused" && (
				<ul>
					{one.days.map((day) => (
						<li key={day}>{formatDay(day)}</li>
					))}
				</ul>
			)}
			{one.held.map((told) => (
				<p key={`${told.on} ${told.text}`}>
					<strong>{formatDay(told.on)}</strong> <span translate={false}>{told.text}</span>
				</p>
			))}
			{writable && (one.state === "offered" || changing.value) && (
				<Answer view={view} one={one} onDone={() => (changing.value = false)} />
			)}
			{writable && one.state !== "offered" && !changing.value && (
				<Button onClick={() => (changing.value = true)}>{t("Change this")}</Button>
			)}
		</section>
	);
}

function titleOf({ state }: Aftercare): string {
	if (state === "refused") return t("You said: no, thank you");
	return state === "offered" ? t("Your counsellor proposes these days") : t("You agreed on");
}

type Reply = "these" | "others" | "none";

interface AnswerProps {
	view: ConversationView;
	one: Aftercare;
	onDone: () => void;
}

function Answer({ view, one, onDone }: AnswerProps) {
	const reply = useSignal<Reply | null>(null);
	const moved = useSignal<string[]>([...one.days]);
	const complaint = useSignal("");
	const send = async () => {
		const days = { these: [...one.days], others: chosen(moved.peek()), none: [] as string[] };
		const said = reply.peek();
		if (said === null || (said === "others" && days.others.length === 0)) {
			complaint.value = t("Choose an answer first.");
			toFirstMistake();
			return;
		}
		const content = { item: one.id, days: days[said], by: "", text: "" };
		if (await write(view, [draft("aftercare-answer", content)])) onDone();
	};
	return (
		<>
			<Choice
				legend={t("Does that suit you?")}
				error={complaint.value}
				options={[
					{ value: "these", label: t("Yes, these days") },
					{ value: "others", label: t("Yes, on other days") },
					{ value: "none", label: t("No, thank you"), hint: t("You can change your mind.") },
				]}
				value={reply.value}
				onChange={(value) => {
					complaint.value = "";
					reply.value = value;
				}}
			/>
			{reply.value === "others" &&
				moved.value.map((day, index) => (
					<Field
						key={index}
						label={t("Day {n}", { n: index + 1 })}
						type="date"
						min={today()}
						value={day}
						onInput={(typed) => {
							moved.value = moved.peek().map((old, at) => (at === index ? typed : old));
						}}
					/>
				))}
			<BusyButton busy={sending.value !== ""} busyText={t("Sending")} onClick={() => void send()}>
				{t("Send this answer")}
			</BusyButton>
		</>
	);
}

function chosen(days: readonly string[]): string[] {
	return [...new Set(days.filter((day) => day !== ""))].sort();
}

/** On the day itself, or whenever somebody comes back after it. */
function HowAreYou({ view, item }: { view: ConversationView; item: Aftercare }) {
	const text = unsentText(`aftercare ${item.id}`);
	const worse = useSignal(false);
	const send = async () => {
		const content = {
			item: item.id,
			on: today(),
			how: "online",
			disadvantage: worse.peek(),
			text: text.peek().trim(),
		};
		if (await write(view, [draft("aftercare-held", content)])) text.value = "";
	};
	return (
		<section>
			<h2>{t("How are you now?")}</h2>
			<Field
				multiline
				rows={4}
				confidential
				label={t("Tell as much as you like (optional)")}
				value={text.value}
				onInput={(typed) => {
					text.value = typed;
				}}
			/>
			<Check
				label={t("I am worse off since I spoke up")}
				hint={t("Left out, other work, a bad review, pressure, dismissal.")}
				checked={worse.value}
				onChange={(checked) => {
					worse.value = checked;
				}}
			/>
			<BusyButton busy={sending.value !== ""} busyText={t("Sending")} onClick={() => void send()}>
				{t("Send to my counsellor")}
			</BusyButton>
		</section>
	);
}
