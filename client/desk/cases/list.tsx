/** All cases: searched and filtered at once, over what this browser has opened. */

import { computed, signal } from "@preact/signals";
import { type Case, matches } from "../../casework/case.ts";
import { Button } from "../../kit/button.tsx";
import { t, tn } from "../../kit/locale.ts";
import { clients } from "../account/session.ts";
import { Chips } from "../parts/chips.tsx";
import { OrganisationMark, StageMark } from "../parts/marks.tsx";
import { dayInWords, labelOf } from "../parts/names.ts";
import { Page } from "../parts/page.tsx";
import { go } from "../places.ts";
import { cases, opening, organisationName } from "./store.ts";

export type Filter = "open" | "waiting" | "closed" | "all";

interface Wanted {
	query: string;
	filter: Filter;
	organisation: string;
}

/** Stays while one looks into a case and comes back. */
const wanted = signal<Wanted>({ query: "", filter: "open", organisation: "" });
const found = computed(() => search(cases.value, wanted.value));

export function CaseList() {
	const change = (part: Partial<Wanted>) => {
		wanted.value = { ...wanted.peek(), ...part };
	};
	const now = wanted.value;
	return (
		<Page name="cases" title={t("Cases")} withBack={false}>
			<search class="finder">
				<label class="finder__field">
					<span class="visually-hidden">{t("Search your cases")}</span>
					<input
						type="search"
						class="utrecht-textbox utrecht-textbox--html-input"
						placeholder={t("Search names, notes, messages")}
						spellcheck={false}
						autocomplete="off"
						translate={false}
						value={now.query}
						onInput={(event) => change({ query: event.currentTarget.value })}
					/>
				</label>
				<Chips<Filter>
					legend={t("Which cases")}
					legendHidden
					value={now.filter}
					onChange={(filter) => change({ filter })}
					options={[
						{ value: "open", label: t("Open") },
						{ value: "waiting", label: t("Waiting") },
						{ value: "closed", label: t("Closed") },
						{ value: "all", label: t("All") },
					]}
				/>
				{clients.value.length > 1 && (
					<Chips
						legend={t("Which organisation")}
						legendHidden
						value={now.organisation}
						onChange={(organisation) => change({ organisation })}
						options={[
							{ value: "", label: t("All organisations") },
							...clients.value.map((one) => ({ value: one.id, label: one.name })),
						]}
					/>
				)}
			</search>
			<Found />
			<div class="actions">
				<Button kind="subtle" onClick={() => go({ at: "counted" })}>
					{t("What you counted")}
				</Button>
				<Button kind="subtle" onClick={() => go({ at: "count-without-case" })}>
					{t("Count without a case")}
				</Button>
				<Button kind="subtle" onClick={() => go({ at: "destroyed" })}>
					{t("What was destroyed")}
				</Button>
			</div>
		</Page>
	);
}

function search(all: readonly Case[], { query, filter, organisation }: Wanted): Case[] {
	return all
		.filter((one) => organisation === "" || one.organisation === organisation)
		.filter((one) => passes(one, filter))
		.filter((one) => matches(one, query, `${labelOf(one)} ${organisationName(one.organisation)}`))
		.sort((one, other) => (one.lastDay < other.lastDay ? 1 : one.lastDay > other.lastDay ? -1 : 0));
}

function passes(one: Case, filter: Filter): boolean {
	if (one.stage === "destroyed") return false;
	if (filter === "all") return true;
	if (filter === "closed") return one.stage === "closed";
	if (filter === "waiting") return one.stage === "new" || one.talk?.waitsFor === "counsellor";
	return one.stage === "open" || one.stage === "new";
}

function Found() {
	const all = found.value;
	return (
		<>
			<p class="finder__count soft" role="status">
				{tn("{n} case", "{n} cases", all.length)}
				{opening.value && ` · ${t("still opening")}`}
			</p>
			<ul class="rows rows--many">
				{all.map((one) => (
					<li key={one.id}>
						<Row one={one} />
					</li>
				))}
			</ul>
		</>
	);
}

function Row({ one }: { one: Case }) {
	const isNew = one.stage === "new";
	const gone = one.stage === "withdrawn" || one.stage === "destroyed";
	const open = () => go(isNew ? { at: "look-out", id: one.id } : { at: "case", id: one.id });
	return (
		<button type="button" class="row" data-row disabled={gone} onClick={open}>
			<span class="row__main">
				<span class="row__name">
					{isNew ? t("Somebody chose you") : labelOf(one)}
					{one.unread > 0 && !isNew && (
						<span class="row__unread">{tn("{n} new", "{n} new", one.unread)}</span>
					)}
				</span>
				<span class="row__why">{summaryOf(one)}</span>
			</span>
			<span class="row__side">
				<OrganisationMark id={one.organisation} />
				{one.stage !== "open" && <StageMark stage={one.stage} />}
			</span>
		</button>
	);
}

function summaryOf(one: Case): string {
	const last = t("Last: {day}", { day: dayInWords(one.lastDay) });
	if (one.loading) return `${last} · ${t("not opened yet")}`;
	const how = one.conversation === "" ? t("by phone or in person") : t("through this site");
	if (one.talk?.waitsFor === "counsellor") return `${last} · ${t("waits for you")}`;
	return `${last} · ${how}`;
}
