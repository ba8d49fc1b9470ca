/**
 * Two devices of one counsellor, several reporters, everything in any order: no time is promised
 * twice. Every step is one append to one log, as a server takes them in.
 */

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ConversationView, Draft, Id } from "../protocol/api.ts";
import { guidanceOf } from "./guidance.ts";
import { holdingsOf } from "./held-slots.ts";
import { draft } from "./kinds.ts";
import { type Instant, type Meeting, overlap } from "./meetings.ts";
import { idAt, type Line, type Speaker, viewOf } from "./rehearsal.ts";
import { granted, type Kept, noLongerNeeded, toFree, toHold } from "./slot-keeping.ts";

const times = ["2026-12-03T09:00Z", "2026-12-03T09:30Z", "2026-12-03T10:00Z"];
const talks = ["a", "b", "c"] as const;
type Talk = (typeof talks)[number];

interface Plan {
	talk: Talk;
	mark: string;
	minutes: number;
	/** The reporter's offer that is to be agreed to, and when; "" for an offer of one's own. */
	agrees: Id | "";
	slot: Instant;
	instead: Id | "";
}

class Town {
	own: Line[] = [];
	logs: Record<Talk, Line[]> = { a: [], b: [], c: [] };
	/** Held and not told yet; looked and not freed yet: by devices that may be slow. */
	plans: Plan[] = [];
	findsOver: Kept[] = [];
	marks = 0;

	ownView(): ConversationView {
		return viewOf(this.own, "own");
	}

	view(talk: Talk, length = this.logs[talk].length): ConversationView {
		return { ...viewOf(this.logs[talk].slice(0, length)), conversation: talk };
	}

	write(talk: Talk, by: Speaker, one: Draft): void {
		this.logs[talk].push({ by, draft: one });
	}

	hold(plan: Omit<Plan, "mark">, slots: Instant[]): void {
		const mark = `mark-${this.marks++}`;
		const { talk: conversation, minutes } = plan;
		this.own.push({ by: "counsellor", draft: toHold({ conversation, slots, minutes, mark }) });
		this.plans.push({ ...plan, mark });
	}

	tell(nth: number): void {
		const [plan] = this.plans.splice(nth % Math.max(1, this.plans.length), 1);
		if (!plan) return;
		const { item, slots } = granted(this.ownView(), plan.mark);
		const { refused } = holdingsOf(this.ownView());
		for (const one of refused) if (one.item === item) expect(slots).not.toContain(one.slot);
		if (plan.agrees !== "") {
			if (!slots.includes(plan.slot)) return;
			this.write(plan.talk, "counsellor", agreed(plan.agrees, plan.slot, item));
		} else if (slots.length > 0) {
			const told = { slots, minutes: plan.minutes, instead: plan.instead, held: item };
			this.write(plan.talk, "counsellor", offer(told));
		}
	}

	look(talk: Talk, behind: number): void {
		const view = this.view(talk, Math.max(0, this.logs[talk].length - behind));
		this.findsOver.push(...noLongerNeeded(view, "conversation", holdingsOf(this.ownView())));
	}

	free(nth: number): void {
		const [kept] = this.findsOver.splice(nth % Math.max(1, this.findsOver.length), 1);
		if (kept) this.own.push({ by: "counsellor", draft: toFree(kept) });
	}

	meetings(talk: Talk): Meeting[] {
		return guidanceOf(this.view(talk)).meetings;
	}

	agreedTwice(): Meeting[] {
		const agreed = talks
			.flatMap((talk) => this.meetings(talk))
			.filter((one) => one.state === "agreed");
		return agreed.filter((one, position) =>
			agreed.slice(position + 1).some((other) => overlap(one, other)),
		);
	}
}

const offer = (told: { slots: string[]; minutes: number; instead: string; held: string }) =>
	draft("meeting-offer", {
		...told,
		zone: "Europe/Amsterdam",
		how: "room",
		where: "",
		with: "",
		text: "",
	});
const agreed = (item: Id, slot: Instant, held = "") =>
	draft("meeting-agreed", { item, slot, zone: "Europe/Amsterdam", with: "", text: "", held });
const off = (item: Id) => draft("meeting-off", { item, text: "" });

const talk = fc.constantFrom(...talks.slice(0, 2));
const minutes = fc.constantFrom(30, 60);
const someSlots = fc.subarray(times, { minLength: 1 });
const few = fc.nat({ max: 5 });

type Act = (town: Town) => void;

/** One of those that there are; nothing when there are none. */
function pick<T>(all: readonly T[], nth: number): T | undefined {
	return all[nth % Math.max(1, all.length)];
}

const proposing = fc
	.record({ talk, minutes, someSlots, few, moves: fc.boolean(), atOnce: fc.boolean() })
	.map(
		({ talk, minutes, someSlots, few, moves, atOnce }): Act =>
			(town) => {
				const agreed = town.meetings(talk).filter((one) => one.state === "agreed");
				const instead = moves ? (pick(agreed, few)?.id ?? "") : "";
				town.hold({ talk, minutes, agrees: "", slot: "", instead }, someSlots);
				if (atOnce) town.tell(town.plans.length - 1);
			},
	);
/** A time of an offer that is there, held for as long as it would take. */
const agreeing = fc.record({ talk, few, nth: few }).map(
	({ talk, few, nth }): Act =>
		(town) => {
			const one = pick(
				town.meetings(talk).filter((meeting) => meeting.by === "reporter"),
				few,
			);
			const slot = pick(one?.slots ?? [], nth);
			if (!one || !slot) return;
			town.hold({ talk, minutes: one.minutes, agrees: one.id, slot, instead: "" }, [slot]);
		},
);
const telling = few.map(
	(nth): Act =>
		(town) =>
			town.tell(nth),
);
const looking = fc.record({ talk, few }).map(
	({ talk, few }): Act =>
		(town) => {
			town.look(talk, few > 2 ? 0 : few);
			if (few > 2) while (town.findsOver.length > 0) town.free(0);
		},
);
const freeing = few.map(
	(nth): Act =>
		(town) =>
			town.free(nth),
);

type Word = (town: Town, talk: Talk) => Draft | undefined;

const words: fc.Arbitrary<Word> = fc
	.record({
		what: fc.constantFrom("yes", "yes", "yes", "off", "offer"),
		few,
		nth: few,
		minutes,
		someSlots,
	})
	.map(
		({ what, few, nth, minutes, someSlots }): Word =>
			(town, talk) => {
				if (what === "offer") return offer({ slots: someSlots, minutes, instead: "", held: "" });
				const meetings = town.meetings(talk);
				const one = pick(
					what === "yes" ? meetings.filter(({ by }) => by === "counsellor") : meetings,
					few,
				);
				if (!one) return undefined;
				return what === "off" ? off(one.id) : agreed(one.id, pick(one.slots, nth) as Instant);
			},
	);
const noting = words.map(
	(word): Word =>
		(town, talk) => {
			const said = word(town, talk);
			if (!said) return undefined;
			const { kind: what, content } = said;
			return draft("noted", { what, content, form: "spoken", on: "2026-11-23" });
		},
);
const answering = fc
	.record({
		kind: fc.constantFrom("contest" as const, "contest" as const, "confirm" as const),
		few,
	})
	.map(
		({ kind, few }): Word =>
			(town, talk) => {
				const noted = town.view(talk).statements.filter((one) => one.kind === "noted");
				const one = pick(noted, few);
				return one && draft(kind, { item: one.id, text: "" });
			},
	);
const takingBack = few.map(
	(few): Word =>
		(town, talk) => {
			const one = pick(town.meetings(talk), few);
			return one && off(one.id);
		},
);

const saying = (by: Speaker, words: fc.Arbitrary<Word>) =>
	fc.record({ talk, words }).map(
		({ talk, words }): Act =>
			(town) => {
				const said = words(town, talk);
				if (said) town.write(talk, by, said);
			},
	);

const act = fc.oneof(
	{ weight: 5, arbitrary: proposing },
	{ weight: 2, arbitrary: agreeing },
	{ weight: 3, arbitrary: telling },
	{ weight: 5, arbitrary: saying("reporter", words) },
	{ weight: 1, arbitrary: saying("counsellor", takingBack) },
	{ weight: 3, arbitrary: saying("counsellor", noting) },
	{ weight: 3, arbitrary: saying("reporter", answering) },
	{ weight: 5, arbitrary: looking },
	{ weight: 2, arbitrary: freeing },
);

describe("M06 two devices and several reporters, in any order", () => {
	test("never agree to one time twice", () => {
		fc.assert(
			fc.property(fc.array(act, { minLength: 15, maxLength: 40 }), (acts) => {
				const town = new Town();
				for (const one of acts) {
					one(town);
					expect(town.agreedTwice()).toEqual([]);
				}
			}),
			{ numRuns: 400 },
		);
	}, 60_000);

	test("what is over for good is free again", () => {
		const town = new Town();
		const plan = { talk: "a" as const, minutes: 60, agrees: "", slot: "", instead: "" };
		town.hold(plan, times.slice(0, 1));
		town.look("a", 0);
		expect(town.findsOver).toEqual([]);
		town.tell(0);
		town.write("a", "reporter", off(idAt(0)));
		town.look("a", 0);
		town.free(0);
		expect(holdingsOf(town.ownView()).held).toEqual([]);
	});

	test("the times that were not picked are free again, the picked one is not", () => {
		const town = new Town();
		const plan = { talk: "a" as const, minutes: 30, agrees: "", slot: "", instead: "" };
		town.hold(plan, times);
		town.tell(0);
		town.write("a", "reporter", agreed(idAt(0), times[1] as Instant));
		town.look("a", 0);
		town.free(0);
		expect(holdingsOf(town.ownView()).held.map((one) => one.slot)).toEqual([times[1]]);
	});
});
