/** How long a closed case is kept: whatever runs in it, whenever it is closed or added to. */

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addDays } from "./days.ts";
import { guidanceOf } from "./guidance.ts";
import {
	firstFrom,
	isNear,
	type Keeping,
	keepingOf,
	lastPossible,
	outcomeOf,
	runningUntil,
	type Terms,
	toldOf,
} from "./keeping.ts";
import { outcomes } from "./keeping-codes.ts";
import { draft } from "./kinds.ts";
import { addMonths } from "./months.ts";
import { idAt, type Line, viewOf } from "./rehearsal.ts";

const terms: Terms = { once: 1, case: 3, formal: 24 };
const nothing = guidanceOf(viewOf([]));

const start = Date.UTC(2026, 0, 1);
const day = fc
	.nat({ max: 40_000 })
	.map((n) => new Date(start + n * 86_400_000).toISOString().slice(0, 10));
const months = fc.integer({ min: 1, max: 24 });
const anyTerms = fc.record({ once: months, case: months, formal: months });
const outcome = fc.constantFrom(...outcomes);

const counsellor = (kind: "follow-up" | "aftercare-offer" | "referral", on: string): Line => {
	const by = "counsellor" as const;
	if (kind === "follow-up") return { by, draft: draft(kind, { on, text: "" }) };
	if (kind === "aftercare-offer")
		return { by, draft: draft(kind, { days: [on], by: "", text: "" }) };
	const referral = { body: "", name: "", need: "", reach: "", text: "", ask: on };
	return { by, draft: draft(kind, referral) };
};
const running = fc.array(
	fc
		.tuple(
			fc.constantFrom("follow-up" as const, "aftercare-offer" as const, "referral" as const),
			day,
		)
		.map(([kind, on]) => counsellor(kind, on)),
	{ maxLength: 4 },
);

function keep(today: string, more: Partial<Parameters<typeof keepingOf>[0]> = {}): Keeping {
	return keepingOf({
		today,
		outcome: "case",
		terms,
		guidance: nothing,
		told: "",
		most: "",
		...more,
	});
}

describe("M24 the day on which a closed case is destroyed", () => {
	test("is the first of a month, four weeks on at least and two years at most", () => {
		fc.assert(
			fc.property(day, outcome, anyTerms, running, (today, how, table, lines) => {
				const guidance = guidanceOf(viewOf(lines));
				const { until } = keep(today, { outcome: how, terms: table, guidance });
				expect(until.slice(8)).toBe("01");
				expect(until >= addDays(today, 28)).toBe(true);
				expect(until <= addMonths(today, 24)).toBe(true);
			}),
		);
	});

	test("lies after everything that runs, or is the last possible", () => {
		fc.assert(
			fc.property(day, outcome, running, (today, how, lines) => {
				const guidance = guidanceOf(viewOf(lines));
				const { until, why } = keep(today, { outcome: how, guidance });
				for (const { on } of runningUntil(guidance)) {
					expect(on < until || why === "most").toBe(true);
				}
				if (why === "most") expect(until).toBe(lastPossible(today));
			}),
		);
	});

	test("never comes earlier than was told, and the most stays where it was", () => {
		const later = fc.array(fc.tuple(fc.nat({ max: 90 }), outcome, running), { maxLength: 6 });
		fc.assert(
			fc.property(day, later, (closed, acts) => {
				const most = lastPossible(closed);
				let { until: told } = keep(closed);
				let today = closed;
				for (const [ahead, how, lines] of acts) {
					today = addDays(today, ahead);
					if (today >= told) return;
					const guidance = guidanceOf(viewOf(lines));
					const { until } = keep(today, { outcome: how, guidance, told, most });
					expect(until >= told && until <= most).toBe(true);
					told = until;
				}
			}),
		);
	});

	test("goes back to the organisation's months once nothing runs any more", () => {
		const agreed = counsellor("follow-up", "2027-06-10");
		const done: Line = {
			by: "counsellor",
			draft: draft("follow-up-done", { item: idAt(0), text: "" }),
		};
		const running = guidanceOf(viewOf([agreed]));
		expect(keep("2026-11-23", { guidance: running })).toEqual({
			until: "2027-08-01",
			why: "follow-up",
		});
		const over = guidanceOf(viewOf([agreed, done]));
		expect(keep("2026-11-23", { guidance: over })).toEqual({ until: "2027-03-01", why: "case" });
	});

	test("fits months of any length and leap years, in every zone of the device", () => {
		expect(firstFrom("2028-02-29")).toBe("2028-03-01");
		expect(firstFrom("2027-12-31")).toBe("2028-01-01");
		expect(firstFrom("2027-12-01")).toBe("2027-12-01");
		expect(keep("2027-11-30").until).toBe("2028-03-01");
		expect(lastPossible("2028-02-29")).toBe("2030-02-01");
		const zone = process.env.TZ;
		for (const other of ["Pacific/Kiritimati", "Pacific/Pago_Pago", "Europe/Amsterdam"]) {
			process.env.TZ = other;
			expect([keep("2027-10-31").until, lastPossible("2027-03-28")]).toEqual([
				"2028-02-01",
				"2029-03-01",
			]);
		}
		process.env.TZ = zone;
	});

	test("is told ahead: both see that it is near in its last thirty days", () => {
		expect(isNear("2027-03-01", "2027-01-29")).toBe(false);
		expect(isNear("2027-03-01", "2027-01-30")).toBe(true);
		expect(isNear("", "2027-01-30")).toBe(false);
	});
});

describe("M24 how a case ended", () => {
	const way = (route: string) =>
		guidanceOf(viewOf([{ by: "reporter", draft: draft("choice", { route, text: "" }) }]));

	test("one call and nothing to come back to is kept the shortest", () => {
		expect(outcomeOf(nothing, 1)).toBe("once");
		expect(outcomeOf(nothing, 2)).toBe("case");
		expect(outcomeOf(nothing, null)).toBe("case");
		expect(outcomeOf(way("own-talk"), 1)).toBe("case");
	});

	test("a complaint, a report or the police is a formal step", () => {
		expect(outcomeOf(way("complaint"), 1)).toBe("formal");
		expect(outcomeOf(way("police"), null)).toBe("formal");
		expect(outcomeOf(way("talk-together"), null)).toBe("case");
	});

	test("the last day that was told counts, and one that can't be is shown as such", () => {
		const lines = ["2027-03-01", "2027-05-01", "ooit"].map((until): Line => {
			return { by: "counsellor", draft: draft("kept-until", { until, why: "case" }) };
		});
		const guidance = guidanceOf(viewOf(lines));
		expect(toldOf(guidance)).toEqual({ until: "2027-05-01", why: "case" });
		expect(guidance.invalid.map(({ breach }) => breach)).toEqual(["impossible"]);
	});
});
