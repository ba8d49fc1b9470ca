/** The first screen: who reads this, who doesn't, what happens next, and four ways to begin. */

import { useEffect } from "preact/hooks";
import { isAway } from "../../casework/days.ts";
import { helplinesFor } from "../../content/content.ts";
import { Button } from "../../kit/button.tsx";
import { t, tn } from "../../kit/locale.ts";
import { content, textOf } from "../content.ts";
import { fetchAhead } from "../later.tsx";
import { Page } from "../page.tsx";
import { Helplines, Sections } from "../parts.tsx";
import { go, type Place } from "../places.ts";
import { cards, roster, route, today } from "../store.ts";

interface Way {
	to: Place;
	label: string;
	hint: string;
	begin?: "write" | "call";
}

function ways(): Way[] {
	return [
		{
			to: "subject",
			begin: "write",
			label: t("Write"),
			hint: t("You stay anonymous if you like."),
		},
		{
			to: "whom",
			begin: "call",
			label: t("Let me be called"),
			hint: t("With a number and a safe time."),
		},
		{ to: "phone", label: t("I call myself"), hint: t("Names, numbers and hours.") },
		{ to: "walk-in", label: t("I walk in"), hint: t("When somebody is there.") },
	];
}

/** "Within 2 working days", or the range when they differ. */
export function promiseInWords(days: readonly number[]): string {
	const [least, most] = [Math.min(...days), Math.max(...days)];
	if (least === most) {
		return tn("within {n} working day", "within {n} working days", least);
	}
	return t("within {least} to {most} working days", { least, most });
}

export function Start() {
	const view = roster.value;
	const texts = content.value;
	useEffect(() => fetchAhead("writing"), []);
	if (view === null || texts === null) return null;
	const present = cards.value.filter(
		(one) => !isAway({ from: one.absentFrom, until: one.absentUntil }, today()),
	);
	const promises = (present.length > 0 ? present : cards.value).map((one) => one.promiseDays);
	const begin = (way: Way) => {
		if (way.begin) route.value = way.begin;
		go(way.to);
	};
	return (
		<Page title={t("Talk with a confidential counsellor")}>
			<p class="talk-organisation">
				<bdi>{view.organisation.name}</bdi>
			</p>
			<ul class="talk-promises">
				<li>{t("Only the person you choose reads it.")}</li>
				<li>{t("Your employer does not, nor do we.")}</li>
				{promises.length > 0 && (
					<li>{t("You get an answer {when}.", { when: promiseInWords(promises) })}</li>
				)}
				<li>{t("You decide every step. You can always stop.")}</li>
			</ul>
			<ul class="talk-ways">
				{ways().map((way) => (
					<li key={way.to}>
						<button type="button" class="talk-way" onClick={() => begin(way)}>
							<span class="talk-way-label">{way.label}</span>
							<span class="talk-way-hint">{way.hint}</span>
						</button>
					</li>
				))}
			</ul>
			<Button wide class="talk-return" onClick={() => go("return")}>
				{t("I was here before")}
			</Button>
			<Sections text={textOf("who-reads")} level={2} />
			<h2>{textOf("exceptions-intro").title}</h2>
			<p>{textOf("exceptions-intro").short}</p>
			<ul>
				{shortExceptions().map((one) => (
					<li key={one.id}>{one.short}</li>
				))}
			</ul>
			<p>{t("Before you write, you read them in full.")}</p>
			<h2>{textOf("honest-limits").title}</h2>
			<p>{textOf("honest-limits").short}</p>
			<ul>
				{(textOf("honest-limits").points ?? []).map((point) => (
					<li key={point}>{point}</li>
				))}
			</ul>
			{(textOf("honest-limits").closing ?? []).map((one) => (
				<p key={one}>{one}</p>
			))}
			<Helplines
				lines={helplinesFor(texts.helplines, { sector: view.organisation.sector, minor: "" })}
			/>
		</Page>
	);
}

/** Those that can hold here, whoever is chosen; which do is told after the choice. */
function shortExceptions() {
	const sector = roster.value?.organisation.sector;
	const positions = new Set(cards.value.map((one) => one.profile.position));
	return (content.value?.exceptions ?? []).filter(
		({ applies }) =>
			sector !== undefined &&
			applies.sectors.includes(sector) &&
			applies.positions.some((one) => positions.has(one)) &&
			applies.minors.includes(""),
	);
}
