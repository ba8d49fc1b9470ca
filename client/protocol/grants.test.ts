import { beforeAll, describe, expect, test, vi } from "vitest";
import { newId } from "./bytes";
import { type EventBody, makeEvent, type Place, replaceKeyProof } from "./items";
import { emptyLog, type LogState, verifyItems } from "./log";
import { throwawayKeys } from "./participant-keys";
import {
	type Colleague,
	DAY,
	newColleague,
	newTalk,
	Shelf,
	say,
	type Talk,
	withSeals,
} from "./rehearsal";
import { buildAppend, buildCreate, type Step, type Writer } from "./write";

// Work factors and thousands of flipped bytes take their time on a busy machine.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

type Actor = "reporter" | "anna";
interface World {
	state: LogState;
	writers: Record<Actor, Writer>;
	bram: Colleague;
	talk: Talk;
}

const worlds = new Map<string, World>();

/** A conversation opened for a caller: the reporter's key is one-time. */
async function forCaller(talk: Talk): Promise<World> {
	const once: Writer = { me: newId(), keys: await throwawayKeys() };
	const { sign, seal } = once.keys;
	const shelf = new Shelf(talk.instance, newId());
	const made = await buildCreate(
		{ instance: talk.instance, conversation: shelf.conversation, id: newId() },
		{
			purpose: "conversation",
			role: "counsellor",
			roster: talk.point,
			intake: { person: once.me, sign, seal },
		},
		talk.anna,
		[],
	);
	return { state: made.state, writers: { reporter: once, anna: talk.anna }, bram: talk.bram, talk };
}

async function alone(talk: Talk, purpose: "own" | "file" | "notebook"): Promise<World> {
	const founding = purpose === "file" ? { purpose, roster: talk.point } : { purpose };
	const place = { instance: talk.instance, conversation: newId(), id: newId() };
	const writer = purpose === "notebook" ? talk.reporter : talk.anna;
	const { state } = await buildCreate(place, founding, writer, []);
	return { state, writers: { reporter: talk.reporter, anna: talk.anna }, bram: talk.bram, talk };
}

beforeAll(async () => {
	const talk = await newTalk(throwawayKeys, [say("look-out", { text: "" })]);
	const writers = { reporter: talk.reporter, anna: talk.anna };
	const state = withSeals(await talk.shelf.read(), [talk.anna]);
	const seeds = await talk.shelf.seedsOf(talk.reporter);
	const after = async (steps: Step[]) =>
		(await buildAppend(state, seeds, talk.reporter, steps)).state;
	const base = { writers, bram: talk.bram, talk };
	worlds.set("open", { ...base, state });
	worlds.set("closed", { ...base, state: await after([{ id: newId(), do: "close" }]) });
	worlds.set("withdrawn", { ...base, state: await after([{ id: newId(), do: "withdraw" }]) });
	const spare = await newColleague(talk.instance, "Cleo Demo");
	const joined = { ...base, state };
	const waiting = await put(joined, "reporter", bodyOf("join", joined, "reporter", spare));
	worlds.set("an epoch is due", { ...base, state: waiting });
	worlds.set("one-time key", await forCaller(talk));
	worlds.set("own", await alone(talk, "own"));
	worlds.set("file", await alone(talk, "file"));
	const notebook = await alone(talk, "notebook");
	worlds.set("notebook", notebook);
	const withdrawn = await put(notebook, "reporter", { kind: "withdraw" });
	worlds.set("withdrawn notebook", { ...notebook, state: withdrawn });
});

function placeOf(state: LogState): Place {
	const { instance, conversation, length, head } = state;
	return { instance, conversation, id: newId(), seq: length, prev: head };
}

function epochBody(state: LogState): EventBody {
	const epoch = state.epoch + 1;
	const participants = [...state.members]
		.sort((a, b) => (a.person < b.person ? -1 : 1))
		.map(({ person, role, sign, from }) => ({
			person,
			role,
			sign,
			envelope: "0".repeat(64),
			from: from || epoch,
		}));
	return { kind: "epoch", epoch, commitment: "0".repeat(64), participants };
}

function bodyOf(kind: string, world: World, actor: Actor, newcomer: Colleague): EventBody {
	const { reporter, anna } = world.writers;
	const self = world.writers[actor].me;
	const other = actor === "reporter" ? anna.me : reporter.me;
	const { sign, seal } = newcomer.keys;
	switch (kind) {
		case "epoch":
			return epochBody(world.state);
		case "join": {
			const ground = actor === "reporter" ? "reporter" : "spoken";
			const { point: roster } = world.talk;
			return { kind, person: newcomer.me, role: "counsellor", sign, seal, roster, ground };
		}
		case "leave":
			return { kind, person: self };
		case "leave of another":
			return { kind: "leave", person: other };
		case "replace-key":
			return { kind, person: self, sign, seal, proof: "" };
		case "replace-key of another":
			return { kind: "replace-key", person: other, sign, seal, proof: "" };
		case "rejoin":
			return { kind, person: reporter.me, sign, seal };
		default:
			return { kind: kind as "close" };
	}
}

async function put(world: World, actor: Actor, body: EventBody): Promise<LogState> {
	const { me, keys } = world.writers[actor];
	const place = placeOf(world.state);
	let whole = body;
	if (body.kind === "replace-key") {
		const { person, sign, seal } = body;
		const secret = world.bram.keys.signSecret;
		whole = { ...body, proof: await replaceKeyProof(secret, me, place, { person, sign, seal }) };
	}
	const bytes = await makeEvent(keys.signSecret, me, place, whole);
	return verifyItems(world.state, [{ bytes, header: null, day: DAY }]);
}

/** Who may, in the words of docs/protocol.md 5.3: R the reporter, A the counsellor. */
const TABLE: Record<string, Record<string, string>> = {
	open: {
		epoch: "RA",
		join: "R",
		leave: "RA",
		"leave of another": "R",
		"replace-key": "RA",
		"replace-key of another": "",
		rejoin: "A",
		close: "RA",
		reopen: "",
		withdraw: "R",
		restore: "",
	},
	closed: {
		epoch: "RA",
		join: "",
		leave: "RA",
		"leave of another": "R",
		"replace-key": "RA",
		"replace-key of another": "",
		rejoin: "A",
		close: "",
		reopen: "RA",
		withdraw: "R",
		restore: "",
	},
	withdrawn: {
		epoch: "",
		join: "",
		leave: "",
		"leave of another": "",
		"replace-key": "",
		rejoin: "",
		close: "",
		reopen: "",
		withdraw: "",
		restore: "R",
	},
	"an epoch is due": {
		epoch: "RA",
		join: "R",
		leave: "RA",
		"leave of another": "R",
		"replace-key": "RA",
		rejoin: "A",
		close: "",
		reopen: "",
		withdraw: "",
		restore: "",
	},
	"one-time key": {
		epoch: "RA",
		join: "A",
		leave: "RA",
		"leave of another": "A",
		"replace-key": "RA",
		"replace-key of another": "",
		rejoin: "A",
		close: "RA",
		reopen: "",
		withdraw: "",
		restore: "",
	},
	own: {
		epoch: "A",
		join: "",
		leave: "",
		"replace-key": "A",
		rejoin: "",
		close: "A",
		withdraw: "",
	},
	file: {
		epoch: "A",
		join: "A",
		leave: "A",
		"replace-key": "A",
		rejoin: "",
		close: "A",
		withdraw: "",
	},
	notebook: {
		epoch: "R",
		join: "",
		leave: "R",
		"replace-key": "R",
		rejoin: "",
		close: "",
		reopen: "",
		withdraw: "R",
	},
	"withdrawn notebook": {
		epoch: "",
		leave: "",
		"replace-key": "",
		restore: "R",
	},
};
const LINES = Object.entries(TABLE).flatMap(([world, kinds]) =>
	Object.entries(kinds).flatMap(([kind, who]) =>
		(["reporter", "anna"] as const).map((actor) => {
			const letter = actor === "reporter" ? "R" : "A";
			return { world, kind, actor, allowed: who.includes(letter) };
		}),
	),
);

describe("M22 who may write what", () => {
	test.each(LINES)(
		"$world: $kind by $actor: $allowed",
		async ({ world: name, kind, actor, allowed }) => {
			const world = worlds.get(name) as World;
			const state = await put(world, actor, bodyOf(kind, world, actor, world.bram));
			expect(state.refusals.map((refusal) => refusal.code)).toEqual(
				allowed ? [] : [expect.stringMatching(/^(not-allowed|unknown-author)$/)],
			);
			expect(state.halted).toBe(!allowed);
			expect(state.length).toBe(world.state.length + (allowed ? 1 : 0));
		},
	);

	test("somebody who takes no part writes nothing", async () => {
		const world = worlds.get("open") as World;
		const stranger = { ...world, writers: { reporter: world.bram, anna: world.bram } };
		for (const kind of Object.keys(TABLE.open ?? {})) {
			const state = await put(stranger, "anna", bodyOf(kind, world, "anna", world.bram));
			expect(state.refusals[0]?.code).toBe("unknown-author");
		}
	});

	test("a participant can't sign for another", async () => {
		const world = worlds.get("open") as World;
		const { reporter, anna } = world.writers;
		const disguised = {
			...world,
			writers: { ...world.writers, reporter: { ...reporter, keys: anna.keys } },
		};
		const state = await put(disguised, "reporter", { kind: "withdraw" });
		expect(state.refusals[0]?.code).toBe("bad-signature");
	});
});

describe("M22 epochs name exactly those who take part", () => {
	type Listed = Extract<EventBody, { kind: "epoch" }>;
	const changed: [string, (body: Listed, world: World) => Listed][] = [
		["one left out", (body) => ({ ...body, participants: body.participants.slice(1) })],
		["one twice", (body) => ({ ...body, participants: body.participants.flatMap((p) => [p, p]) })],
		["unsorted", (body) => ({ ...body, participants: [...body.participants].reverse() })],
		[
			"a stranger's key",
			(body, { bram }) => ({
				...body,
				participants: body.participants.map((p, i) =>
					i === 0 ? { ...p, sign: bram.keys.sign } : p,
				),
			}),
		],
		[
			"a stranger more",
			(body, { bram }) => ({
				...body,
				participants: [
					...body.participants,
					{
						person: bram.me,
						role: "counsellor" as const,
						sign: bram.keys.sign,
						envelope: "0".repeat(64),
						from: 1,
					},
				].sort((a, b) => (a.person < b.person ? -1 : 1)),
			}),
		],
		["a number skipped", (body) => ({ ...body, epoch: body.epoch + 1 })],
		["the same number", (body) => ({ ...body, epoch: body.epoch - 1 })],
		[
			"seeds taken away",
			(body) => ({
				...body,
				participants: body.participants.map((p, i) => (i === 0 ? { ...p, from: body.epoch } : p)),
			}),
		],
	];
	test.each(changed)("%s", async (_, change) => {
		const world = worlds.get("open") as World;
		const state = await put(world, "reporter", change(epochBody(world.state) as Listed, world));
		expect(state.halted).toBe(true);
		expect(state.refusals[0]?.code).toMatch(/^(not-allowed|wrong-epoch)$/);
	});

	test("who lacks seeds that others keep makes no epoch, and loses them nothing", async () => {
		const talk = await newTalk(throwawayKeys, [say("message", { text: "Eerst dit." })]);
		const { bram, shelf, reporter, anna } = talk;
		const { sign, seal } = bram.keys;
		const join = {
			id: newId(),
			do: "join",
			person: bram.me,
			sign,
			seal,
			roster: talk.point,
		} as const;
		await shelf.write(reporter, [{ ...join, ground: "reporter", history: false }], [anna]);
		expect([...(await shelf.seedsOf(bram)).keys()]).toEqual([2]);
		expect([...(await shelf.seedsOf(anna)).keys()]).toEqual([1, 2]);
		await shelf.write(anna, [{ id: newId(), do: "leave", person: anna.me }]);
		await expect(shelf.write(bram, [say("message", { text: "?" })])).rejects.toThrow("seeds");
		await shelf.write(reporter, [say("message", { text: "Ik ben er." })]);
		expect([...(await shelf.seedsOf(reporter)).keys()]).toEqual([1, 2, 3]);
		expect([...(await shelf.seedsOf(bram)).keys()]).toEqual([2, 3]);
	});

	test("a new key is proven by its owner", async () => {
		const world = worlds.get("open") as World;
		const stolen = { ...world, bram: { ...world.bram, keys: await throwawayKeys() } };
		const state = await put(stolen, "anna", bodyOf("replace-key", world, "anna", world.bram));
		expect(state.refusals[0]?.code).toBe("bad-signature");
	});

	test("a new key is another one", async () => {
		const world = worlds.get("open") as World;
		const same = { ...world, bram: { ...world.bram, keys: world.writers.anna.keys } };
		const state = await put(same, "anna", bodyOf("replace-key", world, "anna", same.bram));
		expect(state.refusals[0]?.code).toBe("not-allowed");
	});

	test("nobody stands in for two", async () => {
		const world = worlds.get("open") as World;
		const { anna } = world.writers;
		const double = { ...world.bram, keys: anna.keys };
		const twice = await put(world, "reporter", bodyOf("join", world, "reporter", double));
		expect(twice.refusals[0]?.code).toBe("not-allowed");
		const again = await put(
			world,
			"reporter",
			bodyOf("join", world, "reporter", { ...world.bram, me: anna.me }),
		);
		expect(again.refusals[0]?.code).toBe("not-allowed");
	});
});

describe("M22 who begins a notebook", () => {
	const { sign, seal } = { sign: "A".repeat(43), seal: "A".repeat(1622) };
	const whole: EventBody = {
		kind: "create",
		purpose: "notebook",
		role: "reporter",
		sign,
		seal,
		roster: null,
		counsellor: null,
		intake: null,
	};
	const wrong: [string, (talk: Talk) => Partial<Extract<EventBody, { kind: "create" }>>][] = [
		["a counsellor", () => ({ role: "counsellor" })],
		["with a roster", ({ point }) => ({ roster: point })],
		["with somebody in it", ({ anna }) => ({ counsellor: { person: anna.me, sign } })],
		["a reporter an own log", () => ({ purpose: "own" })],
	];
	test.each(wrong)("not %s", async (_, change) => {
		const { talk } = worlds.get("open") as World;
		const { me, keys } = talk.reporter;
		const place = { instance: talk.instance, conversation: newId(), id: newId(), seq: 0, prev: "" };
		const mine = { ...whole, sign: keys.sign, seal: keys.seal };
		const bytes = await makeEvent(keys.signSecret, me, place, { ...mine, ...change(talk) });
		const empty = emptyLog(place.instance, place.conversation);
		const state = await verifyItems(empty, [{ bytes, header: null, day: DAY }]);
		expect(state.refusals[0]?.code).toMatch(/^(not-allowed|bad-shape)$/);
	});
});
