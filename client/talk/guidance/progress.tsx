/** How it goes: points of both sides, what you come back to, the summary, and how it ends. */

import { stateOf } from "../../casework/conversation.ts";
import type { FollowUp } from "../../casework/follow-ups.ts";
import { draft } from "../../casework/kinds.ts";
import { BusyButton, Button } from "../../kit/button.tsx";
import { Field } from "../../kit/field.tsx";
import { formatDay, formatWeekday, t } from "../../kit/locale.ts";
import type { ConversationView } from "../../protocol/api.ts";
import { write } from "../sending.ts";
import { sending } from "../store.ts";
import { unsentText } from "../unsent.ts";
import { type Guided, GuidedPage } from "./frame.tsx";

export function Progress() {
	return (
		<GuidedPage title={t("How it goes")} lead={t("Short points, for you and your counsellor.")}>
			{(guided) => (
				<>
					<Points {...guided} />
					{guided.writable && <Add view={guided.view} />}
					<FollowUps {...guided} />
					<HowItEnds view={guided.view} />
				</>
			)}
		</GuidedPage>
	);
}

function Points({ guidance }: Guided) {
	const points = [...guidance.progress, ...guidance.summaries].sort((a, b) => a.seq - b.seq);
	if (points.length === 0) return null;
	return (
		<ul class="talk-numbers">
			{points.map((told) => (
				<li key={told.id}>
					<strong>
						{formatDay(told.on)} · {told.by === "reporter" ? t("You") : <bdi>{told.name}</bdi>}
						{told.kind === "summary" && ` · ${t("Summary")}`}
					</strong>
					<span translate={false}>{told.content.text}</span>
				</li>
			))}
		</ul>
	);
}

function Add({ view }: { view: ConversationView }) {
	const text = unsentText(`progress ${view.conversation}`);
	const send = async () => {
		const said = text.peek().trim();
		if (said !== "" && (await write(view, [draft("progress", { text: said })]))) text.value = "";
	};
	return (
		<>
			<Field
				multiline
				rows={3}
				confidential
				label={t("How does it go now? (optional)")}
				value={text.value}
				onInput={(typed) => {
					text.value = typed;
				}}
			/>
			<BusyButton busy={sending.value !== ""} busyText={t("Sending")} onClick={() => void send()}>
				{t("Add this point")}
			</BusyButton>
		</>
	);
}

function FollowUps({ view, guidance, writable }: Guided) {
	const open = guidance.followUps.filter((one) => !one.done);
	if (open.length === 0) return null;
	const done = (one: FollowUp) =>
		write(view, [draft("follow-up-done", { item: one.id, text: "" })]);
	return (
		<section>
			<h2>{t("You come back to this together")}</h2>
			<ul class="talk-numbers">
				{open.map((one) => (
					<li key={one.id}>
						<strong>{formatWeekday(one.on)}</strong>
						{one.text !== "" && <span translate={false}>{one.text}</span>}
						{writable && (
							<Button kind="subtle" onClick={() => void done(one)}>
								{t("No longer needed")}
							</Button>
						)}
					</li>
				))}
			</ul>
			<p class="soft">{t("Does a day not suit you? Write it in the conversation.")}</p>
		</section>
	);
}

/** What happens to what was written, whatever stands in the log. */
function HowItEnds({ view }: { view: ConversationView }) {
	const { consent } = stateOf(view);
	return (
		<section>
			<h2>{t("How it ends")}</h2>
			{view.state === "closed" && view.destroyOn !== "" ? (
				<p>
					{t("This conversation is closed. It is destroyed on {day}.", {
						day: formatDay(view.destroyOn),
					})}
				</p>
			) : (
				<>
					<p>{t("You close it together, when you want. Saying so is enough.")}</p>
					{consent && (
						<p>
							{t("{months} months after closing, everything is destroyed.", {
								months: consent.months,
							})}
						</p>
					)}
				</>
			)}
			<p>{t("Until then the door stays open: write, and it goes on.")}</p>
			<p>{t("You can take a copy along before that.")}</p>
		</section>
	);
}
