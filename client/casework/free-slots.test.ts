/** Which times a counsellor has to offer. */

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { formatClock } from "../guidance/moments.ts";
import { publicHolidays } from "./days.ts";
import { freeSlots, type Wish } from "./free-slots.ts";
import { endOf, isInstant } from "./meetings.ts";

const zone = "Europe/Amsterdam";
const present = { from: "", until: "" };

function slots(change: Partial<Wish["hours"]>, rest: Partial<Wish> = {}) {
	const hours = { zone, minutes: 60, weekly: [], visits: [], ...change };
	const now = Date.parse("2026-11-23T08:00Z");
	return freeSlots({ hours, absence: present, now, days: 13, ...rest });
}

const tuesday = { weekday: 2, begin: "09:00", end: "12:00" };

describe("M06 free times", () => {
	test("follow the hours of the week", () => {
		expect(slots({ weekly: [tuesday] })).toEqual([
			"2026-11-24T08:00Z",
			"2026-11-24T09:00Z",
			"2026-11-24T10:00Z",
			"2026-12-01T08:00Z",
			"2026-12-01T09:00Z",
			"2026-12-01T10:00Z",
		]);
	});

	test("have the half-days on site beside them", () => {
		const visit = { day: "2026-11-26", begin: "13:00", end: "14:30" };
		expect(slots({ visits: [visit] })).toEqual(["2026-11-26T12:00Z"]);
	});

	test("leave out absence, public holidays, what is held and what has begun", () => {
		const christmas = { day: "2026-12-25", begin: "09:00", end: "12:00" };
		expect(slots({ visits: [christmas] }, { days: 40 })).toEqual([]);
		const absence = { from: "2026-11-24", until: "2026-11-30" };
		expect(slots({ weekly: [tuesday] }, { absence })[0]).toBe("2026-12-01T08:00Z");
		const one = { item: "x", conversation: "y", slot: "2026-11-24T08:30Z", minutes: 30 };
		const holdings = { held: [one], refused: [] };
		expect(slots({ weekly: [tuesday] }, { holdings })[0]).toBe("2026-11-24T09:00Z");
		const now = Date.parse("2026-11-24T08:00Z");
		expect(slots({ weekly: [tuesday] }, { now })[0]).toBe("2026-11-24T09:00Z");
	});

	test("do not come twice when hours overlap", () => {
		const weekly = [tuesday, { weekday: 2, begin: "09:30", end: "12:30" }];
		expect(slots({ weekly }, { days: 3 })).toHaveLength(3);
	});

	test("keep the time of the clock over the change to winter time", () => {
		const weekly = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ ...tuesday, weekday }));
		const now = Date.parse("2026-10-23T00:00Z");
		const found = slots({ weekly }, { now, days: 4 });
		expect(new Set(found.map((slot) => formatClock(slot, zone)))).toEqual(
			new Set(["09:00", "10:00", "11:00"]),
		);
		expect(found).toContain("2026-10-24T07:00Z");
		expect(found).toContain("2026-10-25T08:00Z");
	});

	test("are none in a zone that nobody knows", () => {
		expect(slots({ zone: "Nowhere/Land", weekly: [tuesday] })).toEqual([]);
	});
});

const clock = fc
	.record({ hour: fc.nat({ max: 23 }), quarter: fc.nat({ max: 3 }) })
	.map(({ hour, quarter }) => `${String(hour).padStart(2, "0")}:${quarter * 15 || "00"}`);
const stretch = fc
	.tuple(clock, clock)
	.filter(([begin, end]) => begin < end)
	.map(([begin, end]) => ({ begin, end }));
const weekly = fc.array(
	fc
		.record({ weekday: fc.integer({ min: 1, max: 7 }), hours: stretch })
		.map(({ weekday, hours }) => ({ weekday, ...hours })),
	{ maxLength: 5 },
);
/** Just before the clocks change, and far from it. */
const moment = fc
	.record({
		day: fc.constantFrom("2026-03-27", "2026-10-23", "2027-03-26", "2027-10-29", "2026-06-01"),
		minutes: fc.nat({ max: 2 * 1440 }),
	})
	.map(({ day, minutes }) => Date.parse(`${day}T00:00Z`) + minutes * 60_000);
const zones = fc.constantFrom(zone, "UTC", "America/New_York", "Asia/Kolkata", "Pacific/Auckland");

describe("M06 around the change of the clock", () => {
	test("every free time lies within the hours, in whole, ahead, and apart from the others", () => {
		fc.assert(
			fc.property(
				weekly,
				moment,
				zones,
				fc.constantFrom(30, 45, 60, 90),
				(weekly, now, zone, minutes) => {
					const hours = { zone, minutes, weekly, visits: [] };
					const found = freeSlots({ hours, absence: present, now, days: 3 });
					for (const [position, slot] of found.entries()) {
						expect(isInstant(slot)).toBe(true);
						expect(Date.parse(slot)).toBeGreaterThan(now);
						const [there, day, weekday] = shown(slot, zone);
						const fits = weekly.some(
							(one) => one.weekday === weekday && one.begin <= there && there < one.end,
						);
						expect(fits, `${slot} is ${there}`).toBe(true);
						expect(publicHolidays(Number(day.slice(0, 4)))).not.toContain(day);
						const next = found[position + 1];
						if (next) expect(Date.parse(next)).toBeGreaterThanOrEqual(endOf(slot, minutes));
					}
				},
			),
			{ numRuns: 100 },
		);
	}, 60_000);
});

/** What a clock and a calendar there show: by the platform, not by the code under test. */
function shown(slot: string, zone: string): [clock: string, day: string, weekday: number] {
	const day = new Intl.DateTimeFormat("sv-SE", { timeZone: zone }).format(new Date(slot));
	return [formatClock(slot, zone), day, new Date(`${day}T00:00Z`).getUTCDay() || 7];
}
