/**
 * The times at which a counsellor could meet somebody: what the calendar of the week says, less
 * absence, public holidays and what is held. Pure.
 *
 * Hours are times of the clock where the counsellor is; slots are instants. Where the clock
 * changes, a time that does not exist that day is left out, and one that comes twice is its first.
 */

import { TZDate } from "@date-fns/tz";
import type { Day, MeetingHours } from "../protocol/api.ts";
import { type Absence, addDays, isAway, publicHolidays } from "./days.ts";
import { type Holdings, noHoldings } from "./held-slots.ts";
import { endOf, type Instant, LONGEST_MINUTES, overlap } from "./meetings.ts";

export interface Wish {
	hours: Pick<MeetingHours, "zone" | "minutes" | "weekly" | "visits">;
	absence: Absence;
	/** The counsellor's own; left out by a reporter, who can't know them. */
	holdings?: Holdings;
	now: number;
	/** How far ahead. */
	days: number;
}

const HOUR_MS = 3_600_000;

type Stretch = Pick<MeetingHours["visits"][number], "begin" | "end">;

/** The soonest first; none of them overlap, none has begun. */
export function freeSlots({ hours, absence, holdings = noHoldings, now, days }: Wish): Instant[] {
	const { zone, minutes } = hours;
	const first = dayIn(zone, now);
	if (first === "" || minutes < 1 || minutes > LONGEST_MINUTES) return [];
	const free: Instant[] = [];
	for (let ahead = 0; ahead <= days; ahead++) {
		const day = addDays(first, ahead);
		if (isAway(absence, day) || isHoliday(day)) continue;
		const slots = stretchesOf(hours, day).flatMap((one) => slotsIn(one, day, zone, minutes));
		for (const slot of slots.sort()) {
			const isFree =
				Date.parse(slot) > now &&
				[...holdings.held, ...free.slice(-1).map((last) => ({ slot: last, minutes }))].every(
					(taken) => !overlap(taken, { slot, minutes }),
				);
			if (isFree) free.push(slot);
		}
	}
	return free;
}

function isHoliday(day: Day): boolean {
	return publicHolidays(Number(day.slice(0, 4))).includes(day);
}

function stretchesOf({ weekly, visits }: Wish["hours"], day: Day): Stretch[] {
	const weekday = new Date(`${day}T00:00:00Z`).getUTCDay() || 7;
	return [
		...weekly.filter((one) => one.weekday === weekday),
		...visits.filter((one) => one.day === day),
	];
}

function slotsIn({ begin, end }: Stretch, day: Day, zone: string, minutes: number): Instant[] {
	const last = instantAt(day, end, zone) || instantAt(day, addMinutes(end, 60), zone);
	const slots: Instant[] = [];
	for (let clock = begin; clock < end; clock = addMinutes(clock, minutes)) {
		const slot = instantAt(day, clock, zone);
		if (slot !== "" && endOf(slot, minutes) <= Date.parse(last)) slots.push(slot);
	}
	return slots;
}

/** `24:00` and later, as text, come after every time of the day. */
function addMinutes(clock: string, minutes: number): string {
	const total = Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3)) + minutes;
	const two = (part: number) => String(part).padStart(2, "0");
	return `${two(Math.floor(total / 60))}:${two(total % 60)}`;
}

/** The moment at which the clock there shows this; "" when it never does on that day. */
export function instantAt(day: Day, clock: string, zone: string): Instant | "" {
	const [year, month, date] = day.split("-").map(Number) as [number, number, number];
	const [hour, minute] = clock.split(":").map(Number) as [number, number];
	const there = new TZDate(year, month - 1, date, hour, minute, zone);
	if (Number.isNaN(there.getTime())) return "";
	const shows = (when: TZDate) => when.getHours() === hour && when.getMinutes() === minute;
	if (!shows(there)) return "";
	const before = new TZDate(there.getTime() - HOUR_MS, zone);
	const moment = shows(before) ? before.getTime() : there.getTime();
	return `${new Date(moment).toISOString().slice(0, 16)}Z`;
}

/** Which day it is there; "" for a zone that this browser doesn't know. */
export function dayIn(zone: string, now: number): Day {
	const there = new TZDate(now, zone);
	if (Number.isNaN(there.getHours())) return "";
	const two = (part: number) => String(part).padStart(2, "0");
	return `${there.getFullYear()}-${two(there.getMonth() + 1)}-${two(there.getDate())}`;
}
