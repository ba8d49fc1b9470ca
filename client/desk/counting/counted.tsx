/** All that this counsellor counted, from their own log: to look at, to correct, to take along. */

import { computed, signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { countedIn, inWords, tableOf, type Wanted, yearsIn } from "../../casework/counted.ts";
import type { Registered } from "../../casework/registrations.ts";
import { Button } from "../../kit/button.tsx";
import { language, t, tc, tn } from "../../kit/locale.ts";
import { Notice } from "../../kit/notice.tsx";
import { saveAs } from "../../kit/save.ts";
import { whenLocked } from "../account/session.ts";
import { ledger, organisationName, today } from "../cases/store.ts";
import { Chips } from "../parts/chips.tsx";
import { OrganisationMark } from "../parts/marks.tsx";
import { Page } from "../parts/page.tsx";
import { go } from "../places.ts";
import { loadWords, stuck, words } from "./counting.ts";

const AT_ONCE = 300;

/** Stays while one looks into one of them and comes back. */
const wanted = signal<Wanted>({ year: 0, organisation: "" });
const shownMost = signal(AT_ONCE);
const found = computed(() => countedIn(ledger.value, wanted.value));

whenLocked.push(() => {
	wanted.value = { year: 0, organisation: "" };
	shownMost.value = AT_ONCE;
});

export function CountedScreen() {
	useEffect(() => void loadWords(), []);
	const all = found.value;
	return (
		<Page name="counted" title={t("What you counted")}>
			<Notice>
				<p>
					{t("From your own log. Only you see this. The figures are not rounded.")}{" "}
					{t("What you took over from a table isn't here.")}
				</p>
				<p>
					{t("Keep them to yourself: what others may see is rounded, and stands in the report.")}
				</p>
			</Notice>
			<div class="quick">
				<Button kind="secondary" onClick={() => go({ at: "count-without-case" })}>
					{t("Count without a case")}
				</Button>
			</div>
			<Which />
			<p class="finder__count soft" role="status">
				{numberInWords(all)}
			</p>
			<ul class="rows rows--many">
				{all.slice(0, shownMost.value).map((one) => (
					<li key={one.token}>
						<Row one={one} />
					</li>
				))}
			</ul>
			{all.length > shownMost.value && (
				<Button kind="secondary" onClick={() => (shownMost.value += AT_ONCE)}>
					{t("Show more")}
				</Button>
			)}
			{all.some(({ counted }) => counted === "case") && <TakeAlong all={all} />}
		</Page>
	);
}

function Which() {
	const now = wanted.value;
	const change = (part: Partial<Wanted>) => {
		wanted.value = { ...wanted.peek(), ...part };
		shownMost.value = AT_ONCE;
	};
	const places = [...new Set([...ledger.value.values()].map((one) => one.organisation))];
	const years = yearsIn(ledger.value);
	return (
		<div class="finder">
			{years.length > 1 && (
				<Chips
					legend={t("Which year")}
					legendHidden
					value={String(now.year)}
					onChange={(year) => change({ year: Number(year) })}
					options={[
						{ value: "0", label: t("All years") },
						...years.map((year) => ({ value: String(year), label: String(year) })),
					]}
				/>
			)}
			{places.length > 1 && (
				<Chips
					legend={t("Which organisation")}
					legendHidden
					value={now.organisation}
					onChange={(organisation) => change({ organisation })}
					options={[
						{ value: "", label: t("All organisations") },
						...places.map((id) => ({ value: id, label: nameOf(id) })),
					]}
				/>
			)}
		</div>
	);
}

function nameOf(organisation: string): string {
	return organisationName(organisation) || t("An organisation you left");
}

function numberInWords(all: readonly Registered[]): string {
	const cases = all.filter(({ counted }) => counted === "case").length;
	const others = all.length - cases;
	const counted = tn("{n} case counted", "{n} cases counted", cases);
	if (others === 0) return counted;
	return `${counted} · ${tn("{n} left as not counted", "{n} left as not counted", others)}`;
}

function Row({ one }: { one: Registered }) {
	const answers = inWords(one.codes, words.value, language.value);
	const said = new Map(answers);
	const about = said.get("category") ?? said.get("domain") ?? t("Left as not counted");
	const further = answers
		.filter(([name]) => name !== "domain" && name !== "category")
		.map(([, answer]) => answer);
	return (
		<button type="button" class="row" data-row onClick={() => go({ at: "recount", id: one.token })}>
			<span class="row__main">
				<span class="row__name">
					{one.year} · {about}
				</span>
				{further.length > 0 && <span class="row__why">{further.join(" · ")}</span>}
			</span>
			<span class="row__side">
				<OrganisationMark id={one.organisation} />
				{stuck.value.has(one.item) ? (
					<strong>{t("Look at it once more")}</strong>
				) : (
					!one.sent && <span class="soft">{t("rests for a day")}</span>
				)}
			</span>
		</button>
	);
}

function TakeAlong({ all }: { all: readonly Registered[] }) {
	const save = () => {
		const table = tableOf(all, {
			words: words.value,
			language: language.value,
			head: [t("Year"), t("Organisation")],
			nameOf,
		});
		const name = `${tc("file name", "counted")}-${wanted.peek().year || today.peek()}.csv`;
		saveAs(new Blob([table], { type: "text/csv;charset=utf-8" }), name);
	};
	return (
		<section class="panel">
			<h2>{t("Take it along")}</h2>
			<p>{t("A table for a spreadsheet, of the cases above. It isn't sealed or rounded.")}</p>
			<p>{t("Keep it where only you can read it.")}</p>
			<p>{t("To another Luwte you can take it over. Here it would count twice.")}</p>
			<Button kind="secondary" onClick={save}>
				{t("Save as a table")}
			</Button>
		</section>
	);
}
