/** Summing a counsellor's own log changes nothing that follows from it, on any device. */

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ConversationView, Draft, Statement } from "../protocol/api.ts";
import { LIVE_MOST, shreddableBefore, sumOf, unfolded } from "../protocol/session/own-sum.ts";
import { holdingsOf } from "./held-slots.ts";
import { draft } from "./kinds.ts";
import { registerOf } from "./register.ts";
import { ledgerOf } from "./registrations.ts";
import { idAt, viewOf } from "./rehearsal.ts";

/** Logs of these tests are of 23 November 2026. */
const LATER = new Date("2026-12-08T12:00:00Z");
const logs = ["a", "b", "c"];
const text = fc.constantFrom(...logs);
const seq = fc.nat({ max: 9 });
/** Ids of statements written before, or not. */
const item = fc.nat({ max: LIVE_MOST + 60 }).map(idAt);
const slot = fc.constantFrom("2026-12-03T09:00Z", "2026-12-03T09:30Z", "2026-12-03T13:00Z");
const name = fc.constantFrom("quiet-weeks", "card-words", "tie-over");

const anyDraft: fc.Arbitrary<Draft> = fc.oneof(
	fc.record({ conversation: text, seq }).map((one) => draft("read", one)),
	fc.dictionary(text, seq).map((positions) => draft("reads", { positions })),
	fc.record({ name, value: item }).map((one) => draft("setting", one)),
	fc.record({ text }).map((one) => draft("tie", one)),
	fc.record({ conversation: text, decision: text }).map((one) => draft("decided", one)),
	fc
		.record({ file: fc.oneof(text, fc.constant("")), conversation: text, state: text })
		.map((one) => draft("case-index", { ...one, organisation: "o" })),
	fc
		.record({ conversation: text, slot })
		.map(({ conversation, slot }) =>
			draft("slots-held", { conversation, slots: [slot], minutes: 30, mark: "" }),
		),
	fc
		.record({ item, slot })
		.map((one) => draft("slots-freed", { item: one.item, slots: [one.slot] })),
	fc
		.record({ token: text, year: fc.nat({ max: 3 }) })
		.map((one) =>
			draft("registration", { ...one, organisation: "o", counted: "case", version: 1, codes: {} }),
		),
	fc.record({ conversation: text, gone: text }).map(({ conversation, gone }) =>
		draft("ends", {
			conversation,
			gone,
			organisation: "o",
			year: "",
			until: "",
			why: "",
			head: "",
		}),
	),
	fc.array(item, { maxLength: 2 }).map((items) => draft("registration-sent", { items })),
	// Of a later version.
	fc.record({ text }).map((content) => ({ kind: "unheard-of", content })),
);

/** What a server keeps of it; `gone`: before which seq nothing opens any more. */
class OwnLog {
	lines: Draft[] = [];
	gone = 0;

	read(upTo = this.lines.length): ConversationView {
		const lines = this.lines
			.slice(0, upTo)
			.map((one) => ({ by: "counsellor" as const, draft: one }));
		const view = viewOf(lines, "own");
		return {
			...view,
			length: lines.length + 2,
			statements: view.statements.map(
				(one): Statement =>
					one.seq < this.gone ? { ...one, kind: "", content: {}, state: "destroyed" } : one,
			),
		};
	}

	shred(before: number): void {
		this.gone = Math.max(this.gone, before);
	}
}

function stateOf(view: ConversationView): unknown {
	const ledger = [...ledgerOf(view).values()];
	return { register: registerOf(view), ledger, holdings: holdingsOf(view) };
}

const some = (least: number, most: number) =>
	fc.array(anyDraft, { minLength: least, maxLength: most });
/** Which device does what: looks, or sums up what it saw last, or destroys what is summed. */
const turns = fc.array(
	fc.record({ device: fc.nat({ max: 1 }), does: fc.constantFrom("look", "sum", "shred") }),
	{ maxLength: 12 },
);

describe("M24 the own log", () => {
	test("says the same after two devices summed and destroyed in any order, and wrote between", () => {
		fc.assert(
			fc.property(some(LIVE_MOST, LIVE_MOST + 40), turns, some(12, 12), (first, order, later) => {
				const log = new OwnLog();
				const plain = new OwnLog();
				const write = (one: Draft) => {
					log.lines.push(one);
					plain.lines.push(one);
				};
				first.forEach(write);
				const seen = [log.read(), log.read()];
				for (const [at, { device, does }] of order.entries()) {
					const view = seen[device] as ConversationView;
					if (does === "look") seen[device] = log.read();
					else if (does === "shred") log.shred(shreddableBefore(view, LATER));
					else {
						// Written at the end as it is by then, though it sums what was seen before.
						log.lines.push(...(sumOf(view) ?? []));
					}
					write(later[at] as Draft);
				}
				// Ids of the later ones differ, since a sum takes a place of its own.
				const ids = (value: unknown) => JSON.stringify(value).replaceAll(/item-\d+/g, "item");
				expect(ids(stateOf(unfolded(log.read())))).toBe(ids(stateOf(plain.read())));
			}),
			{ numRuns: 150 },
		);
	});

	test("leaves nothing to open of what was summed, and is done once", () => {
		const log = new OwnLog();
		for (let i = 0; i < 2_000; i++)
			log.lines.push(draft("read", { conversation: `c${i % 9}`, seq: i }));
		const before = stateOf(log.read());
		log.lines.push(...(sumOf(log.read()) ?? []));
		expect(log.lines.length).toBe(2_001);
		log.shred(shreddableBefore(log.read(), LATER));
		const left = log.read();
		expect(left.statements.filter(({ state }) => state === "ok").length).toBe(1);
		expect(stateOf(unfolded(left))).toEqual(before);
		expect(sumOf(left)).toBeNull();
		expect(shreddableBefore(left, LATER)).toBe(0);
	});

	test("opens all it did for as long as keys stay in back-ups", () => {
		const log = new OwnLog();
		for (let i = 0; i < 300; i++) log.lines.push(draft("read", { conversation: "c", seq: i }));
		log.lines.push(...(sumOf(log.read()) ?? []));
		expect(shreddableBefore(log.read(), new Date("2026-12-07T09:59:00Z"))).toBe(0);
		expect(shreddableBefore(log.read(), new Date("2026-12-07T10:01:00Z"))).toBe(302);
	});

	test("is summed in parts when it holds much, and a part alone counts for nothing", () => {
		const log = new OwnLog();
		for (let i = 0; i < 300; i++)
			log.lines.push(draft("tie", { text: "Een oude vriend. ".repeat(60) }));
		const parts = sumOf(log.read()) ?? [];
		expect(parts.length).toBe(3);
		const before = stateOf(log.read());
		log.lines.push(...parts.slice(0, 2));
		expect(shreddableBefore(log.read(), LATER)).toBe(0);
		log.lines.push(...parts.slice(2));
		log.shred(shreddableBefore(log.read(), LATER));
		expect(log.gone).toBe(302);
		expect(stateOf(unfolded(log.read()))).toEqual(before);
	});

	test("stays as it is while one of its statements can't be opened", () => {
		const log = new OwnLog();
		for (let i = 0; i < 300; i++) log.lines.push(draft("read", { conversation: "c", seq: i }));
		const view = log.read();
		const [first, ...others] = view.statements as [Statement, ...Statement[]];
		for (const state of ["unreadable", "newer-version", "sealed", "destroyed"] as const)
			expect(sumOf({ ...view, statements: [{ ...first, state }, ...others] })).toBeNull();
		expect(sumOf({ ...view, writable: false })).toBeNull();
		expect(sumOf(view)).not.toBeNull();
	});
});
