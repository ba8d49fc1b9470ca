/** Bad lines: nothing is lost, nothing is doubled. */

import assert from "node:assert/strict";
import { counting, goneFor, losingAnswers, withLapsedToken } from "./faults";
import { begin, codeOf, message, reporterOf, texts, type World } from "./world";

const megabyte = 1024 * 1024;

/** The answers to creating and to writing are lost: everything is there once. */
export async function answerLost(world: World): Promise<void> {
	const seen: boolean[] = [];
	const { calls, fetch } = counting(
		losingAnswers("conversations/create", 2, losingAnswers("conversations/append", 3)),
	);
	const told = { fetch, waiting: (is: boolean) => seen.push(is) };
	const { reporter, conversation, phrase } = await begin(world, "een keer", told);
	await reporter.write(conversation, [message("ook een keer")]);
	assert.equal(calls.get("conversations/create"), 3);
	assert.equal(calls.get("conversations/append"), 4);
	assert.deepEqual(seen, [true, false, true, false]);
	const { conversations } = await reporterOf(world).signIn(phrase);
	assert.equal(conversations.length, 1);
	assert.deepEqual(texts(conversations[0]), ["een keer", "ook een keer"]);
}

/** The line is gone before the request leaves: it goes by itself when the line is back. */
export async function lineGone(world: World): Promise<void> {
	const fetch = goneFor("conversations/append", 4);
	const { reporter, conversation } = await begin(world, "a", { fetch });
	const view = await reporter.write(conversation, [message("b")]);
	assert.deepEqual(texts(view), ["a", "b"]);
}

/** Locking ends what is being repeated. */
export async function lockEndsWaiting(world: World): Promise<void> {
	const fetch = goneFor("conversations/append", Number.POSITIVE_INFINITY);
	const { reporter, conversation } = await begin(world, "a", { fetch });
	const writing = codeOf(reporter.write(conversation, [message("b")]));
	await new Promise((resolve) => setTimeout(resolve, 100));
	await reporter.lock();
	assert.equal(await writing, "locked");
}

/** Reporter on two devices and counsellor on two devices, all at the same moment. */
export async function twoDevicesAtOnce(world: World): Promise<void> {
	const { reporter, phrase, conversation } = await begin(world, "0");
	const other = reporterOf(world);
	await other.signIn(phrase);
	await world.anna.session.open(conversation);
	const numbers = ["1", "2", "3", "4"];
	await Promise.all(
		[reporter, other, world.anna.session].flatMap((device, at) =>
			numbers.map((number) => device.write(conversation, [message(`${at}-${number}`)])),
		),
	);
	const view = await reporter.refresh(conversation);
	const expected = [0, 1, 2].flatMap((at) => numbers.map((number) => `${at}-${number}`));
	assert.deepEqual(texts(view).sort(), ["0", ...expected].sort());
	assert.deepEqual(
		view.refusals.filter(({ code }) => code !== "stale-head"),
		[],
	);
}

/** Pieces and answers get lost on the way; the file arrives whole. */
export async function uploadResumed(world: World): Promise<void> {
	const fetch = losingAnswers(
		"uploads/chunk",
		2,
		goneFor("uploads/chunk", 2, losingAnswers("uploads/start", 1)),
	);
	const { reporter, conversation } = await begin(world, "met bestand", { fetch });
	const bytes = crypto.getRandomValues(new Uint8Array(65_536));
	const blob = new Blob(
		Array.from({ length: 60 }, () => bytes),
		{ type: "image/png" },
	);
	const told: { done: number; waiting: boolean }[] = [];
	const file = { name: "foto 📷 \u202egnp.png", blob, stripped: true };
	const view = await reporter.sendFile(conversation, file, ({ done, waiting }) =>
		told.push({ done, waiting }),
	);
	assert.ok(told.some(({ waiting }) => waiting));
	assert.ok((told.at(-1)?.done ?? 0) >= 3.75 * megabyte);
	const statement = view.statements.at(-1);
	assert.equal(statement?.content.name, file.name);
	await world.anna.session.open(conversation);
	const fetched = await world.anna.session.readFile(conversation, statement?.id ?? "");
	assert.deepEqual(Buffer.from(await fetched.arrayBuffer()), Buffer.from(await blob.arrayBuffer()));
	assert.equal(fetched.type, "image/png");
}

/** Empty and oversized files are refused before anything is sent. */
export async function filesOutOfBounds(world: World): Promise<void> {
	const { reporter, conversation } = await begin(world);
	const send = (blob: Blob) =>
		codeOf(reporter.sendFile(conversation, { name: "a", blob, stripped: false }));
	assert.equal(await send(new Blob([])), "file-empty");
	const piece = new Uint8Array(101 * 10_000);
	const big = new Blob(Array.from({ length: 100 }, () => piece));
	assert.equal(await send(big), "file-too-large");
}

/** More text than fits: refused by the client, and the conversation goes on. */
export async function textTooLong(world: World): Promise<void> {
	const { reporter, conversation } = await begin(world, "a");
	const code = await codeOf(reporter.write(conversation, [message("x".repeat(1_000_000))]));
	assert.equal(code, "text-too-long");
	assert.deepEqual(texts(await reporter.write(conversation, [message("b")])), ["a", "b"]);
}

/** The token ran out: signed in again without a word. */
export async function tokenLapsed(world: World): Promise<void> {
	const fetch = withLapsedToken(
		"conversations/append",
		1,
		withLapsedToken("conversations/read", 1),
	);
	const { reporter, conversation } = await begin(world, "a", { fetch });
	assert.deepEqual(texts(await reporter.write(conversation, [message("b")])), ["a", "b"]);
}

/** The clock of the device is a day off, either way. */
export async function clockOff(world: World): Promise<void> {
	for (const hours of [-25, 25]) {
		const now = () => new Date(Date.now() + hours * 3_600_000);
		const { phrase, view } = await begin(world, "a", { now });
		assert.deepEqual(view.refusals, []);
		const { conversations } = await reporterOf(world, { now }).signIn(phrase);
		assert.deepEqual(conversations[0]?.refusals, []);
		assert.equal(conversations[0]?.writable, true);
	}
}
