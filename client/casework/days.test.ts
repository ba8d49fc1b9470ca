import { describe, expect, test } from "vitest";
import { clockIsOff, isAway, isWorkingDay, promisedBefore, publicHolidays } from "./days.ts";

describe("M43 the promise of an answer is reckoned in working days", () => {
	test("two working days from a Monday is before Thursday", () => {
		expect(promisedBefore("2026-11-16", 2)).toBe("2026-11-19");
	});

	test("a weekend doesn't count", () => {
		expect(promisedBefore("2026-11-20", 2)).toBe("2026-11-25");
		expect(promisedBefore("2026-11-21", 1)).toBe("2026-11-24");
	});

	test("public holidays don't count", () => {
		// Thursday 24 December: Christmas on Friday and Saturday, then Monday and Tuesday.
		expect(promisedBefore("2026-12-24", 2)).toBe("2026-12-30");
		expect(publicHolidays(2026)).toEqual(
			expect.arrayContaining(["2026-04-03", "2026-04-06", "2026-05-14", "2026-05-25"]),
		);
	});

	test("King's Day moves off a Sunday", () => {
		expect(isWorkingDay("2025-04-26")).toBe(false);
		expect(publicHolidays(2025)).not.toContain("2025-04-27");
		expect(isWorkingDay("2026-04-27")).toBe(false);
	});

	test("days of absence don't count, and without an end nothing is promised", () => {
		expect(promisedBefore("2026-11-16", 2, { from: "2026-11-16", until: "2026-11-20" })).toBe(
			"2026-11-25",
		);
		expect(promisedBefore("2026-11-16", 2, { from: "2026-11-16", until: "" })).toBe("");
	});

	test("somebody is away from the first to the last day named", () => {
		const week = { from: "2026-11-16", until: "2026-11-20" };
		expect(isAway(week, "2026-11-15")).toBe(false);
		expect(isAway(week, "2026-11-20")).toBe(true);
		expect(isAway(week, "2026-11-21")).toBe(false);
		expect(isAway({ from: "", until: "" }, "2026-11-20")).toBe(false);
	});
});

test("M43 a clock that is a day off is noticed, one that is a minute off at midnight isn't", () => {
	expect(clockIsOff("2026-11-16", new Date("2026-11-16T23:50:00Z"))).toBe(false);
	expect(clockIsOff("2026-11-16", new Date("2026-11-17T00:05:00Z"))).toBe(false);
	expect(clockIsOff("2026-11-16", new Date("2026-11-17T12:00:00Z"))).toBe(true);
	expect(clockIsOff("2026-11-16", new Date("2026-11-15T12:00:00Z"))).toBe(true);
});
