import { beforeAll, describe, expect, test, vi } from "vitest";
import { concat, fromHex, newId, random, u16, utf8 } from "./bytes";
import { canonical } from "./canonical";
import { hash } from "./derive";
import { commitmentOf, openEnvelope, sealEnvelope, statementKey } from "./epoch";
import { type Frame, makeEvent, makeStatement, openStatement, parseStatement } from "./items";
import {
	checkCounsellors,
	checkRemembered,
	emptyLog,
	ensureMine,
	type LogItem,
	type LogState,
	openMyEnvelope,
	openStatements,
	unvouched,
	verifyItems,
	viewOf,
} from "./log";
import { throwawayKeys } from "./participant-keys";
import { ProtocolError } from "./refusal";
import { DAY, newColleague, newTalk, say, type Talk, TIME, withSeals } from "./rehearsal";
import { buildAppend } from "./write";

// Work factors and thousands of flipped bytes take their time on a busy machine.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let talk: Talk;
let items: LogItem[];
let state: LogState;

beforeAll(async () => {
	talk = await newTalk(throwawayKeys, [
		say("look-out", { text: "" }),
		say("message", { text: "Er is iets." }),
		say("message", { text: "En nog iets." }),
	]);
	items = talk.shelf.items;
	state = await talk.shelf.read();
});

function read(given: LogItem[], conversation = talk.shelf.conversation): Promise<LogState> {
	return verifyItems(emptyLog(talk.instance, conversation), given);
}

function flipped(bytes: Uint8Array, at: number): Uint8Array {
	const other = bytes.slice();
	other[at] = (other[at] ?? 0) ^ 1;
	return other;
}

async function codeLater(promise: Promise<unknown>): Promise<string> {
	return promise.then(
		() => "",
		(error) => (error instanceof ProtocolError ? error.code : String(error)),
	);
}

describe("M22 every byte of what is stored counts", () => {
	test("of events", async () => {
		for (const at of [0, 1]) {
			const item = items[at] as LogItem;
			for (let i = 0; i < item.bytes.length; i++) {
				const bytes = flipped(item.bytes, i);
				const given = items.map((one, n) => (n === at ? { ...one, bytes } : one));
				const result = await read(given.slice(0, at + 1));
				expect(result.halted, `item ${at} byte ${i}`).toBe(true);
				expect(result.length).toBe(at);
			}
		}
	});

	test("of statements: the next item doesn't fit any more, and it doesn't open", async () => {
		const at = 3;
		const item = items[at] as LogItem;
		const seeds = await talk.shelf.seedsOf(talk.anna);
		for (let i = 0; i < item.bytes.length; i++) {
			const bytes = flipped(item.bytes, i);
			const given = items.map((one, n) => (n === at ? { ...one, bytes } : one));
			const whole = await read(given);
			expect(whole.halted, `byte ${i}`).toBe(true);
			const last = await read(given.slice(0, at + 1));
			const opened = await openStatements(last, seeds, { only: [at] });
			expect(last.halted || opened.refusals.length === 1, `byte ${i} alone`).toBe(true);
		}
	});

	test("of headers", async () => {
		const at = 3;
		const { header } = items[at] as LogItem;
		const seeds = await talk.shelf.seedsOf(talk.anna);
		for (let i = 0; i < (header?.length ?? 0); i++) {
			const given = items.map((one, n) =>
				n === at && header ? { ...one, header: flipped(header, i) } : one,
			);
			const { statements, refusals } = await openStatements(await read(given), seeds, {
				only: [at],
			});
			expect(refusals[0]).toMatchObject({ code: "unreadable", seq: at });
			expect(statements.find((s) => s.seq === at)?.state).toBe("unreadable");
		}
	});

	test("of envelopes", async () => {
		const envelope = talk.shelf.envelopes.get(talk.anna.me) as Uint8Array;
		for (let i = 0; i < envelope.length; i++) {
			const { me, keys } = talk.anna;
			const code = await codeLater(openMyEnvelope(state, me, keys, flipped(envelope, i)));
			expect(code).toBe("bad-envelope");
		}
	});
});

describe("M22 items stay where they were put", () => {
	test("reordered, dropped, doubled, from another conversation", async () => {
		const [create, epoch, first, second, third] = items as [
			LogItem,
			LogItem,
			LogItem,
			LogItem,
			LogItem,
		];
		const other = await newTalk(throwawayKeys, [say("look-out", { text: "" })]);
		const cases: [LogItem[], string][] = [
			[[create, epoch, second, first, third], "broken-chain"],
			[[create, epoch, first, third], "broken-chain"],
			[[create, epoch, first, first], "broken-chain"],
			[[epoch], "broken-chain"],
			[[create, create], "broken-chain"],
			[other.shelf.items, "wrong-instance"],
		];
		for (const [given, code] of cases) expect((await read(given)).refusals[0]?.code).toBe(code);
		expect((await read(items, newId())).refusals[0]?.code).toBe("wrong-conversation");
	});

	test("an id comes once", async () => {
		const { instance, conversation } = talk.shelf;
		const id = state.items[2]?.id ?? "";
		const place = { instance, conversation, id, seq: state.length, prev: state.head };
		const { me, keys } = talk.anna;
		const bytes = await makeEvent(keys.signSecret, me, place, { kind: "close" });
		const result = await verifyItems(state, [{ bytes, header: null, day: DAY }]);
		expect(result.refusals[0]?.code).toBe("not-allowed");
	});

	test("a statement can't move to another conversation, epoch or author", async () => {
		const { instance, conversation } = talk.shelf;
		const seed = random(32);
		const key = statementKey(seed, conversation, 1);
		const place = { instance, conversation, id: newId(), seq: 7, prev: hash(utf8("x")) } as const;
		const { me, keys } = talk.anna;
		const what = { epoch: 1, kind: "message", time: TIME, content: { text: "x" } };
		const { bytes, header } = await makeStatement(key, keys.signSecret, me, place, what);
		const { frame, body } = parseStatement(bytes);
		const moved = (change: Partial<Frame>) => {
			const other = canonical({ ...frame, ...change });
			return concat(utf8("S"), u16(other.length), other, body);
		};
		const opening = (change: Partial<Frame>) =>
			codeLater(openStatement(key, moved(change), header));
		expect(await opening({})).toBe("");
		expect(await opening({ conversation: newId() })).toBe("wrong-conversation");
		expect(await opening({ instance: newId() })).toBe("wrong-instance");
		expect(await opening({ epoch: 2 })).toBe("wrong-epoch");
		expect(await opening({ seq: 8 })).toBe("broken-chain");
		expect(await opening({ prev: "" })).toBe("broken-chain");
		expect(await opening({ id: newId() })).toBe("broken-chain");
		const { isSignedBy } = await openStatement(key, bytes, header);
		expect(await isSignedBy(keys.sign)).toBe(true);
		expect(await isSignedBy(talk.bram.keys.sign)).toBe(false);
		expect(statementKey(seed, newId(), 1)).not.toEqual(key);
		expect(statementKey(seed, conversation, 2)).not.toEqual(key);
	});

	test("a participant can't write in another's name", async () => {
		const seeds = await talk.shelf.seedsOf(talk.anna);
		const key = statementKey(seeds.get(1) ?? random(32), talk.shelf.conversation, 1);
		const { instance, conversation } = talk.shelf;
		const place = { instance, conversation, id: newId(), seq: state.length, prev: state.head };
		const what = { epoch: 1, kind: "message", time: TIME, content: { text: "x" } };
		for (const [author, code] of [
			[talk.reporter.me, "bad-signature"],
			[talk.bram.me, "unknown-author"],
		] as const) {
			const made = await makeStatement(key, talk.anna.keys.signSecret, author, place, what);
			const result = await verifyItems(state, [{ ...made, day: DAY }]);
			const { refusals } = await openStatements(result, seeds, { only: [state.length] });
			expect(refusals[0]?.code).toBe(code);
		}
	});

	test("a statement of an older epoch is refused, and so is one before the epoch that is due", async () => {
		const { shelf, reporter, anna, bram } = await newTalk(throwawayKeys);
		const seeds = await shelf.seedsOf(anna);
		const before = await shelf.read();
		const late = await buildAppend(before, seeds, anna, [say("message", { text: "laat" })]);
		await shelf.write(reporter, [{ id: newId(), do: "leave", person: anna.me }], [anna, bram]);
		const after = await shelf.read();
		const { frame, body } = parseStatement(late.items[0]?.bytes ?? random(9));
		const moved = canonical({ ...frame, seq: after.length, prev: after.head });
		const bytes = concat(utf8("S"), u16(moved.length), moved, body);
		const result = await verifyItems(after, [{ bytes, header: null, day: DAY }]);
		expect(result.refusals[0]?.code).toBe("wrong-epoch");
		await expect(buildAppend(after, seeds, anna, [])).rejects.toThrow("not-mine");
	});
});

describe("M22 a server that forgets or tells two stories is noticed", () => {
	test("roll-back and fork against a head seen before", async () => {
		const seen = { length: state.length, head: state.head };
		expect(checkRemembered(state, seen)).toBeNull();
		expect(checkRemembered(await read(items.slice(0, 4)), seen)?.code).toBe("rolled-back");
		const { anna, reporter } = talk;
		const short = withSeals(await read(items.slice(0, 4)), [anna]);
		const seeds = await talk.shelf.seedsOf(reporter);
		const { state: fork } = await buildAppend(short, seeds, reporter, [
			say("message", { text: "anders" }),
		]);
		expect(checkRemembered(fork, seen)?.code).toBe("forked");
		const continued = await verifyItems(fork, items.slice(5));
		expect(continued.halted).toBe(false);
		const { state: longer } = await buildAppend(state, seeds, reporter, [
			say("message", { text: "a" }),
		]);
		const { items: others } = await buildAppend(fork, seeds, reporter, [
			say("message", { text: "b" }),
		]);
		expect(longer.length).toBe(6);
		const crossed = await verifyItems(
			state,
			others.map((item) => ({ ...item, day: DAY })),
		);
		expect(crossed.refusals[0]?.code).toBe("forked");
	});

	test("verifying step by step gives what verifying at once gives", async () => {
		let step = emptyLog(talk.instance, talk.shelf.conversation);
		for (const item of items) step = await verifyItems(step, [item]);
		expect(step).toEqual(state);
	});

	test("somebody else's keys are not mine", async () => {
		expect(ensureMine(state, talk.reporter.me, talk.reporter.keys).role).toBe("reporter");
		expect(() => ensureMine(state, talk.reporter.me, talk.anna.keys)).toThrow("not-mine");
		expect(() => ensureMine(state, talk.bram.me, talk.bram.keys)).toThrow("not-mine");
	});
});

describe("M22 keys come from the roster, seeds from the commitment", () => {
	test("a counsellor's key that the roster doesn't hold is refused", async () => {
		const known = new Map([[talk.roster.fingerprint, talk.roster]]);
		expect(checkCounsellors(state, known).refusals).toEqual([]);
		expect(checkCounsellors(state, new Map()).refusals[0]?.code).toBe("wrong-roster");
		const cut = { ...talk.roster, length: 1 };
		expect(checkCounsellors(state, new Map([[cut.fingerprint, cut]])).refusals[0]?.code).toBe(
			"rolled-back",
		);
		const swapped = {
			...talk.roster,
			tenures: talk.roster.tenures.filter((t) => t.card.person !== talk.anna.me),
		};
		const refused = checkCounsellors(state, new Map([[swapped.fingerprint, swapped]]));
		expect(refused.refusals[0]?.code).toBe("key-not-current");
		expect(refused.halted).toBe(true);
		const seeds = await talk.shelf.seedsOf(talk.reporter);
		await expect(buildAppend(refused, seeds, talk.reporter, [])).rejects.toThrow("not-allowed");
	});

	test("an envelope holds the right seeds for the right person", async () => {
		const { instance, conversation } = talk.shelf;
		const { me, keys } = talk.anna;
		const place = { instance, conversation, person: me, epoch: 2 };
		const seeds = new Map([1, 2].map((n) => [n, random(32)] as const));
		const envelope = await sealEnvelope(keys.seal, place, seeds);
		expect(await openEnvelope(keys.sealIdentity, envelope, place)).toEqual(seeds);
		const opening = (change: Partial<typeof place>) =>
			codeLater(openEnvelope(keys.sealIdentity, envelope, { ...place, ...change }));
		expect(await opening({ person: talk.bram.me })).toBe("bad-envelope");
		expect(await opening({ epoch: 1 })).toBe("wrong-epoch");
		expect(await opening({ conversation: newId() })).toBe("wrong-conversation");
		expect(await opening({ instance: newId() })).toBe("wrong-instance");
		const stranger = await newColleague(instance, "Cleo Demo");
		expect(await codeLater(openEnvelope(stranger.keys.sealIdentity, envelope, place))).toBe(
			"unreadable",
		);
	});

	test("a seed that doesn't fit its commitment is refused", async () => {
		const { instance, conversation } = talk.shelf;
		const { me, keys } = talk.anna;
		const wrong = new Map([[1, random(32)]]);
		const envelope = await sealEnvelope(
			keys.seal,
			{ instance, conversation, person: me, epoch: 1 },
			wrong,
		);
		const epochs = state.epochs.map((epoch) => ({
			...epoch,
			participants: epoch.participants.map((p) => ({ ...p, envelope: hash(envelope) })),
		}));
		const code = await codeLater(openMyEnvelope({ ...state, epochs }, me, keys, envelope));
		expect(code).toBe("bad-commitment");
		expect(commitmentOf(conversation, 1, random(32))).not.toBe(
			commitmentOf(conversation, 2, random(32)),
		);
	});
});

describe("M22 what a later Luwte wrote is kept and stops writing", () => {
	test("an event and a statement of version 2", async () => {
		const later = canonical({ v: 2, suite: "1", kind: "something" });
		const event = concat(utf8("E"), random(64), later);
		const statement = concat(utf8("S"), u16(later.length), later, random(20));
		for (const bytes of [event, statement]) {
			const result = await verifyItems(state, [{ bytes, header: null, day: DAY }]);
			expect(result.refusals[0]?.code).toBe("newer-version");
			const seeds = await talk.shelf.seedsOf(talk.anna);
			const opened = await openStatements(result, seeds);
			const mine = { me: talk.anna.me, destroyOn: "", destroyBy: "", nameOf: () => "Anna" };
			expect(viewOf(result, opened, mine)).toMatchObject({ writable: false, length: 5 });
		}
	});

	test("rubbish is refused without fuss", async () => {
		for (const bytes of [new Uint8Array(0), utf8("E"), utf8("S"), fromHex("53ffff"), random(200)]) {
			const result = await verifyItems(state, [{ bytes, header: null, day: DAY }]);
			expect(result.halted).toBe(true);
		}
	});
});

describe("M22 M24 what is opened and what isn't", () => {
	test("the look-out alone, the story unopened; and what was destroyed", async () => {
		const seeds = await talk.shelf.seedsOf(talk.anna);
		const some = await openStatements(state, seeds, { only: [2] });
		expect(some.statements.map((s) => s.state)).toEqual(["ok", "sealed", "sealed"]);
		const known = new Map(some.statements.map((s) => [s.seq, s]));
		const all = await openStatements(state, seeds, { known });
		expect(all.statements.map((s) => s.state)).toEqual(["ok", "ok", "ok"]);
		const gone = await read(items.map((item, i) => (i === 3 ? { ...item, header: null } : item)));
		const left = await openStatements(gone, seeds, { known });
		expect(left.statements.map((s) => s.state)).toEqual(["ok", "destroyed", "ok"]);
		expect(left.refusals).toEqual([]);
	});

	test("for a last item without its header nothing vouches: no more is said after it", async () => {
		const seeds = await talk.shelf.seedsOf(talk.anna);
		const last = items.length - 1;
		const gone = await read(
			items.map((item, i) => (i === last ? { ...item, header: null } : item)),
		);
		for (const options of [{}, { only: [2] }]) {
			const opened = await openStatements(gone, seeds, options);
			expect(opened.statements.at(-1)?.state).toBe("destroyed");
			expect(unvouched(gone, opened.refusals)).toMatchObject({ code: "unreadable", seq: last });
			const mine = { me: talk.anna.me, destroyOn: "", destroyBy: "", nameOf: () => "Anna" };
			expect(viewOf(gone, opened, mine).writable).toBe(false);
		}
	});

	test("steps written already, or brought about by somebody else, are left out", async () => {
		const { shelf, reporter, anna } = await newTalk(throwawayKeys);
		const steps = [say("message", { text: "een keer" }), { id: newId(), do: "close" as const }];
		await shelf.write(reporter, steps, [anna]);
		const again = await shelf.write(reporter, steps, [anna]);
		expect(again.items).toEqual([]);
		const close = await shelf.write(anna, [{ id: newId(), do: "close" }]);
		expect(close.items).toEqual([]);
		const reopened = await shelf.write(reporter, [say("message", { text: "toch" })], [anna]);
		expect(reopened.items).toHaveLength(2);
		expect(reopened.state.phase).toBe("open");
	});

	test("sealed again for another head, a statement keeps its id", async () => {
		const { shelf, reporter, anna } = await newTalk(throwawayKeys);
		const mine = say("message", { text: "van mij" });
		const state = withSeals(await shelf.read(), [anna]);
		const lost = await buildAppend(state, await shelf.seedsOf(reporter), reporter, [mine]);
		await shelf.write(anna, [say("message", { text: "iets eerder" })]);
		await shelf.write(reporter, [mine], [anna]);
		const ids = (await shelf.read()).items.map((item) => item.id);
		expect(lost.state.items.at(-1)?.id).toBe(mine.id);
		expect(ids.filter((id) => id === mine.id)).toHaveLength(1);
		expect(ids.at(-1)).toBe(mine.id);
	});
});
