/** What a counsellor has to do today, and why each of it is there. Pure. */

import type { Day, Id } from "../protocol/api.ts";
import type { Case } from "./case.ts";
import { promiseOf } from "./conversation.ts";
import { type Absence, daysBetween, promisedBefore } from "./days.ts";
import { type DueWhat, dueOf } from "./due.ts";
import type { Guidance } from "./guidance.ts";
import { isNear } from "./keeping.ts";

export type Group = "new" | "waiting" | "due" | "left" | "quiet" | "ends" | "withdrawn";

/** Why a case waits: what the reporter last did, or what was agreed for a day that has come. */
export type Why =
	| "message"
	| "call"
	| "contest"
	| "file"
	| "consent"
	| "no-consent"
	| "unanswered"
	| "meeting"
	| "no-meeting"
	| "begun"
	| "left"
	| "unseen"
	| DueWhat
	| "";

/** The reporter said something about a consent. */
const aboutConsent: Readonly<Record<string, Why>> = {
	"consent-given": "consent",
	"consent-refused": "no-consent",
	"consent-withdrawn": "no-consent",
};
/** A question for consent that stays unanswered for so many days is a reason to look. */
const UNANSWERED_DAYS = 7;

export interface TodayItem {
	id: Id;
	group: Group;
	/** Since when it waits, or is silent. */
	since: Day;
	/** An answer was promised before this day; "" when nothing was. */
	before: Day;
	past: boolean;
	why: Why;
	days: number;
	/** In words of somebody's own, what is due is about. */
	about: string;
	/** How much more is due in the same case. */
	more: number;
}

export interface Circumstances {
	today: Day;
	quietWeeks: number;
	/** By organisation: what was promised there, and when this counsellor is away. */
	promiseDays: Readonly<Record<Id, number>>;
	absence: Readonly<Record<Id, Absence>>;
	/** Where a case stands; asked of open and closed cases only. */
	guidance: (one: Case) => Guidance;
}

const present: Absence = { from: "", until: "" };

/**
 * The most urgent first. A case stands in one group, and also under "due" when the day of
 * something agreed has come; being due breaks its silence.
 */
export function todayOf(cases: readonly Case[], circumstances: Circumstances): TodayItem[] {
	return cases
		.flatMap((one) => {
			const [due, item] = [dueItem(one, circumstances), itemOf(one, circumstances)];
			if (due === null) return item ?? [];
			return item === null || item.group === "quiet" ? due : [item, due];
		})
		.sort(byUrgency);
}

function dueItem(one: Case, { today, guidance }: Circumstances): TodayItem | null {
	if ((one.stage !== "open" && one.stage !== "closed") || one.loading) return null;
	const [first, ...others] = dueOf(guidance(one), today);
	if (first === undefined) return null;
	const { what, on, about } = first;
	const days = daysBetween(on, today);
	return { ...nothing(one), group: "due", since: on, why: what, about, more: others.length, days };
}

function byUrgency(one: TodayItem, other: TodayItem): number {
	if (one.past !== other.past) return one.past ? -1 : 1;
	const [a, b] = [one.before || one.since, other.before || other.since];
	return a < b ? -1 : a > b ? 1 : 0;
}

function itemOf(one: Case, circumstances: Circumstances): TodayItem | null {
	const { today, quietWeeks } = circumstances;
	if (one.stage === "new") return newItem(one, circumstances);
	if (one.stage !== "open" || one.leftUnseen !== "") return endedItem(one, today);
	if (one.unseen) return { ...nothing(one), group: "waiting", why: "unseen" };
	if (one.loading) return null;
	if (one.talk?.waitsFor === "counsellor") return waitingItem(one, one.talk, circumstances);
	const silent = daysBetween(one.lastDay, today);
	if (silent >= quietWeeks * 7) {
		return { ...nothing(one), group: "quiet", since: one.lastDay, days: silent };
	}
	return unanswered(one, today);
}

/** Nothing to answer any more, yet something to see or do. */
function endedItem(one: Case, today: Day): TodayItem | null {
	if (one.stage === "withdrawn" || one.stage === "destroyed") {
		return one.counted || one.conversation === ""
			? null
			: { ...nothing(one), group: "withdrawn", since: one.lastDay };
	}
	if (one.leftUnseen !== "") return { ...nothing(one), group: "left", since: one.leftUnseen };
	if (one.stage === "closed" && isNear(one.destroyOn, today)) {
		return { ...nothing(one), group: "ends", since: one.destroyOn };
	}
	return null;
}

function waitingItem(
	one: Case,
	talk: NonNullable<Case["talk"]>,
	{ today, promiseDays, absence }: Circumstances,
): TodayItem {
	const { before, past } = promiseOf(
		talk,
		promiseDays[one.organisation] ?? 2,
		absence[one.organisation] ?? present,
		today,
	);
	return {
		...nothing(one),
		group: "waiting",
		since: talk.waitingSince,
		before,
		past,
		why: whyOf(one),
		days: daysBetween(talk.waitingSince, today),
	};
}

/** Only while nothing came after it: else the case is moving all the same. */
function unanswered(one: Case, today: Day): TodayItem | null {
	const last = one.talk?.thread.findLast((line) => line.entry.type === "said");
	const kind = last?.entry.type === "said" ? last.entry.statement.kind : "";
	const days = daysBetween(one.lastDay, today);
	if (kind !== "consent-request" || days < UNANSWERED_DAYS) return null;
	return { ...nothing(one), group: "quiet", since: one.lastDay, why: "unanswered", days };
}

function newItem(one: Case, circumstances: Circumstances): TodayItem {
	const { today, promiseDays, absence } = circumstances;
	if (one.leftUnseen !== "")
		return { ...nothing(one), group: "new", since: one.opened, why: "left" };
	const before = promisedBefore(
		one.opened,
		promiseDays[one.organisation] ?? 2,
		absence[one.organisation] ?? present,
	);
	const past = before !== "" && today >= before;
	const days = daysBetween(one.opened, today);
	return { ...nothing(one), group: "new", since: one.opened, before, past, why: "begun", days };
}

function nothing({ id, lastDay }: Case): Omit<TodayItem, "group"> {
	return { id, since: lastDay, before: "", past: false, why: "", days: 0, about: "", more: 0 };
}

/** The last thing the reporter did that asks for an answer. */
function whyOf({ talk }: Case): Why {
	const kinds = (talk?.thread ?? [])
		.filter((line) => line.name === "" && line.entry.type === "said")
		.map((line) => (line.entry.type === "said" ? line.entry.statement.kind : ""));
	if (kinds.at(-1) === "contest") return "contest";
	const consent = aboutConsent[kinds.at(-1) ?? ""];
	if (consent) return consent;
	if (kinds.at(-1) === "aftercare-held") return "aftercare";
	if (kinds.at(-1) === "meeting-offer") return "meeting";
	if (kinds.at(-1) === "meeting-off") return "no-meeting";
	if (kinds.includes("call-me") && !kinds.includes("message")) return "call";
	const last = kinds.filter((kind) => kind === "message" || kind === "file").at(-1);
	return last === "message" || last === "file" ? last : "begun";
}
