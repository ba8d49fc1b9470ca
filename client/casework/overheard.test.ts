/**
 * Whoever sees what the server sees tries to tell kinds of statement apart, having learnt from
 * thousands of them. It should do no better than size and author allow.
 */

import { beforeAll, describe, expect, test, vi } from "vitest";
import { newId, random } from "../protocol/bytes.ts";
import { makeStatement, parseStatement } from "../protocol/items.ts";
import { newSharedKey } from "../protocol/seal.ts";
import { type Kind, kinds } from "./kinds.ts";
import { classOf, conversation, dice, type Overheard, speakable } from "./overheard.ts";

const CONVERSATIONS = 600;
const LENGTH = 30;
/** How sure the answer is: it would be wrong once in some thousand runs with other seeds. */
const DEVIATIONS = 3;
/** An answer follows its question, and people see that too: so much the order may tell. */
const ORDER_TELLS = 0.03;

interface Seen {
	kind: Kind;
	features: Readonly<Record<string, string>>;
}

function seenIn(said: readonly Overheard[]): Seen[] {
	const mark = (one: Overheard | undefined) => (one ? `${one.by}${classOf(one)}` : "");
	return said.map((one, at) => ({
		kind: one.kind,
		features: {
			size: String(classOf(one)),
			author: one.by,
			gap: one.gap === 0 ? "0" : one.gap < 3 ? "few" : one.gap < 8 ? "week" : "long",
			together: String(one.together),
			before: mark(said[at - 1]),
			after: mark(said[at + 1]),
			earlier: mark(said[at - 2]),
		},
	}));
}

type Counts = Map<string, Map<Kind, number>>;

const names = ["size", "author", "gap", "together", "before", "after", "earlier"] as const;
type Name = (typeof names)[number];
const PLAIN: readonly Name[] = ["size", "author"];

const keyOf = ({ features }: Seen, by: readonly Name[]) => by.map((one) => features[one]).join(" ");

function count(all: readonly Seen[], by: readonly Name[]): Counts {
	const counts: Counts = new Map();
	for (const one of all) {
		const cell = counts.get(keyOf(one, by)) ?? new Map<Kind, number>();
		counts.set(keyOf(one, by), cell.set(one.kind, (cell.get(one.kind) ?? 0) + 1));
	}
	return counts;
}

/** How often each kind occurs: all count as equally likely, or everything would be "a message". */
function totals(all: readonly Seen[]): Map<Kind, number> {
	const counts = new Map<Kind, number>();
	for (const { kind } of all) counts.set(kind, (counts.get(kind) ?? 0) + 1);
	return counts;
}

/** The likeliest kind for each combination of these features: the best that counting can do. */
function learn(all: readonly Seen[], by: readonly Name[]): Map<string, Kind> {
	const of = totals(all);
	const share = ([kind, seen]: [Kind, number]) => seen / (of.get(kind) ?? 1);
	return new Map(
		[...count(all, by)].map(([key, cell]) => [
			key,
			[...cell].reduce((best, one) => (share(one) > share(best) ? one : best))[0],
		]),
	);
}

/** How often such rules are right, were every kind said equally often. */
function rate(tried: readonly Seen[], guess: (one: Seen) => Kind | undefined): number {
	const right = totals(tried.filter((one) => guess(one) === one.kind));
	const of = [...totals(tried)];
	return of.reduce((sum, [kind, all]) => sum + (right.get(kind) ?? 0) / all, 0) / of.length;
}

/** About conversations that it didn't learn from; what it never saw it judges by size and author. */
function score(learnt: readonly Seen[], tried: readonly Seen[], by: readonly Name[]): number {
	const [full, fallback] = [learn(learnt, by), learn(learnt, PLAIN)];
	return rate(tried, (one) => full.get(keyOf(one, by)) ?? fallback.get(keyOf(one, PLAIN)));
}

/** The best rule there is for these features: it has learnt from the very same. */
function bayes(all: readonly Seen[], by: readonly Name[]): number {
	const rules = learn(all, by);
	return rate(all, (one) => rules.get(keyOf(one, by)));
}

function subsets(of: readonly Name[]): Name[][] {
	const numbers = Array.from({ length: 2 ** of.length }, (_, number) => number);
	return numbers.map((number) => of.filter((_, at) => (number >> at) % 2 === 1));
}

const percent = (rate: number) => `${(100 * rate).toFixed(1)} %`;

// Thousands of statements are learnt from, beside whatever else a machine does.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

describe("M22: what the server sees", () => {
	let learnt: Seen[] = [];
	let tried: Seen[] = [];
	let said: Overheard[] = [];

	beforeAll(() => {
		const roll = dice(20261122);
		const talks = Array.from({ length: CONVERSATIONS }, () => conversation(roll, LENGTH));
		said = talks.flat();
		learnt = talks.slice(0, CONVERSATIONS / 2).flatMap(seenIn);
		tried = talks.slice(CONVERSATIONS / 2).flatMap(seenIn);
	});

	test("every kind of a conversation was said", () => {
		const heard = new Set(said.map(({ kind }) => kind));
		const all: Kind[] = [...speakable("R"), ...speakable("C"), "noted"];
		expect(all.filter((kind) => !heard.has(kind))).toEqual([]);
	});

	test("sizes are those of sealed statements", async () => {
		const key = newSharedKey();
		const secret = random(32);
		const place = { instance: newId(), conversation: newId(), prev: "0".repeat(64) };
		let around = -1;
		for (const [at, one] of said.slice(0, 60).entries()) {
			const { kind, content } = one;
			const what = { epoch: 1, kind, time: "2026-12-03T10:00:00Z", content: content as never };
			const made = await makeStatement(
				key,
				secret,
				newId(),
				{ ...place, id: newId(), seq: at },
				what,
			);
			const over = parseStatement(made.bytes).body.length - classOf(one);
			if (around < 0) around = over;
			// Above 64 KiB a further chunk of the seal adds a tag of its own.
			expect(over).toBe(around);
		}
	});

	test("its order, its rhythm and its number tell nothing that size and author don't", () => {
		const guess = bayes(tried, []);
		const bySize = bayes(tried, ["size"]);
		const byAuthor = bayes(tried, ["size", "author"]);
		const rest = names.slice(2);
		const best = Math.max(
			...subsets(rest).map((some) => score(learnt, tried, ["size", "author", ...some])),
		);
		const alone = Math.max(...subsets(rest).map((some) => score(learnt, tried, ["size", ...some])));
		const bound = (rate: number) =>
			rate + DEVIATIONS * Math.sqrt((rate * (1 - rate)) / tried.length);
		process.stdout.write(
			`kinds told apart: by chance ${percent(guess)}, by size ${percent(bySize)}, ` +
				`by size and author ${percent(byAuthor)}, by all there is ${percent(best)}, without the author ${percent(alone)} ` +
				`(${tried.length} statements of ${new Set(tried.map(({ kind }) => kind)).size} kinds)\n`,
		);
		expect(best).toBeLessThanOrEqual(bound(byAuthor) + ORDER_TELLS);
		expect(alone).toBeLessThanOrEqual(bound(byAuthor) + ORDER_TELLS);
	});

	test("no kind stands alone in a class of sizes but those that are long texts by nature", () => {
		const [smallest] = [...new Set(said.map(classOf))].sort((a, b) => a - b);
		const larger = new Map<Kind, number>();
		const all = new Map<Kind, number>();
		for (const one of said) {
			all.set(one.kind, (all.get(one.kind) ?? 0) + 1);
			if (classOf(one) !== smallest) larger.set(one.kind, (larger.get(one.kind) ?? 0) + 1);
		}
		const standing = (Object.keys(kinds) as Kind[])
			.map((kind) => ({ kind, share: (larger.get(kind) ?? 0) / (all.get(kind) ?? 1) }))
			.filter(({ share }) => share > 0.5)
			.sort((one, other) => other.share - one.share);
		process.stdout.write(
			`mostly above the smallest class: ${standing.map(({ kind, share }) => `${kind} ${percent(share)}`).join(", ")}\n`,
		);
		expect(standing.map(({ kind }) => kind)).toEqual(["agreement", "summary"]);
	});
});
