/** What a counsellor has to do today, and why each of it is there. Pure. */

import type { Day, Id } from "../protocol/api.ts";
import type { Case } from "./case.ts";
import { promiseOf } from "./conversation.ts";
import { type Absence, daysBetween, promisedBefore } from "./days.ts";

export type Group = "new" | "waiting" | "left" | "quiet" | "withdrawn";

/** Why a case waits: what the reporter last did. */
export type Why =
	| "message"
	| "call"
	| "contest"
	| "file"
	| "consent"
	| "no-consent"
	| "unanswered"
	| "begun"
	| "left"
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
}

export interface Circumstances {
	today: Day;
	quietWeeks: number;
	/** By organisation: what was promised there, and when this counsellor is away. */
	promiseDays: Readonly<Record<Id, number>>;
	absence: Readonly<Record<Id, Absence>>;
}

const present: Absence = { from: "", until: "" };

/** The most urgent first; a case stands in one group only. */
export function todayOf(cases: readonly Case[], circumstances: Circumstances): TodayItem[] {
	return cases
		.map((one) => itemOf(one, circumstances))
		.filter((one): one is TodayItem => one !== null)
		.sort(byUrgency);
}

function byUrgency(one: TodayItem, other: TodayItem): number {
	if (one.past !== other.past) return one.past ? -1 : 1;
	const [a, b] = [one.before || one.since, other.before || other.since];
	return a < b ? -1 : a > b ? 1 : 0;
}

function itemOf(one: Case, circumstances: Circumstances): TodayItem | null {
	const { today, quietWeeks } = circumstances;
	if (one.stage === "new") return newItem(one, circumstances);
	if (one.stage === "withdrawn" || one.stage === "destroyed") {
		return one.counted || one.conversation === ""
			? null
			: { ...nothing(one), group: "withdrawn", since: one.lastDay };
	}
	if (one.leftUnseen !== "") return { ...nothing(one), group: "left", since: one.leftUnseen };
	if (one.stage !== "open" || one.loading) return null;
	if (one.talk?.waitsFor === "counsellor") {
		const promise = promiseOf(
			one.talk,
			circumstances.promiseDays[one.organisation] ?? 2,
			circumstances.absence[one.organisation] ?? present,
			today,
		);
		const { before, past } = promise;
		return {
			...nothing(one),
			group: "waiting",
			since: one.talk.waitingSince,
			before,
			past,
			why: whyOf(one),
			days: daysBetween(one.talk.waitingSince, today),
		};
	}
	const silent = daysBetween(one.lastDay, today);
	if (silent >= quietWeeks * 7) {
		return { ...nothing(one), group: "quiet", since: one.lastDay, days: silent };
	}
	return unanswered(one, today);
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
	return { id, since: lastDay, before: "", past: false, why: "", days: 0 };
}

/** The last thing the reporter did that asks for an answer. */
function whyOf({ talk }: Case): Why {
	const kinds = (talk?.thread ?? [])
		.filter((line) => line.name === "" && line.entry.type === "said")
		.map((line) => (line.entry.type === "said" ? line.entry.statement.kind : ""));
	if (kinds.at(-1) === "contest") return "contest";
	const consent = aboutConsent[kinds.at(-1) ?? ""];
	if (consent) return consent;
	if (kinds.includes("call-me") && !kinds.includes("message")) return "call";
	const last = kinds.filter((kind) => kind === "message" || kind === "file").at(-1);
	return last === "message" || last === "file" ? last : "begun";
}
