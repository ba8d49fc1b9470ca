/**
 * A counsellor without a screen, for journeys of the reporter: the real session over the real
 * line. Reads one JSON command a line, answers with one JSON line.
 */

import { createInterface } from "node:readline";
import { Browser } from "../../client/node/browser";
import { wordLists } from "../../client/node/words";
import type { CounsellorWorker, Draft, Profile } from "../../client/protocol/api";
import { makeCounsellor } from "../../client/protocol/session/index";
import { acceptInvitation } from "../../client/smoke/account";

interface Command {
	do: string;
	origin: string;
	invitation: string;
	organisation: string;
	profile: Profile;
	availability: { [name: string]: string | number | { nl: string; en: string } };
	conversation: string;
	statements: Draft[];
	cookies: { name: string; value: string }[];
	words: string;
	/** By how much this device's clock is ahead. */
	days?: number;
}

let session: CounsellorWorker | null = null;

function counsellor(): CounsellorWorker {
	if (session === null) throw new Error("enter first");
	return session;
}

async function organisationId(slug: string): Promise<string> {
	const me = await counsellor().me();
	const found = me.organisations.find((one) => one.slug === slug);
	if (found === undefined) throw new Error(`no counsellor of ${slug}`);
	return found.id;
}

async function enter(command: Command): Promise<object> {
	const { browser } = await acceptInvitation(command.origin, command.invitation);
	const lists = await wordLists();
	session = makeCounsellor({
		origin: command.origin,
		words: async (language) => lists[language],
		fetch: (browser as Browser).fetch,
		csrf: (browser as Browser).csrf,
	});
	await session.makeKeys("nl");
	await session.keepKeys({ passphrase: null, prf: null, label: "" });
	await session.sendCard(await organisationId(command.organisation), command.profile, null);
	return await session.me();
}

/** Everything that stands in the own log of somebody who is signed in elsewhere. */
async function readOwnOf(command: Command): Promise<object> {
	const session = await unlockedAs(command);
	const begun = performance.now();
	const view = await session.own();
	return { ...view, took: performance.now() - begun };
}

async function unlockedAs({
	origin,
	cookies,
	words,
	days = 0,
}: Command): Promise<CounsellorWorker> {
	const browser = new Browser(origin);
	for (const { name, value } of cookies) browser.take(name, value);
	const lists = await wordLists();
	const other = makeCounsellor({
		origin,
		words: async (language) => lists[language],
		fetch: browser.fetch,
		csrf: browser.csrf,
		now: () => new Date(Date.now() + days * 86_400_000),
	});
	await other.unlockWithPassphrase(words);
	return other;
}

async function admitAll(slug: string): Promise<object> {
	const id = await organisationId(slug);
	const waiting = (await counsellor().pendingCards()).filter((one) => one.organisation === id);
	for (const card of waiting) await counsellor().admit(card);
	return { admitted: waiting.length };
}

async function carryOut(command: Command): Promise<unknown> {
	switch (command.do) {
		case "enter":
			return enter(command);
		case "own-of":
			return readOwnOf(command);
		case "sit-down":
			session = await unlockedAs(command);
			return {};
		case "write-own":
			return (await counsellor().writeOwn(command.statements)).length;
		case "tidy-own":
			return (await counsellor().tidyOwn()) ?? {};
		case "admit":
			return admitAll(command.organisation);
		case "me":
			await counsellor().sync();
			return counsellor().me();
		case "available": {
			const id = await organisationId(command.organisation);
			return (await counsellor().setAvailability(id, command.availability)) ?? {};
		}
		case "list":
			return counsellor().sync();
		case "open":
			return counsellor().open(command.conversation);
		case "write":
			return counsellor().write(command.conversation, command.statements);
		case "close":
			return counsellor().close(command.conversation, command.statements);
		case "open-for-caller": {
			const id = await organisationId(command.organisation);
			return counsellor().createForCaller(id, command.statements, "nl");
		}
		case "file": {
			const view = await counsellor().open(command.conversation);
			const file = view.statements.filter((one) => one.kind === "file").at(-1);
			const blob = await counsellor().readFile(command.conversation, file?.id ?? "");
			return { bytes: Buffer.from(await blob.arrayBuffer()).toString("base64") };
		}
		default:
			throw new Error(`no command ${command.do}`);
	}
}

for await (const line of createInterface({ input: process.stdin })) {
	try {
		const result = await carryOut(JSON.parse(line) as Command);
		process.stdout.write(`${JSON.stringify({ result })}\n`);
	} catch (error) {
		process.stdout.write(`${JSON.stringify({ error: String(error) })}\n`);
	}
}
process.exit(0);
