/** What came more often than usual in an organisation, with its figures; the counsellor judges. */

import { Button } from "../../kit/button.tsx";
import { language, t, tn } from "../../kit/locale.ts";
import { Notice } from "../../kit/notice.tsx";
import type { Id, OrganisationMembership, Signal, SignalDecision } from "../../protocol/api.ts";
import { decide, loadSignals, openSignals, signals } from "../counting/signals.ts";
import { Chips } from "../parts/chips.tsx";
import { attempt } from "../trouble.ts";
import { useOrganisation, WhichOrganisation } from "./which.tsx";

export function Signals() {
	const { chosen, id } = useOrganisation(openSignals.value[0]?.organisation);
	return (
		<>
			<WhichOrganisation id={id} />
			{chosen && <Shown key={chosen.id} membership={chosen} />}
			<HowItWorks />
		</>
	);
}

function Shown({ membership: { id, state } }: { membership: OrganisationMembership }) {
	const told = signals.value[id];
	if (state !== "current") return <p>{t("You see these once you are on the list.")}</p>;
	if (!told) {
		return (
			<Notice kind="warning">
				<p>{t("These could not be read.")}</p>
				<Button onClick={() => void loadSignals()}>{t("Try again")}</Button>
			</Notice>
		);
	}
	const { outcome, year, quarter, signals: all } = told;
	const isNew = (one: Signal) => one.year === year && one.quarter === quarter;
	const older = all.filter((one) => !isNew(one));
	return (
		<>
			<p>{newestInWords(outcome, quarterInWords(year, quarter), all.some(isNew))}</p>
			{all.filter(isNew).map((one) => (
				<One key={one.id} organisation={id} signal={one} />
			))}
			{older.length > 0 && <h2>{t("Earlier")}</h2>}
			{older.map((one) => (
				<One key={one.id} organisation={id} signal={one} Heading="h3" />
			))}
		</>
	);
}

function newestInWords(outcome: string, period: string, isAny: boolean): string {
	switch (outcome) {
		case "watched":
			return isAny
				? t("In {period} this was worth a look.", { period })
				: t("In {period} nothing came clearly more often than usual.", { period });
		case "too-short":
			return t("Three years of figures are needed to know what is usual. They are not there yet.");
		case "too-rare":
			return t("So few cases come here that a rise can't be told from chance. We don't guess.");
		default:
			return t("Nothing is looked at here: fewer than 50 people, or no quarter was over yet.");
	}
}

function quarterInWords(year: number, quarter: number): string {
	return t("quarter {quarter} of {year}", { quarter, year });
}

interface OneProps {
	organisation: Id;
	signal: Signal;
	Heading?: "h2" | "h3";
}

function One({ organisation, signal, Heading = "h2" }: OneProps) {
	const { label, quarters, about, usual, year, quarter } = signal;
	return (
		<section class="panel">
			<Heading>{label[language.value]}</Heading>
			<p>
				{tn(
					"About {about} cases in {period}. Usual would be {usual}.",
					"About {about} cases in the {n} quarters up to {period}. Usual would be {usual}.",
					quarters,
					{ n: quarters, about, usual, period: quarterInWords(year, quarter) },
				)}
			</p>
			<Chips
				legend={t("What do you do with it?")}
				options={decisions()}
				value={signal.decision}
				onChange={(decision) => {
					if (decision !== "") void attempt(() => decide(organisation, signal.id, decision));
				}}
			/>
		</section>
	);
}

function decisions(): { value: SignalDecision | ""; label: string }[] {
	return [
		{ value: "watch", label: t("Keep an eye on it") },
		{ value: "talk", label: t("Talk it over with colleagues") },
		{ value: "advise", label: t("Advise the management") },
		{ value: "nothing", label: t("It means nothing") },
	];
}

function HowItWorks() {
	return (
		<>
			<h2>{t("How this comes about")}</h2>
			<ul>
				<li>{t("Each quarter is looked at once, two weeks after its end.")}</li>
				<li>{t("It is compared with the years before: of all cases, each subject, each part.")}</li>
				<li>{t("Cases are rounded to five. What comes seldom never gives a signal.")}</li>
				<li>{t("Chance alone gives a signal about once in twenty years, for each subject.")}</li>
				<li>{t("Only counsellors see this. What it means is for you to say.")}</li>
				<li>{t("Your colleagues see what is decided, not who did.")}</li>
			</ul>
		</>
	);
}
