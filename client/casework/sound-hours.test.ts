/** What a lying server may say of hours: nothing of it stops a screen, or names another person. */

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { PersonHours } from "../protocol/api.ts";
import { freeSlots } from "./free-slots.ts";
import { soundHours } from "./sound-hours.ts";

const NOW = Date.parse("2026-11-22T08:00Z");
const honest: PersonHours = {
	person: "anna",
	zone: "Europe/Amsterdam",
	minutes: 60,
	weekly: [{ weekday: 2, begin: "09:00", end: "12:00" }],
	visits: [{ day: "2026-12-03", begin: "13:00", end: "15:00" }],
	places: [{ how: "room", nl: "Kamer 2", en: "Room 2" }],
};

function freeIn(hours: PersonHours): string[] {
	return freeSlots({ hours, absence: { from: "", until: "" }, now: NOW, days: 42 });
}

describe("M06 M22: hours as a server tells them", () => {
	test("are taken over when they are what a counsellor can say", () => {
		expect(soundHours([honest])).toEqual([honest]);
		expect(freeIn(honest).length).toBeGreaterThan(10);
	});

	test.each([
		["no zone there is", { zone: "Mars/Olympus" }],
		["no zone at all", { zone: 7 }],
		["a talk of no time", { minutes: 0 }],
		["a talk of a part of a minute", { minutes: 0.001 }],
		["a talk without an end", { minutes: 1e9 }],
		["nobody", { person: null }],
	])("are left out when they name %s", (_, change) => {
		expect(soundHours([{ ...honest, ...change }])).toEqual([]);
	});

	test.each([
		["an end that no clock shows", { end: "zzz" }],
		["a begin that no clock shows", { begin: "" }],
		["an end before its begin", { begin: "12:00", end: "09:00" }],
		["an eighth day of the week", { weekday: 8 }],
	])("lose a stretch with %s, which would never end", (_, change) => {
		const weekly = [{ weekday: 2, begin: "09:00", end: "12:00", ...change }];
		expect(soundHours([{ ...honest, weekly }])[0]?.weekly).toEqual([]);
	});

	test("hold no more than a counsellor can give, and no long words", () => {
		const weekly = Array.from({ length: 100_000 }, () => honest.weekly[0]);
		const places = [{ how: "room", nl: "x".repeat(100_000), en: "" }];
		const [heard] = soundHours([{ ...honest, weekly, places }]);
		expect(heard?.weekly.length).toBeLessThanOrEqual(28);
		expect(heard?.places).toEqual([]);
	});

	test("never stop a screen, whatever they are", () => {
		const stretch = fc.record({
			weekday: fc.oneof(fc.integer(), fc.string()),
			day: fc.oneof(fc.constant("2026-12-03"), fc.string()),
			begin: fc.oneof(fc.constantFrom("09:00", "24:00", "99:99"), fc.string()),
			end: fc.oneof(fc.constantFrom("12:00", "24:00", "zzz"), fc.string()),
		});
		const odd = fc.record({
			person: fc.oneof(fc.constant("anna"), fc.anything()),
			zone: fc.oneof(fc.constantFrom("Europe/Amsterdam", "UTC", ""), fc.string()),
			minutes: fc.oneof(fc.constantFrom(30, 60, 0, -1, Number.NaN), fc.double()),
			weekly: fc.oneof(fc.array(stretch), fc.anything()),
			visits: fc.oneof(fc.array(stretch), fc.anything()),
			places: fc.anything(),
		});
		fc.assert(
			fc.property(fc.oneof(fc.array(odd), fc.anything()), (told) => {
				for (const heard of soundHours(told)) freeIn(heard);
			}),
		);
	});
});
