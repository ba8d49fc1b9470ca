/**
 * Until when a closed case is kept, and why. Pure.
 *
 * Chosen here and not by the server, which must not know how a case ended: it gets a day, always
 * the first of a month. It holds that day to the most and to what was told before, as this does.
 */

import type { Day } from "../protocol/api.ts";
import { addDays } from "./days.ts";
import type { Guidance } from "./guidance.ts";
import type { Outcome, Running, Why } from "./keeping-codes.ts";
import { addMonths } from "./months.ts";
import { chosen, termEnds } from "./routes.ts";

/** Months after closing. */
export type Terms = Readonly<Record<Outcome, number>>;

export interface Keeping {
	until: Day;
	why: Why;
}

const MONTHS_MOST = 24;
const DAYS_LEAST = 28;
/** What runs must be over so long before everything goes. */
const DAYS_AFTER = 28;
const NEVER = "9999-12-31";

const formalWays = ["complaint", "integrity-report", "whistleblowers-authority", "police"];

/** What it looks like; the counsellor may say otherwise. `contacts`: with nobody at a screen. */
export function outcomeOf(guidance: Guidance, contacts: number | null): Outcome {
	const way = chosen(guidance)?.content.route ?? "";
	const went = guidance.happened.map(({ content }) => content.route);
	const formal = guidance.reports.length > 0 || [way, ...went].some((one) => isFormal(one));
	if (formal) return "formal";
	return contacts !== null && contacts <= 1 && isBare(guidance) ? "once" : "case";
}

const isFormal = (route: string): boolean => formalWays.includes(route);

function isBare(guidance: Guidance): boolean {
	const lists: readonly (keyof Guidance)[] = ["meetings", "options", "choices", "happened"];
	const more: readonly (keyof Guidance)[] = ["referrals", "followUps", "aftercare", "agreements"];
	return [...lists, ...more].every((name) => guidance[name].length === 0);
}

/** What is agreed for a day that may still come, with the last day of each. */
export function runningUntil(guidance: Guidance): { why: Running; on: Day }[] {
	const running: { why: Running; on: Day }[] = [
		...guidance.followUps.filter(({ done }) => !done).map(({ on }) => at("follow-up", on)),
		...guidance.referrals
			.filter(({ had, ask }) => ask !== "" && (had === "" || had === "not-yet"))
			.map(({ ask }) => at("referral", ask)),
		...guidance.reports
			.filter(({ terms }) => terms.feedback === undefined)
			.map((report) => at("report", termEnds(report, "feedback"))),
		...guidance.aftercare
			.filter(({ state, days, held }) => state !== "refused" && held.length < days.length)
			.map(({ days }) => at("aftercare", days.at(-1) ?? "")),
	];
	return running.filter(({ on }) => on !== "");
}

function at(why: Running, on: Day): { why: Running; on: Day } {
	return { why, on };
}

interface Circumstances {
	today: Day;
	outcome: Outcome;
	terms: Terms;
	guidance: Guidance;
	/** Of a case that is closed already: the day that both were told, and the last possible. */
	told: Day | "";
	most: Day | "";
}

/** The day for a case that is closed today, or to which something is added while it is. */
export function keepingOf(circumstances: Circumstances): Keeping {
	const { today, outcome, terms, guidance, told } = circumstances;
	const most = circumstances.most || lastPossible(today);
	const wanted: Keeping[] = [
		{ why: outcome, until: firstFrom(addMonths(today, terms[outcome])) },
		...runningUntil(guidance).map(({ why, on }) => ({ why, until: after(on, most) })),
	];
	const why = toldOf(guidance)?.why ?? outcome;
	const least = firstFrom(addDays(today, DAYS_LEAST));
	if (told !== "") wanted.push({ why, until: told });
	const last = wanted.reduce((one, other) => (other.until > one.until ? other : one));
	if (last.until > most) return { until: most, why: "most" };
	return last.until < least ? { until: least < most ? least : most, why: last.why } : last;
}

/** The last day that a case that is closed on this day can be kept. */
export function lastPossible(closedOn: Day): Day {
	return `${addMonths(closedOn, MONTHS_MOST).slice(0, 8)}01`;
}

function after(on: Day, most: Day): Day {
	return on > most ? NEVER : firstFrom(addDays(on, DAYS_AFTER));
}

/** The first first of a month that isn't before this day. */
export function firstFrom(day: Day): Day {
	return day.endsWith("-01") ? day : addMonths(`${day.slice(0, 8)}01`, 1);
}

/** Both are told so many days ahead. */
const DAYS_NOTICE = 30;

/** Whether the day on which everything goes is near. */
export function isNear(until: Day | "", today: Day): boolean {
	return until !== "" && until <= addDays(today, DAYS_NOTICE);
}

/** What was last said of it; null before the first closing. */
export function toldOf(guidance: Guidance): Keeping | null {
	const last = guidance.keeping.at(-1)?.content;
	return last ? { until: last.until, why: last.why as Why } : null;
}
