/** Today: what waits, what is due, who is new; each with its reason. */

import type { Case } from "../../casework/case.ts";
import type { DueWhat } from "../../casework/due.ts";
import type { Group, TodayItem } from "../../casework/today.ts";
import { Button } from "../../kit/button.tsx";
import { formatDay, formatWeekday, language, t, tn } from "../../kit/locale.ts";
import type { Id } from "../../protocol/api.ts";
import { openSignals } from "../counting/signals.ts";
import { subjects } from "../guidance/subjects.ts";
import { MeetingsThisWeek } from "../guidance/week.tsx";
import { Icon } from "../parts/icon.tsx";
import { OrganisationMark } from "../parts/marks.tsx";
import { dayInWords, labelOf } from "../parts/names.ts";
import { Page } from "../parts/page.tsx";
import { go, type Place, type SubjectId } from "../places.ts";
import { byId, cases, opening, ownRead, today } from "./store.ts";
import { todayItems } from "./today-items.ts";
import { Warnings } from "./warnings.tsx";
import { Withdrawn } from "./withdrawn.tsx";

const groups: readonly Group[] = ["new", "waiting", "due", "left", "quiet", "ends", "withdrawn"];

export function TodayScreen() {
	const items = todayItems.value;
	const settled = ownRead.value && opening.value === null;
	return (
		<Page
			name="today"
			withBack={false}
			title={t("Today")}
			beside={<span class="page__day">{formatWeekday(today.value)}</span>}
		>
			<div class="quick">
				<Button kind="primary" onClick={() => go({ at: "open-case" })}>
					<Icon name="phone" /> {t("Somebody calls or walks in")}
				</Button>
				<Button kind="secondary" onClick={() => go({ at: "contact", id: "" })}>
					<Icon name="clock" /> {t("Log a contact")}
				</Button>
			</div>
			<Warnings />
			<MeetingsThisWeek />
			<WorthALook />
			{groups.map((group) => (
				<Section key={group} group={group} items={items.filter((one) => one.group === group)} />
			))}
			{items.length === 0 && settled && <Quiet />}
		</Page>
	);
}

function WorthALook() {
	const open = openSignals.value;
	if (open.length === 0) return null;
	return (
		<section class="group" aria-labelledby="group-signals">
			<h2 id="group-signals">
				{t("Worth a look")} <span class="group__count">{open.length}</span>
			</h2>
			<ul class="rows">
				{open.map(({ organisation, signal }) => (
					<li key={signal.id}>
						<button
							type="button"
							class="row"
							data-row
							onClick={() => go({ at: "settings", part: "signals" })}
						>
							<span class="row__main">
								<span class="row__name">{signal.label[language.value]}</span>
								<span class="row__why">{t("Came up more often than usual.")}</span>
							</span>
							<span class="row__side">
								<OrganisationMark id={organisation} />
							</span>
						</button>
					</li>
				))}
			</ul>
		</section>
	);
}

function Quiet() {
	const count = cases.value.filter((one) => one.stage === "open").length;
	return (
		<div class="calm">
			<p class="calm__title">{t("Nothing waits for you")}</p>
			<p class="soft">
				{count === 0
					? t("You have no open cases.")
					: tn("{n} case is open, and at rest.", "{n} cases are open, and at rest.", count)}
			</p>
		</div>
	);
}

function titleOf(group: Group): string {
	const titles: Record<Group, () => string> = {
		new: () => t("New"),
		waiting: () => t("Waiting for you"),
		due: () => t("Agreed for today"),
		left: () => t("The reporter left"),
		quiet: () => t("Quiet for long"),
		ends: () => t("Soon destroyed"),
		withdrawn: () => t("Withdrawn: please count"),
	};
	return titles[group]();
}

function Section({ group, items }: { group: Group; items: TodayItem[] }) {
	if (items.length === 0) return null;
	return (
		<section class="group" aria-labelledby={`group-${group}`}>
			<h2 id={`group-${group}`}>
				{titleOf(group)} <span class="group__count">{items.length}</span>
			</h2>
			<ul class="rows">
				{items.map((item) => (
					<li key={item.id}>
						<Row item={item} />
					</li>
				))}
			</ul>
		</section>
	);
}

function Row({ item }: { item: TodayItem }) {
	const one = byId.value.get(item.id);
	if (!one) return null;
	if (item.group === "withdrawn") return <Withdrawn one={one} />;
	const isNew = item.group === "new";
	const open = () => go(isNew ? { at: "look-out", id: one.id } : wayTo(item, one.id));
	return (
		<button type="button" class="row" data-row onClick={open}>
			<span class="row__main">
				<span class="row__name">{isNew ? t("Somebody chose you") : nameOf(one, item)}</span>
				<span class="row__why">{reasonOf(item)}</span>
			</span>
			<span class="row__side">
				<OrganisationMark id={one.organisation} />
				<Due item={item} />
			</span>
		</button>
	);
}

/** Whose case it is stands in what isn't opened yet. */
function nameOf(one: Case, { why }: TodayItem): string {
	return why === "unseen" && one.nickname === "" ? t("One of your cases") : labelOf(one);
}

/** What is due has a screen of its own, where it is noted. */
function wayTo({ group, why }: TodayItem, id: Id): Place {
	if (group !== "due") return { at: "case", id };
	const subject = subjectOf[why as DueWhat];
	return subjects.some((one) => one.id === subject)
		? { at: "guide", id, subject }
		: { at: "case", id };
}

const subjectOf: Readonly<Record<DueWhat, SubjectId>> = {
	"follow-up": "follow-ups",
	referral: "referrals",
	term: "routes",
	aftercare: "aftercare",
};

function Due({ item }: { item: TodayItem }) {
	if (item.before === "") return null;
	return item.past ? (
		<span class="due due--past">
			{t("Promised before {day}", { day: formatWeekday(item.before) })}
		</span>
	) : (
		<span class="due">{t("Before {day}", { day: formatWeekday(item.before) })}</span>
	);
}

function reasonOf(item: TodayItem): string {
	const day = dayInWords(item.since);
	if (item.group === "left")
		return t("Left {day}, and wrote nothing further. What was said stays until you close it.", {
			day,
		});
	if (item.group === "new" && item.why === "left")
		return t("Chose you {day}, and has left again.", { day });
	if (item.group === "new") return t("Chose you {day}. Nothing of the story is open yet.", { day });
	if (item.why === "unanswered") return t("You asked for consent {day}. No answer yet.", { day });
	if (item.group === "due") return [dueInWords(item), moreInWords(item)].filter(Boolean).join(" ");
	if (item.group === "ends") {
		return t("Everything in it is destroyed on {day}.", { day: formatDay(item.since) });
	}
	if (item.group === "quiet") {
		return tn("Nothing was heard for {n} day.", "Nothing was heard for {n} days.", item.days);
	}
	switch (item.why) {
		case "unseen":
			return t("Something new came {day}.", { day });
		case "call":
			return t("Asked {day} to be called.", { day });
		case "contest":
			return t("Said {day} that something you noted is not right.", { day });
		case "file":
			return t("Sent a file {day}.", { day });
		case "consent":
			return t("Gave consent {day}.", { day });
		case "no-consent":
			return t("Refused consent, or took it back, {day}.", { day });
		case "aftercare":
			return t("Wrote {day} how it goes now.", { day });
		case "meeting":
			return t("Proposed times to meet, {day}.", { day });
		case "no-meeting":
			return t("Refused or cancelled a meeting, {day}.", { day });
		default:
			return t("Wrote {day}.", { day });
	}
}

function dueInWords({ why, about, since }: TodayItem): string {
	const day = dayInWords(since);
	switch (why) {
		case "referral":
			return t("Ask whether it was picked up by {name}.", { name: about });
		case "term":
			return t("The term of a report ended {day}. Ask whether word came.", { day });
		case "aftercare":
			return t("Aftercare, agreed for {day}: ask how it goes.", { day });
		default:
			return about === ""
				? t("You would come back to it {day}.", { day })
				: t("You would come back to it {day}: {about}", { day, about });
	}
}

function moreInWords({ more }: TodayItem): string {
	return more === 0 ? "" : tn("And {n} more.", "And {n} more.", more);
}
