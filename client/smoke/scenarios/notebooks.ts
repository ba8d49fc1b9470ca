/** A reporter's notebook: several devices, a bad line, another phrase, and its end. */

import assert from "node:assert/strict";
import { notebookOf } from "../../casework/notebook";
import type { ConversationView, Draft } from "../../protocol/api";
import { losingAnswers } from "./faults";
import { begin, codeOf, reporterOf, type World } from "./world";

function note(text: string): Draft {
	return { kind: "own-note", content: { instead: "", on: "", text } };
}

function notes(view: ConversationView | null): string[] {
	return notebookOf(view)
		.notes.map(({ now }) => now.text)
		.sort();
}

/** Neither has read of the other's: the index names one, and both write in it. */
export async function notebookOfTwoDevices(world: World): Promise<void> {
	const { reporter, phrase } = await begin(world);
	const other = reporterOf(world);
	assert.equal((await other.signIn(phrase)).notebook, null);
	const [mine, theirs] = await Promise.all([
		reporter.write("", [note("hier")]),
		other.write("", [note("daar")]),
	]);
	assert.equal(mine.conversation, theirs.conversation);
	const { notebook, conversations } = await reporterOf(world).signIn(phrase);
	assert.deepEqual(notes(notebook), ["daar", "hier"]);
	assert.equal(conversations.length, 1);
}

/** The answer to the first note is lost, and nothing is written twice. */
export async function notebookBegunOnce(world: World): Promise<void> {
	const fetch = losingAnswers("conversations/create", 2);
	const { phrase } = await begin(world);
	const device = reporterOf(world, { fetch });
	await device.signIn(phrase);
	await device.write("", [note("een keer")]);
	assert.deepEqual(notes((await reporterOf(world).signIn(phrase)).notebook), ["een keer"]);
}

/** With other words the notes are there, and the counsellor who opens the conversation sees none. */
export async function notebookUnderAnotherPhrase(world: World): Promise<void> {
	const { reporter, phrase, conversation } = await begin(world);
	const { conversation: own } = await reporter.write("", [note("van mij")]);
	const next = await reporter.makePhrase("nl");
	const { notebook } = await reporter.replacePhrase();
	assert.deepEqual(notes(notebook), ["van mij"]);
	assert.deepEqual(notes(await reporter.write(own, [note("nog een")])), ["nog een", "van mij"]);
	assert.equal(await codeOf(reporterOf(world).signIn(phrase)), "wrong-phrase");
	const back = await reporterOf(world).signIn(next.join(" "));
	assert.deepEqual(notes(back.notebook), ["nog een", "van mij"]);
	const { session } = world.anna;
	assert.equal((await session.open(conversation)).statements.length, 4);
	const listed = await session.sync();
	assert.equal(
		listed.some((one) => one.conversation === own),
		false,
	);
	assert.notEqual(await codeOf(session.open(own)), "");
}

/** One note is destroyed: nobody reads it again, and nothing is missed. */
export async function noteDestroyed(world: World): Promise<void> {
	const { reporter, phrase } = await begin(world);
	const view = await reporter.write("", [note("weg"), note("blijft")]);
	const items = notebookOf(view).notes.flatMap(({ now }) => (now.text === "weg" ? now.id : []));
	await reporter.write(view.conversation, [{ kind: "own-note-gone", content: { items } }], items);
	const { notebook } = await reporterOf(world).signIn(phrase);
	assert.deepEqual(notes(notebook), ["blijft"]);
	assert.equal(notebookOf(notebook).missing, 0);
	assert.equal(notebook?.statements.filter(({ state }) => state === "destroyed").length, 1);
}

/** Left for good, and begun anew: another one, of which the old one's device hears at its return. */
export async function notebookLeft(world: World): Promise<void> {
	const { reporter, phrase } = await begin(world);
	const first = await reporter.write("", [note("eerste")]);
	await reporter.leave(first.conversation);
	const second = await reporter.write("", [note("tweede")]);
	assert.notEqual(second.conversation, first.conversation);
	const again = await reporterOf(world).signIn(phrase);
	assert.deepEqual(notes(again.notebook), ["tweede"]);
	assert.deepEqual(again.lost, []);
	await reporter.leave(second.conversation);
	const after = await reporterOf(world).signIn(phrase);
	assert.deepEqual([after.notebook, after.lost, after.conversations.length], [null, [], 1]);
}
