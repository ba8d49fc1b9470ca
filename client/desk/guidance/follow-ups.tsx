/** What was agreed to come back to, and when; the day itself stays sealed. */

import { addDays } from "../../casework/days.ts";
import type { FollowUp } from "../../casework/follow-ups.ts";
import { draft } from "../../casework/kinds.ts";
import { Field } from "../../kit/field.tsx";
import { formatWeekday, t, tn } from "../../kit/locale.ts";
import { today } from "../cases/store.ts";
import { draftOf, dropDraft } from "../drafts.ts";
import { Chips } from "../parts/chips.tsx";
import { GuideForm } from "./form.tsx";
import { say } from "./record.ts";
import { isTalk } from "./state.ts";
import type { Subject, SubjectProps } from "./subjects.ts";

export const followUps: Subject = {
	id: "follow-ups",
	title: () => t("Follow-up"),
	standing: ({ followUps: all }) => {
		const [next] = openOnes(all);
		return next ? t("To come back to on {day}", { day: formatWeekday(next.on) }) : "";
	},
	Screen: FollowUpsScreen,
};

/** The first to come on top. */
function openOnes(all: readonly FollowUp[]): FollowUp[] {
	return all.filter((one) => !one.done).sort((one, other) => (one.on < other.on ? -1 : 1));
}

function FollowUpsScreen({ one, guidance }: SubjectProps) {
	const open = openOnes(guidance.followUps);
	const done = guidance.followUps.filter((other) => other.done);
	return (
		<>
			{isTalk(one) && <p>{t("The reporter reads here what you agree, and can change it.")}</p>}
			{open.map((followUp) => (
				<Open key={followUp.id} one={one} followUp={followUp} />
			))}
			<Plan one={one} first={open.length === 0} />
			{done.length > 0 && (
				<p class="soft">{tn("{n} was done before.", "{n} were done before.", done.length)}</p>
			)}
		</>
	);
}

function Open({ one, followUp }: { followUp: FollowUp } & Pick<SubjectProps, "one">) {
	const text = draftOf(`follow-up-done:${one.id}:${followUp.id}`, "");
	const isDue = followUp.on <= today.value;
	return (
		<section class="panel">
			<h2>{formatWeekday(followUp.on)}</h2>
			{isDue && <p class="due">{t("The day has come.")}</p>}
			{followUp.text !== "" && <p translate={false}>{followUp.text}</p>}
			<GuideForm
				action={t("Done")}
				told={t("Noted that you came back to it")}
				kind="secondary"
				keep={async () => {
					const content = { item: followUp.id, text: text.peek().trim() };
					await say(one, [draft("follow-up-done", content)]);
					dropDraft(`follow-up-done:${one.id}:${followUp.id}`);
				}}
			>
				<Field
					label={t("What came of it? (optional)")}
					confidential
					value={text.value}
					onInput={(typed) => (text.value = typed)}
				/>
			</GuideForm>
		</section>
	);
}

/** Days that are often agreed. */
const usual = [7, 14, 28, 42];

function Plan({ one, first }: { first: boolean } & Pick<SubjectProps, "one">) {
	const key = `follow-up:${one.id}`;
	const typed = draftOf(key, { on: addDays(today.peek(), 14), text: "" });
	const { on, text } = typed.value;
	const change = (part: Partial<typeof typed.value>) => {
		typed.value = { ...typed.peek(), ...part };
	};
	return (
		<section class="panel" aria-labelledby="plan-title">
			<h2 id="plan-title">
				{first ? t("Agree when you come back to it") : t("Agree another day")}
			</h2>
			<GuideForm
				action={t("Agree this")}
				told={t("Agreed. It comes back on your list that day.")}
				keep={async () => {
					await say(one, [draft("follow-up", { on, text: text.trim() })]);
					dropDraft(key);
				}}
			>
				<Chips
					legend={t("In how many weeks?")}
					value={on}
					onChange={(day) => change({ on: day })}
					options={usual.map((days) => ({
						value: addDays(today.value, days),
						label: tn("{n} week", "{n} weeks", days / 7),
					}))}
				/>
				<Field
					label={t("Day")}
					type="date"
					min={today.value}
					required
					value={on}
					onInput={(day) => change({ on: day })}
				/>
				<Field
					label={t("What about? (optional)")}
					confidential
					maxLength={300}
					value={text}
					onInput={(about) => change({ text: about })}
				/>
			</GuideForm>
		</section>
	);
}
