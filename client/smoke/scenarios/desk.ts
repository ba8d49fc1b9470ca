/** The counsellor's side: opening little by little, ends, case files, a second device. */

import assert from "node:assert/strict";
import { makeCounsellor } from "../../protocol/session/index";
import { settingsFor } from "../desk";
import { losingAnswers } from "./faults";
import { begin, codeOf, message, quickly, reporterOf, texts, type World } from "./world";

/** Only the card who it is about is opened; declining leaves the story sealed. */
export async function declined(world: World): Promise<void> {
	const { session } = world.anna;
	const { conversation, phrase } = await begin(world, "het verhaal");
	const view = await session.open(conversation, [4]);
	assert.deepEqual(
		view.statements.map(({ state }) => state),
		["sealed", "sealed", "ok", "sealed"],
	);
	await session.leave(conversation, [{ kind: "decline", content: {} }]);
	assert.equal(await codeOf(session.open(conversation)), "not-found");
	const { conversations } = await reporterOf(world).signIn(phrase);
	assert.deepEqual(
		conversations[0]?.participants.map(({ role }) => role),
		["reporter"],
	);
	assert.equal(conversations[0]?.statements.at(-1)?.kind, "decline");
}

/** Leaving although the answer to it is lost. */
export async function leftOnABadLine(world: World): Promise<void> {
	const { anna, origin } = world;
	const { conversation } = await begin(world);
	const fetch = losingAnswers("conversations/append", 1, anna.browser.fetch);
	const other = makeCounsellor({ ...settingsFor(origin, anna.browser), fetch, pause: quickly });
	await other.unlockWithPassphrase(anna.account.passphrase);
	await other.leave(conversation, []);
	await other.lock();
	assert.equal(await codeOf(anna.session.open(conversation)), "not-found");
}

/** Another counsellor instead, with what was said before, or without it. */
export async function counsellorChanged(world: World): Promise<void> {
	const { anna, bram } = world;
	for (const withHistory of [true, false]) {
		const { reporter, conversation } = await begin(world, "voor Anna");
		const change = { remove: [anna.me.person], add: bram.me.person, withHistory, roster: "" };
		await reporter.changeCounsellor(conversation, change);
		await reporter.write(conversation, [message("voor Bram")]);
		const view = await bram.session.open(conversation);
		assert.deepEqual(texts(view), withHistory ? ["voor Anna", "voor Bram"] : ["voor Bram"]);
		assert.equal(await codeOf(anna.session.open(conversation)), "not-found");
		await bram.session.write(conversation, [message("dag")]);
	}
}

/** Withdrawn: gone for the counsellor at once, and back again while it can be undone. */
export async function withdrawn(world: World): Promise<void> {
	const { session } = world.anna;
	const { reporter, conversation } = await begin(world, "spijt");
	await session.open(conversation);
	const view = await reporter.withdraw(conversation);
	assert.equal(view.state, "withdrawn");
	assert.notEqual(view.destroyOn, "");
	assert.equal(await codeOf(session.open(conversation)), "not-found");
	await session.sync();
	const back = await reporter.restore(conversation);
	assert.equal(back.state, "open");
	assert.deepEqual(texts(await session.open(conversation)), ["spijt"]);
}

/** Closed with a last word; the reporter's next word opens it again. */
export async function closedAndReopened(world: World): Promise<void> {
	const { session } = world.anna;
	const { reporter, conversation } = await begin(world, "a");
	const last = { kind: "closing", content: { text: "Dag.", reason: "together", again: true } };
	const closed = await session.close(conversation, [last]);
	assert.equal(closed.state, "closed");
	assert.notEqual(closed.destroyOn, "");
	const view = await reporter.write(conversation, [message("b")]);
	assert.deepEqual([view.state, view.destroyOn], ["open", ""]);
	const changed = await session.sync();
	assert.ok(changed.some((one) => one.conversation === conversation && one.state === "open"));
}

/** A case file is in the index of the own log, and a second device finds and opens it. */
export async function caseFileOnASecondDevice(world: World): Promise<void> {
	const { anna, origin } = world;
	const content = {
		nickname: "Kastanje",
		organisation: anna.organisation.id,
		conversation: "",
		opened: "2026-11-02",
		channel: "phone",
	};
	const file = await anna.session.createFile(anna.organisation.id, [{ kind: "case", content }]);
	const other = makeCounsellor({ ...settingsFor(origin, anna.browser), pause: quickly });
	assert.equal(await codeOf(other.open(file.conversation)), "locked");
	assert.equal(
		await codeOf(other.unlockWithPassphrase("niet de goede woorden")),
		"wrong-passphrase",
	);
	await other.unlockWithPassphrase(anna.account.passphrase.toUpperCase());
	const listed = await other.sync();
	assert.ok(listed.some((one) => one.conversation === file.conversation && one.purpose === "file"));
	const index = (await other.own()).statements.filter(({ kind }) => kind === "case-index");
	assert.ok(index.some((one) => one.content.file === file.conversation));
	const view = await other.open(file.conversation);
	assert.equal(view.statements[0]?.content.nickname, "Kastanje");
	await other.lock();
}

/** Keys: a passkey added, the words replaced, the passkey taken away again. */
export async function unlockers(world: World): Promise<void> {
	const { bram, origin } = world;
	const fetch = losingAnswers("me/keys", 1, bram.browser.fetch);
	const one = makeCounsellor({ ...settingsFor(origin, bram.browser), fetch, pause: quickly });
	await one.unlockWithPassphrase(bram.account.passphrase);
	const prf = crypto.getRandomValues(new Uint8Array(32)).buffer;
	const me = await one.addPasskey(prf, "Telefoon");
	assert.deepEqual(me.unlockers.map(({ type }) => type).sort(), ["passkey", "recovery", "words"]);
	await one.lock();
	await one.unlockWithPrf(prf);
	const { words } = await one.newPassphrase(null, "en");
	await one.lock();
	assert.equal(await codeOf(one.unlockWithPassphrase(bram.account.passphrase)), "wrong-passphrase");
	await one.unlockWithPassphrase(words.join(" "));
	await one.lock();
	await one.unlockWithPrf(prf);
	assert.equal(await one.unlocked(), true);
	const ids = me.unlockers.filter(({ type }) => type === "passkey").map(({ id }) => id);
	assert.equal(await codeOf(one.removePasskeys(ids, "niet deze")), "wrong-passphrase");
	const left = await one.removePasskeys(ids, words.join(" "));
	assert.deepEqual(left.unlockers.map(({ type }) => type).sort(), ["recovery", "words"]);
	await one.lock();
	assert.equal(await codeOf(one.unlockWithPrf(prf)), "wrong-passphrase");
	await one.unlockWithPassphrase(words.join(" "));
	await one.lock();
	bram.account.passphrase = words.join(" ");
}
