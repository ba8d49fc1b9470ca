/** What came of a choice: what happened, and of a report whether its two terms were kept. */

import { useSignal } from "@preact/signals";
import { draft } from "../../casework/kinds.ts";
import { type FormalReport, type Term, termEnds } from "../../casework/routes.ts";
import type { Route } from "../../content/content.ts";
import { BusyButton, Button } from "../../kit/button.tsx";
import { Field } from "../../kit/field.tsx";
import { formatDay, t } from "../../kit/locale.ts";
import type { Draft } from "../../protocol/api.ts";
import { write } from "../sending.ts";
import { sending, today } from "../store.ts";
import type { Guided } from "./frame.tsx";
import { read } from "./reading.ts";

export function Happened({ guided, route }: { guided: Guided; route: Route }) {
	const text = useSignal("");
	const on = useSignal(today());
	const save = async () => {
		const told = { route: route.id, on: on.peek(), how: "", text: text.peek().trim() };
		const drafts: Draft[] = [draft("happened", told)];
		if (await write(guided.view, drafts)) text.value = "";
	};
	const report = () =>
		write(guided.view, [draft("report-made", { route: route.id, on: on.peek() })]);
	return (
		<>
			{guided.guidance.happened
				.filter(({ content }) => content.route === route.id)
				.map((told) => (
					<p key={told.id} class="guide-said" translate={false}>
						{formatDay(told.content.on)}: {told.content.text}
					</p>
				))}
			<details class="guide-more">
				<summary>{t("Say what happened")}</summary>
				<Field
					label={t("On which day?")}
					type="date"
					max={today()}
					value={on.value}
					onInput={(day) => {
						on.value = day;
					}}
				/>
				<Field
					label={t("What happened?")}
					multiline
					rows={4}
					confidential
					value={text.value}
					onInput={(said) => {
						text.value = said;
					}}
				/>
				<div class="guide-buttons">
					<BusyButton
						busy={sending.value !== ""}
						busyText={t("One moment")}
						onClick={() => void save()}
					>
						{t("Keep what happened")}
					</BusyButton>
					{route.terms && (
						<Button onClick={() => void report()}>{t("I made the report on this day")}</Button>
					)}
				</div>
			</details>
		</>
	);
}

const terms = ["acknowledgement", "feedback"] as const;

export function Reported(guided: Guided) {
	return guided.guidance.reports.map((report) => (
		<section key={report.id} aria-labelledby={`report-${report.id}`}>
			<h2 id={`report-${report.id}`}>{t("Your report of {day}", { day: formatDay(report.on) })}</h2>
			<ul class="guide-routes">
				{terms.map((term) => (
					<li key={term}>
						<h3>{termInWords(term)}</h3>
						<p>{t("At the latest on {day}.", { day: formatDay(termEnds(report, term)) })}</p>
						<Answer guided={guided} report={report} term={term} />
					</li>
				))}
			</ul>
		</section>
	));
}

export function termInWords(term: Term): string {
	return term === "acknowledgement"
		? t("A letter or mail that your report arrived")
		: t("An answer: what is done with your report");
}

function Answer({ guided, report, term }: { guided: Guided; report: FormalReport; term: Term }) {
	const said = report.terms[term];
	const answer = (had: boolean) =>
		write(guided.view, [draft("term", { item: report.id, term, had, on: today() })]);
	return (
		<>
			{said && <p>{said.had ? t("You had it.") : t("You had nothing.")}</p>}
			{said && !said.had && (
				<Button onClick={() => read("whistleblowers-authority")}>
					{t("Look at the next way")}
				</Button>
			)}
			{guided.writable && (
				<div class="guide-buttons">
					{!said?.had && (
						<Button
							aria-label={`${t("Had")}: ${termInWords(term)}`}
							onClick={() => void answer(true)}
						>
							{t("Had")}
						</Button>
					)}
					{!said && (
						<Button
							aria-label={`${t("Not had")}: ${termInWords(term)}`}
							onClick={() => void answer(false)}
						>
							{t("Not had")}
						</Button>
					)}
				</div>
			)}
		</>
	);
}
