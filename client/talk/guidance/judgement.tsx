/** Judging the help: three questions, sent apart from the conversation, once. */

import { useSignal } from "@preact/signals";
import { BusyButton, Button } from "../../kit/button.tsx";
import { Choice, type Option } from "../../kit/choice.tsx";
import { formatDay, t } from "../../kit/locale.ts";
import { Notice } from "../../kit/notice.tsx";
import type { BlindToken, ConversationView, Judgement } from "../../protocol/api.ts";
import { Loading } from "../parts.tsx";
import { go } from "../places.ts";
import { worker } from "../remote.ts";
import { attempt } from "../sending.ts";
import { nowIs, sending, today } from "../store.ts";
import { unsentText } from "../unsent.ts";
import { GuidedPage } from "./frame.tsx";
import { judge, prepareJudging, standingOf } from "./judging.ts";

export function JudgementScreen() {
	return (
		<GuidedPage
			title={t("What did the help do for you?")}
			lead={t("Three short questions. Skip what you like.")}
		>
			{({ view }) => <Where view={view} />}
		</GuidedPage>
	);
}

function Where({ view }: { view: ConversationView }) {
	const standing = standingOf(view, today());
	switch (standing.is) {
		case "ready":
			return <Questions view={view} token={standing.token} lastDay={standing.lastDay} />;
		case "counted":
			return (
				<Notice kind="ok" urgent title={t("Thank you.")}>
					<p>{t("Your answers count. Nobody can see that they are yours.")}</p>
				</Notice>
			);
		case "counted-before":
			return (
				<Notice kind="ok" urgent title={t("Your answers are in.")}>
					<p>{t("They count as you sent them first. Sending again changes nothing.")}</p>
				</Notice>
			);
		case "asking":
			return <Loading />;
		case "unreachable":
			return <Unreachable view={view} />;
		case "open":
			return <p>{t("You can do this when the conversation is closed.")}</p>;
		case "spent":
			return (
				<>
					<p>{t("You made a new phrase after the conversation was closed.")}</p>
					<p>{t("The questions belonged to the old one. So you can't answer them any more.")}</p>
				</>
			);
		case "too-late":
			return <p>{t("The time to answer is over. The answers of that year are added up.")}</p>;
	}
}

/** Asks as the conversation itself does when it looks for news: this screen asks nothing of its own. */
function Unreachable({ view }: { view: ConversationView }) {
	const again = () =>
		attempt(async () => {
			const now = await (await worker()).refresh(view.conversation);
			nowIs(now);
			await prepareJudging(now);
		});
	return (
		<Notice kind="warning">
			<p>{t("The questions are not there yet. Try again in a moment.")}</p>
			<Button onClick={() => void again()}>{t("Try again")}</Button>
		</Notice>
	);
}

function Before({ lastDay }: { lastDay: string }) {
	return (
		<section>
			<h2>{t("Who sees your answers?")}</h2>
			<ul>
				<li>{t("They are added up with those of others. Nobody sees yours alone.")}</li>
				<li>{t("Counsellors see the sums: from five people up, once the year is over.")}</li>
				<li>
					{t("Are there fewer? Then they wait, or are added to those of other organisations.")}
				</li>
				<li>{t("They go without your name, your words and your conversation.")}</li>
				<li>{t("So nobody can find you or your conversation with them.")}</li>
				<li>
					<strong>{t("You can send them once. You can't change them or take them back.")}</strong>
				</li>
				<li>{t("You can do this until {day}.", { day: formatDay(lastDay) })}</li>
			</ul>
			<Notice>
				<p>
					{t("Nobody can help you because of these answers. Nobody knows that they are yours.")}
				</p>
				<p>{t("Do you need help? Then write in the conversation.")}</p>
				<Button onClick={() => go("complaint")}>{t("Not content about your counsellor?")}</Button>
			</Notice>
		</section>
	);
}

interface QuestionsProps {
	view: ConversationView;
	token: BlindToken;
	lastDay: string;
}

function Questions({ view: { conversation }, token, lastDay }: QuestionsProps) {
	const given = (question: keyof Judgement) => unsentText(`judgement ${question} ${conversation}`);
	const [helped, safe, harmed] = [given("helped"), given("safe"), given("harmed")];
	const none = useSignal(false);
	const send = async () => {
		none.value = [helped, safe, harmed].every(({ value }) => ["", "unsaid"].includes(value));
		if (none.value) return;
		const answers = {
			helped: helped.value || "unsaid",
			safe: safe.value || "unsaid",
			harmed: harmed.value || "unsaid",
		} as Judgement;
		if (!(await judge(conversation, token, answers))) return;
		for (const one of [helped, safe, harmed]) one.value = "";
	};
	return (
		<>
			<Before lastDay={lastDay} />
			<Question legend={t("Did the help bring you further?")} given={helped} options={much()} />
			<Question legend={t("Did it feel safe to tell?")} given={safe} options={much()} />
			<Question
				legend={t("Are you worse off because you told it?")}
				given={harmed}
				options={[
					{ value: "no", label: t("No") },
					{ value: "perhaps", label: t("Perhaps") },
					{ value: "yes", label: t("Yes") },
				]}
			/>
			{none.value && (
				<Notice kind="warning" urgent>
					<p>{t("Answer one question first. Or go back: you don't have to do this.")}</p>
				</Notice>
			)}
			<BusyButton
				kind="primary"
				wide
				busy={sending.value !== ""}
				busyText={t("Sending")}
				onClick={() => void send()}
			>
				{t("Send my answers, once")}
			</BusyButton>
		</>
	);
}

const much = (): Option<string>[] => [
	{ value: "yes", label: t("Yes") },
	{ value: "partly", label: t("A little") },
	{ value: "no", label: t("No") },
];

interface QuestionProps {
	legend: string;
	given: { value: string };
	options: Option<string>[];
}

function Question({ legend, given, options }: QuestionProps) {
	return (
		<Choice
			legend={legend}
			options={[...options, { value: "unsaid", label: t("I'd rather not say") }]}
			value={given.value === "" ? null : given.value}
			onChange={(value) => (given.value = value)}
		/>
	);
}
