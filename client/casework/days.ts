/**
 * Days, working days and the promise of an answer.
 *
 * A day is `YYYY-MM-DD`. All reckoning is in whole days, so it needs no time zone.
 */

import { easter } from "date-easter";
import type { Day } from "../protocol/api.ts";

const DAY_MS = 86_400_000;

const at = (day: Day): number => Date.parse(`${day}T00:00:00Z`);
const dayOf = (ms: number): Day => new Date(ms).toISOString().slice(0, 10);

export function addDays(day: Day, days: number): Day {
	return dayOf(at(day) + days * DAY_MS);
}

export function daysBetween(from: Day, to: Day): number {
	return Math.round((at(to) - at(from)) / DAY_MS);
}

/** The day where this device is; the log's own days are UTC. */
export function localDay(now: Date): Day {
	return dayOf(now.getTime() - now.getTimezoneOffset() * 60_000);
}

/** Algemene termijnenwet (BWBR0002448), article 3; King's Day is the 26th when the 27th is a Sunday. */
export function publicHolidays(year: number): Day[] {
	const sunday = easter(year);
	const easterDay = dayOf(Date.UTC(sunday.year, sunday.month - 1, sunday.day));
	const kingsDay = `${year}-04-27`;
	const fixed = ["01-01", "05-05", "12-25", "12-26"].map((one) => `${year}-${one}`);
	// Good Friday, Easter Monday, Ascension, Whit Monday; the Sundays are no working days anyway.
	const moving = [-2, 1, 39, 50].map((offset) => addDays(easterDay, offset));
	return [...fixed, ...moving, weekday(kingsDay) === 0 ? addDays(kingsDay, -1) : kingsDay];
}

function weekday(day: Day): number {
	return new Date(at(day)).getUTCDay();
}

export function isWorkingDay(day: Day): boolean {
	const number = weekday(day);
	return number !== 0 && number !== 6 && !publicHolidays(Number(day.slice(0, 4))).includes(day);
}

/** Days on which a counsellor is away; `until` is the last of them, "" when unknown or none. */
export interface Absence {
	from: Day;
	until: Day;
}

export function isAway(absence: Absence, day: Day): boolean {
	if (absence.from === "" || day < absence.from) return false;
	return absence.until === "" || day <= absence.until;
}

/** Beyond this nobody should be told to wait; an absence without an end has no promise. */
const FURTHEST = 366;

/**
 * The day before which an answer is promised to what was sent on `sent`: `days` working days
 * must have gone by in full, not counting those on which the counsellor is away. "" when the
 * absence has no end in sight.
 */
export function promisedBefore(
	sent: Day,
	days: number,
	absence: Absence = { from: "", until: "" },
): Day {
	let day = sent;
	let left = Math.max(1, days);
	for (let tried = 0; tried < FURTHEST; tried++) {
		day = addDays(day, 1);
		if (isWorkingDay(day) && !isAway(absence, day)) left--;
		if (left === 0) return addDays(day, 1);
	}
	return "";
}

/** Around midnight a device and the server may rightly name different days. */
const MIDNIGHT_MS = 15 * 60_000;

/** Whether a device's clock is a day or more from the server's, who just said it is `serverDay`. */
export function clockIsOff(serverDay: Day, now: Date): boolean {
	const start = at(serverDay);
	return now.getTime() < start - MIDNIGHT_MS || now.getTime() > start + DAY_MS + MIDNIGHT_MS;
}
