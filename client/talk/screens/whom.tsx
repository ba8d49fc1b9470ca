/** To whom: the cards in an order of chance, and ways to narrow them down. */

import { useSignal } from "@preact/signals";
import { Button } from "../../kit/button.tsx";
import { t, tn } from "../../kit/locale.ts";
import { Notice } from "../../kit/notice.tsx";
import type { Id, RosterView } from "../../protocol/api.ts";
import { filterTitle, valueInWords } from "../card-words.ts";
import { type FilterName, type Filters, offered, remaining, thereFirst } from "../filters.ts";
import { Page } from "../page.tsx";
import { go } from "../places.ts";
import { answer, answers, cards, chosenCard, roster, route, today, trouble } from "../store.ts";
import { Card } from "./card.tsx";

export function Whom() {
	const filters = useSignal<Filters>({});
	const view = roster.value;
	if (view === null) return null;
	const left = remaining(cards.value, filters.value);
	const choose = (person: Id, anyone: boolean) => {
		const never = answers.value.never.filter((one) => one !== person);
		answer({ counsellor: person, anyone, never });
		trouble.value = "";
		go("exceptions");
	};
	const first = thereFirst(left, answers.value.never, today());
	return (
		<Page
			title={route.value === "call" ? t("Who may call you?") : t("Who do you want to write to?")}
		>
			<p>{t("Choose whoever feels safest. Nobody else sees anything of it.")}</p>
			{answers.value.counsellor !== "" && chosenCard.value === null && (
				<Notice kind="warning" urgent>
					<p>{t("The person you chose is no longer on the list.")}</p>
					<p>{t("What you typed is still here.")}</p>
				</Notice>
			)}
			{view.warnings.length > 0 && <Changed view={view} />}
			{cards.value.length === 0 && (
				<Notice kind="warning">{t("Nobody can be written to here at the moment.")}</Notice>
			)}
			<Filter filters={filters.value} onChange={(next) => (filters.value = next)} />
			<ul class="talk-cards">
				{left.map((card) => (
					<li key={card.person}>
						<Card card={card} onChoose={() => choose(card.person, false)} />
					</li>
				))}
			</ul>
			{left.length === 0 && cards.value.length > 0 && (
				<Button onClick={() => (filters.value = {})}>{t("Show everybody again")}</Button>
			)}
			<div class="talk-otherwise">
				{first !== null && left.length > 1 && (
					<button type="button" class="talk-way" onClick={() => choose(first.person, true)}>
						<span class="talk-way-label">{t("No preference")}</span>
						<span class="talk-way-hint">
							{t("You get {name}, who is there first.", { name: first.profile.name })}
						</span>
					</button>
				)}
				<button type="button" class="talk-way" onClick={() => go("elsewhere")}>
					<span class="talk-way-label">{t("None of these")}</span>
					<span class="talk-way-hint">{t("Somebody outside the organisation.")}</span>
				</button>
			</div>
		</Page>
	);
}

/** Begun anew, ended by others: never shown as if nothing happened. */
function Changed({ view }: { view: RosterView }) {
	if (view.replaces === "") {
		return (
			<Notice kind="warning">
				{t("Something about the list of counsellors changed. Call before you write, and ask why.")}
			</Notice>
		);
	}
	return (
		<Notice kind="warning" title={t("The keys of all counsellors were replaced.")}>
			{view.witnessed && <p>{t("The office that they work for vouches for the new keys.")}</p>}
			<p>{t("Call before you write, and ask if this is right.")}</p>
		</Notice>
	);
}

function Filter({ filters, onChange }: { filters: Filters; onChange: (next: Filters) => void }) {
	const choices = offered(cards.value);
	if (cards.value.length < 2 || choices.length === 0) return null;
	const toggle = (name: FilterName, value: string) => {
		const wanted = filters[name] ?? [];
		const next = wanted.includes(value)
			? wanted.filter((one) => one !== value)
			: [...wanted, value];
		onChange({ ...filters, [name]: next });
	};
	const left = remaining(cards.value, filters).length;
	return (
		<details class="talk-filter">
			<summary>{t("Help me choose")}</summary>
			{choices.map(([name, values]) => (
				<fieldset key={name}>
					<legend>{filterTitle(name)}</legend>
					<div class="talk-chips">
						{values.map((value) => (
							<label key={value} class="talk-chip">
								<input
									type="checkbox"
									checked={(filters[name] ?? []).includes(value)}
									onChange={() => toggle(name, value)}
								/>
								<span>{valueInWords(name, value)}</span>
							</label>
						))}
					</div>
				</fieldset>
			))}
			<p role="status">
				{tn("{n} of {all} remains.", "{n} of {all} remain.", left, { all: cards.value.length })}
			</p>
		</details>
	);
}
