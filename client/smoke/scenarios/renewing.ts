/** A counsellor's new keys: interrupted, gone on with elsewhere, and the old ones dead. */

import assert from "node:assert/strict";
import { makeCounsellor } from "../../protocol/session/index";
import { settingsFor } from "../desk";
import { begin, codeOf, message, quickly, reporterOf, texts, toAnna, type World } from "./world";

/** Conversations go on, what is begun meanwhile is sent anew, and the former keys open nothing. */
export async function keysRenewed(world: World): Promise<void> {
	const { anna, bram, origin } = world;
	const before = await begin(world, "van voor de nieuwe sleutels");
	const gone = await begin(world, "ingetrokken");
	const writer = reporterOf(world);
	await writer.openRoster(anna.organisation.roster);
	await anna.session.open(before.conversation);
	await gone.reporter.withdraw(gone.conversation);

	const stolen = makeCounsellor({ ...settingsFor(origin, anna.browser), pause: quickly });
	await stolen.unlockWithPassphrase(anna.account.passphrase);
	await stolen.open(before.conversation);

	const { session } = anna;
	const { words } = await session.makeKeys("nl");
	const now = await session.renewKeys(null);
	assert.deepEqual(
		[now.renewing, now.unlockers.map(({ type }) => type)],
		[true, ["words", "recovery"]],
	);
	// The tab is closed before anything else is done: another device goes on.
	await session.lock();
	assert.equal(
		await codeOf(session.unlockWithPassphrase(anna.account.passphrase)),
		"wrong-passphrase",
	);
	anna.account.passphrase = words.join(" ");
	await session.unlockWithPassphrase(anna.account.passphrase);
	assert.equal((await session.me()).renewing, true);
	assert.deepEqual(texts(await session.open(before.conversation)), ["van voor de nieuwe sleutels"]);
	assert.deepEqual(await session.renewal(), { left: 1 });

	// A page that read the list before sends to the new keys by itself.
	await writer.makePhrase("nl");
	const fresh = await writer.create(toAnna(world, "daarna"));
	assert.deepEqual(texts(await session.open(fresh.conversation)), ["daarna"]);
	await before.reporter.write(before.conversation, [message("ga door")]);
	assert.equal(texts(await session.open(before.conversation)).at(-1), "ga door");
	assert.notEqual((await stolen.open(before.conversation)).refusals.length, 0);
	assert.equal(await codeOf(stolen.open(fresh.conversation)), "");
	assert.deepEqual(texts(await stolen.open(fresh.conversation)), []);
	const seen = await bram.session.openRoster(anna.organisation.roster);
	const card = seen.counsellors.find(({ person }) => person === anna.me.person);
	assert.notEqual(card?.renewedOn, "");
	assert.equal(seen.counsellors.find(({ person }) => person === bram.me.person)?.renewedOn, "");

	// What comes back was under the former keys: they are kept for it, and go afterwards.
	await gone.reporter.restore(gone.conversation);
	assert.deepEqual(texts(await session.open(gone.conversation)), ["ingetrokken"]);
	assert.deepEqual(await session.renewal(), { left: 0 });
	assert.equal((await session.me()).renewing, false);
	assert.deepEqual(texts(await session.open(gone.conversation)), ["ingetrokken"]);
	await session.sync();
	await stolen.lock();
}
