import { describe, expect, test, vi } from "vitest";
import { newId, random } from "./bytes";
import { openEnvelopes } from "./envelopes";
import { lockOut, USELESS } from "./ill-willed";
import { newTalk, say, withSeals } from "./rehearsal";

vi.setConfig({ testTimeout: 120_000 });

async function lockedOut(useless: (typeof USELESS)[number]) {
	const talk = await newTalk(undefined, [say("message", { text: "Er is iets gebeurd." })]);
	const { shelf, anna, reporter } = talk;
	const former = shelf.envelopes.get(reporter.me) ?? null;
	const before = await shelf.seedsOf(reporter);
	const state = withSeals(await shelf.read(), [anna]);
	shelf.put(await lockOut(state, await shelf.seedsOf(anna), anna, reporter.me, useless));
	const newest = shelf.envelopes.get(reporter.me) ?? null;
	return { talk, former, newest, before, state: await shelf.read() };
}

describe("M22 an epoch whose maker locks somebody out", () => {
	test.each(USELESS)(
		"%s: what was there before opens, and it is said whose doing it is",
		async (useless) => {
			const { talk, former, newest, before, state } = await lockedOut(useless);
			const { me, keys } = talk.reporter;
			expect(state.refusals).toEqual([]);
			const opened = await openEnvelopes(state, me, keys, { newest, former });
			expect(opened).toMatchObject({ seeds: before, epoch: 1, refusal: { code: "locked-out" } });
			// Whoever made it reads on, and can be told apart from a server that lies.
			expect((await talk.shelf.seedsOf(talk.anna)).size).toBe(2);
		},
	);

	test("without a former envelope nothing opens", async () => {
		const { talk, newest, state } = await lockedOut("rubbish");
		const { me, keys } = talk.reporter;
		const opened = await openEnvelopes(state, me, keys, { newest, former: null });
		expect(opened).toMatchObject({ epoch: 0, refusal: { code: "locked-out" } });
		expect(opened.seeds.size).toBe(0);
	});

	test("another envelope than any epoch names is as good as none", async () => {
		const { talk, newest, state } = await lockedOut("rubbish");
		const { me, keys } = talk.reporter;
		const stranger = await newTalk();
		const others = [random(300), stranger.shelf.envelopes.get(stranger.reporter.me) ?? null];
		const colleagues = talk.shelf.envelopes.get(talk.anna.me) ?? null;
		for (const former of [...others, colleagues, newest]) {
			const opened = await openEnvelopes(state, me, keys, { newest, former });
			expect(opened.seeds.size).toBe(0);
		}
	});

	test("a former envelope doesn't open to keys that took the old ones' place", async () => {
		const { talk, former, newest, state } = await lockedOut("rubbish");
		const { keys } = (await newTalk()).reporter;
		const opened = await openEnvelopes(state, talk.reporter.me, keys, { newest, former });
		expect(opened).toMatchObject({ epoch: 0, refusal: { code: "not-mine" } });
	});

	test("a server that gives another envelope is to blame itself", async () => {
		const { talk, former, state } = await lockedOut("rubbish");
		const { me, keys } = talk.reporter;
		for (const newest of [random(300), former, null]) {
			const opened = await openEnvelopes(state, me, keys, { newest, former });
			expect(opened).toMatchObject({ epoch: 1, refusal: { code: "bad-envelope" } });
		}
		expect((await openEnvelopes(state, newId(), keys, { newest: null, former })).epoch).toBe(0);
	});
});
