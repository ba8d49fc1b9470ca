/** Return phrases: wrong ones, handed over ones, lost ones, replaced ones. */

import assert from "node:assert/strict";
import { losingAnswers } from "./faults";
import { begin, codeOf, message, reporterOf, texts, type World } from "./world";

/** Ten wrong phrases are all answered alike, and the right one still works. */
export async function wrongTenTimes(world: World): Promise<void> {
	const { phrase } = await begin(world, "terug");
	const device = reporterOf(world);
	const codes = new Set<string>();
	for (let i = 0; i < 10; i++)
		codes.add(await codeOf(device.signIn((await device.makePhrase("nl")).join(" "))));
	assert.deepEqual([...codes], ["wrong-phrase"]);
	assert.equal(await codeOf(device.signIn("een twee drie")), "incomplete-phrase");
	const { conversations, days } = await device.signIn(phrase.toUpperCase().replaceAll(" ", ",  "));
	assert.deepEqual(texts(conversations[0]), ["terug"]);
	assert.equal(days.length, 1);
}

/** A second conversation under the same phrase; both come back. */
export async function twoConversations(world: World): Promise<void> {
	const { reporter, phrase } = await begin(world, "eerste");
	const { roster } = world.anna.organisation;
	await reporter.create({
		roster,
		counsellor: world.bram.me.person,
		statements: [message("tweede")],
		files: [],
		withPhrase: true,
	});
	const { conversations } = await reporterOf(world).signIn(phrase);
	assert.deepEqual(conversations.map(texts), [["eerste"], ["tweede"]]);
}

/** Replaced while the answer is lost: the new one opens everything, the old one nothing. */
export async function replaced(world: World): Promise<void> {
	const { phrase, conversation } = await begin(world, "voor");
	const device = reporterOf(world, { fetch: losingAnswers("phrase/replace", 1) });
	await device.signIn(phrase);
	const next = await device.makePhrase("en");
	const { conversations, oneTime } = await device.replacePhrase();
	assert.equal(oneTime, false);
	assert.deepEqual(texts(conversations[0]), ["voor"]);
	await device.write(conversation, [message("na")]);
	assert.equal(await codeOf(reporterOf(world).signIn(phrase)), "wrong-phrase");
	const again = await reporterOf(world).signIn(next.join(" "));
	assert.deepEqual(texts(again.conversations[0]), ["voor", "na"]);
	assert.deepEqual(again.lost, []);
}

/** What was withdrawn stays behind, also when there is nothing else; the old words can't undo it. */
export async function replacedAfterWithdrawing(world: World): Promise<void> {
	const { reporter, phrase, conversation } = await begin(world, "ingetrokken");
	await reporter.withdraw(conversation);
	const next = await reporter.makePhrase("nl");
	const { conversations, lost } = await reporter.replacePhrase();
	assert.deepEqual([conversations, lost], [[], []]);
	assert.equal(await codeOf(reporterOf(world).signIn(phrase)), "wrong-phrase");
	const again = await reporterOf(world).signIn(next.join(" "));
	assert.deepEqual(again.conversations, []);
}

/** Out of one of two, then of the last: what was said stays with Anna, and the phrase is gone. */
export async function leftForGood(world: World): Promise<void> {
	const fetch = losingAnswers("conversations/append", 1, losingAnswers("locator/forget", 1));
	const { reporter, phrase, conversation } = await begin(world, "blijft", { fetch });
	const { roster } = world.anna.organisation;
	const counsellor = world.bram.me.person;
	const statements = [message("tweede")];
	const second = { roster, counsellor, statements, files: [], withPhrase: true };
	const other = await reporter.create(second);
	await reporter.leave(conversation);
	const { conversations, lost } = await reporterOf(world).signIn(phrase);
	assert.deepEqual([conversations.map(texts), lost], [[["tweede"]], []]);
	const view = await world.anna.session.write(conversation, [message("tot ziens")]);
	assert.deepEqual(texts(view), ["blijft", "tot ziens"]);
	assert.deepEqual(
		view.participants.map(({ role }) => role),
		["counsellor"],
	);
	await reporter.leave(other.conversation);
	assert.equal(await codeOf(reporterOf(world).signIn(phrase)), "wrong-phrase");
}

/** Opened for a caller: the phrase must be replaced first, and works once. */
export async function oneTime(world: World): Promise<void> {
	const { anna } = world;
	const noted = {
		what: "about",
		content: { subjects: [], role: "self", minor: "" },
		form: "spoken",
		on: "2026-11-02",
	};
	const made = await anna.session.createForCaller(
		anna.organisation.id,
		[{ kind: "noted", content: noted }],
		"nl",
	);
	const device = reporterOf(world);
	const opened = await device.signIn(made.phrase.join(" "));
	assert.equal(opened.oneTime, true);
	assert.equal(opened.conversations[0]?.myKeyIsOneTime, true);
	const { conversation } = made.view;
	assert.equal(await codeOf(device.write(conversation, [message("nog niet")])), "one-time-phrase");
	const own = await device.makePhrase("nl");
	const replaced = await device.replacePhrase();
	assert.equal(replaced.conversations[0]?.myKeyIsOneTime, false);
	await device.write(conversation, [message("nu wel")]);
	assert.equal(await codeOf(reporterOf(world).signIn(made.phrase.join(" "))), "wrong-phrase");
	const { conversations } = await reporterOf(world).signIn(own.join(" "));
	assert.deepEqual(texts(conversations[0]), ["nu wel"]);
	assert.deepEqual(texts(await anna.session.open(conversation)), ["nu wel"]);
}

/** The phrase is lost, the counsellor recognises the reporter: the old one opens it no more. */
export async function rejoined(world: World): Promise<void> {
	const { anna } = world;
	const { phrase, conversation } = await begin(world, "voor het verlies");
	const { phrase: handed } = await anna.session.rejoin(conversation, "nl");
	const old = await reporterOf(world).signIn(phrase);
	assert.deepEqual([old.conversations.length, old.lost.length], [0, 1]);
	const device = reporterOf(world);
	const opened = await device.signIn(handed.join(" "));
	assert.equal(opened.oneTime, true);
	assert.deepEqual(texts(opened.conversations[0]), ["voor het verlies"]);
	await device.makePhrase("nl");
	await device.replacePhrase();
	const view = await device.write(conversation, [message("terug")]);
	assert.deepEqual(texts(view), ["voor het verlies", "terug"]);
}

/** A draft is opened by the phrase it was sealed with, and by no other. */
export async function draftKept(world: World): Promise<void> {
	const device = reporterOf(world);
	const words = await device.makePhrase("nl");
	const draft = { text: "half af", steps: [1, 2] };
	const sealed = await device.sealDraft(draft);
	assert.deepEqual(await reporterOf(world).openDraft(words.join(" "), sealed), draft);
	const other = (await device.makePhrase("nl")).join(" ");
	assert.equal(await codeOf(device.openDraft(other, sealed)), "wrong-phrase");
}

/** Nothing to come back to: the counsellor reads the number, nobody else can. */
export async function callMe(world: World): Promise<void> {
	const device = reporterOf(world);
	const { roster } = world.anna.organisation;
	await device.openRoster(roster);
	const content = { number: "06 0000 0000", when: "na zessen", language: "nl", name: "" };
	const { conversation } = await device.create({
		roster,
		counsellor: world.anna.me.person,
		statements: [{ kind: "call-me", content }],
		files: [],
		withPhrase: false,
	});
	const view = await world.anna.session.open(conversation);
	assert.deepEqual(view.statements[0]?.content, content);
	assert.equal(await codeOf(world.bram.session.open(conversation)), "not-found");
}
