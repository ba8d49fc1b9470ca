/** What holds for every log, however it came about. */

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Draft } from "../protocol/api.ts";
import { refusalOf } from "./consents.ts";
import { type Guidance, guidanceOf } from "./guidance.ts";
import { guidanceKinds } from "./guidance-kinds.ts";
import { freeOf, holdingsOf } from "./held-slots.ts";
import { draft, type FieldType, type Kind, kinds } from "./kinds.ts";
import { overlap } from "./meetings.ts";
import { idAt, type Line, type Speaker, viewOf } from "./rehearsal.ts";

const days = ["2026-11-22", "2026-11-23", "2026-12-01", "2027-01-04"];
const slots = ["2026-12-03T09:00Z", "2026-12-03T09:30Z", "2026-12-03T13:00Z"];
const words = ["", "a", "b", "acknowledgement", "feedback", "picked-up", "not", ...days, ...slots];

/** Contents that are often right and sometimes odd: ids of the few lines before, days, times, words. */
const values: Record<FieldType, fc.Arbitrary<unknown>> = {
	text: fc.oneof(fc.constantFrom(...words), fc.nat({ max: 8 }).map(idAt)),
	flag: fc.boolean(),
	number: fc.constantFrom(0, 30, 60, 600),
	texts: fc.array(fc.constantFrom(...days, ...slots), { maxLength: 3 }),
	answers: fc.constant({}),
	content: fc.constant({}),
	positions: fc.constant({}),
};

const guided = Object.keys(guidanceKinds) as (keyof typeof guidanceKinds)[];

function draftOf(kind: Kind): fc.Arbitrary<Draft> {
	const fields = Object.entries(kinds[kind].fields).map(([name, type]) => [name, values[type]]);
	const content = fc.record(Object.fromEntries(fields) as Record<string, fc.Arbitrary<never>>);
	return content.map((filled) => ({ kind, content: filled }));
}

const anyDraft = fc.constantFrom(...guided).chain(draftOf);
const notedDraft = fc
	.record({
		what: anyDraft,
		on: fc.constantFrom(...days),
		form: fc.constantFrom("spoken", "paper"),
	})
	.map(({ what, on, form }) =>
		draft("noted", { what: what.kind, content: what.content, on, form }),
	);
const speaker = fc.constantFrom<Speaker>("reporter", "counsellor", "one-time");
const contest = fc.nat({ max: 8 }).map((n) => draft("contest", { item: idAt(n), text: "" }));
const line: fc.Arbitrary<Line> = fc.record({
	by: speaker,
	draft: fc.oneof({ weight: 6, arbitrary: anyDraft }, notedDraft, contest),
	day: fc.constantFrom(...days),
});
const log = fc.array(line, { maxLength: 25 });

function expectAllowed(state: Guidance): void {
	for (const meeting of state.meetings) {
		const agreed = meeting.slot !== "";
		expect(agreed).toBe(["agreed", "cancelled", "moved"].includes(meeting.state));
		if (agreed) expect(meeting.slots).toContain(meeting.slot);
	}
	const moved = state.meetings.filter((one) => one.state === "moved").map((one) => one.id);
	const instead = state.meetings.filter((one) => one.slot !== "").map((one) => one.instead);
	for (const id of moved) expect(instead.filter((one) => one === id)).toHaveLength(1);
	for (const consent of state.consents) {
		if (consent.state === "given") expect(consent.given).not.toBeNull();
		for (const { what, to, on } of consent.uses) {
			expect(to).toBe(consent.asked.to);
			expect(on >= consent.since && on <= consent.asked.until).toBe(true);
			expect(what).not.toBe("");
		}
	}
	for (const choice of state.choices) expect(choice.by).toBe("reporter");
	const signed = state.agreements.filter((one) => one.state === "signed");
	for (const one of signed) expect(one.on).not.toBe("");
	for (const one of state.aftercare)
		expect(one.days.length > 0 || one.state === "refused").toBe(true);
}

describe("any log", () => {
	test("M10 M21 leads to a state that the table allows", () => {
		fc.assert(
			fc.property(log, (lines) => {
				for (let length = 0; length <= lines.length; length++) {
					expectAllowed(guidanceOf(viewOf(lines.slice(0, length))));
				}
			}),
		);
	});

	test("loses nothing: what changes nothing is listed with its reason", () => {
		fc.assert(
			fc.property(log, line, (lines, one) => {
				const before = guidanceOf(viewOf(lines));
				const after = guidanceOf(viewOf([...lines, one]));
				const { invalid: was, ...state } = before;
				const { invalid: is, ...next } = after;
				const refused = is.length > was.length && one.draft.kind !== "contest";
				if (refused) expect(next).toEqual(state);
			}),
		);
	});

	test("gives the same on every device, however two of them write at once", () => {
		fc.assert(
			fc.property(log, log, fc.array(fc.boolean(), { maxLength: 60 }), (mine, theirs, turns) => {
				const queues: [Line[], Line[]] = [[...mine], [...theirs]];
				const server: Line[] = [];
				for (const turn of turns) {
					const next = queues[turn ? 0 : 1].shift();
					if (next) server.push(next);
					// One device has read all along, the other reads everything now, as after a new sign-in.
					const other = structuredClone(viewOf(server));
					expect(guidanceOf(other)).toEqual(guidanceOf(viewOf(server)));
				}
			}),
			{ numRuns: 30 },
		);
	});

	test("M10 M19 is two statements away from: listened, closed", () => {
		fc.assert(
			fc.property(log, (lines) => {
				const listened = draft("choice", { route: "only-listening", text: "" });
				const closing = draft("closing", { text: "", reason: "together", again: true });
				const before = guidanceOf(viewOf(lines)).invalid.length;
				const view = viewOf([
					...lines,
					{ by: "reporter", draft: listened },
					{ by: "counsellor", draft: closing },
				]);
				const state = guidanceOf(view);
				expect(state.choices.at(-1)?.content.route).toBe("only-listening");
				expect(state.invalid).toHaveLength(before);
			}),
		);
	});

	test("M21 a use that the sender's client would refuse is refused by every reader", () => {
		fc.assert(
			fc.property(log, fc.nat({ max: 8 }), fc.constantFrom(...days), (lines, n, on) => {
				const state = guidanceOf(viewOf(lines));
				const consent = state.consents.find((one) => one.id === idAt(n));
				if (!consent) return;
				const use = { what: "a", to: consent.asked.to, on };
				const used = draft("consent-used", { item: consent.id, ...use });
				const after = guidanceOf(viewOf([...lines, { by: "counsellor", draft: used }]));
				const refused = after.invalid.length > state.invalid.length;
				expect(refused).toBe(refusalOf(consent, use) !== "");
			}),
		);
	});
});

describe("M06 the counsellor's own times", () => {
	const conversation = fc.constantFrom("first", "second", "third");
	const hold = fc
		.record({
			conversation,
			slots: fc.array(fc.constantFrom(...slots), { maxLength: 3 }),
			minutes: fc.constantFrom(30, 60, 240),
			mark: fc.constant(""),
		})
		.map((content) => draft("slots-held", content));
	const free = fc
		.record({ item: fc.nat({ max: 12 }).map(idAt), slots: fc.subarray(slots) })
		.map((content) => draft("slots-freed", content));
	const own = fc.array(fc.oneof({ weight: 3, arbitrary: hold }, free), { maxLength: 15 });
	const ownView = (drafts: Draft[]) =>
		viewOf(
			drafts.map((one) => ({ by: "counsellor", draft: one })),
			"own",
		);

	test("are never held twice, however two devices write", () => {
		fc.assert(
			fc.property(own, (drafts) => {
				const { held } = holdingsOf(ownView(drafts));
				for (const [position, one] of held.entries()) {
					for (const other of held.slice(position + 1)) {
						expect(overlap(one, other)).toBe(false);
					}
				}
			}),
		);
	});

	test("who asks for what is free gets it", () => {
		fc.assert(
			fc.property(own, fc.constantFrom(30, 60), (drafts, minutes) => {
				const free = freeOf(holdingsOf(ownView(drafts)), slots, minutes).slice(0, 1);
				const wish = { conversation: "fourth", slots: free, minutes, mark: "" };
				const asked = draft("slots-held", wish);
				const { held } = holdingsOf(ownView([...drafts, asked]));
				expect(held.filter((one) => one.conversation === "fourth")).toHaveLength(free.length);
			}),
		);
	});
});
