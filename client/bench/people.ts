/**
 * People for measurements, by the real protocol code: `node people.mjs < task.json`.
 *
 * `town`: a counsellor with keys and a card, and a long conversation with somebody.
 * `starts`: requests that each begin a conversation, ready to be sent, in one file.
 */

import { openSync, readFileSync, writeSync } from "node:fs";
import type { Draft } from "../protocol/api";
import { joinParts, newId, random, utf8 } from "../protocol/bytes";
import { sealIndex } from "../protocol/index-blob";
import { indexKeyOf, locatorOf, reporterKeys } from "../protocol/reporter-keys";
import { currentMembers, pointOf } from "../protocol/roster";
import { appendMeta, appendParts, registrationOf } from "../protocol/session/appending";
import { Line } from "../protocol/session/http";
import { makeReporter } from "../protocol/session/index";
import { Rosters } from "../protocol/session/rosters";
import type { Instance } from "../protocol/session/settings";
import { withWork } from "../protocol/session/work";
import { buildCreate, type Step } from "../protocol/write";
import { openDesk, settingsFor } from "../smoke/desk";

interface TownTask {
	do: "town";
	origin: string;
	organisation: string;
	invitation: string;
	statements: number;
}

interface StartsTask {
	do: "starts";
	origin: string;
	roster: string;
	counsellor: string;
	count: number;
	/** Where to put them: for each its length (u32) and its bytes, head and body. */
	file: string;
}

const beginning: Draft[] = [
	{
		kind: "exceptions-read",
		content: {
			version: "bench",
			sector: "private",
			position: "internal",
			minor: false,
			language: "nl",
		},
	},
	{ kind: "consent-to-keep", content: { version: "bench", language: "nl", months: 24 } },
	{ kind: "look-out", content: { text: "" } },
	{ kind: "message", content: { text: "Er is iets gebeurd waar ik over wil praten. ".repeat(8) } },
];
/** As many as go into one request with room to spare. */
const together = 25;

function message(number: number): Draft {
	return {
		kind: "message",
		content: { text: `Bericht ${number}. ${"Zo ging het verder. ".repeat(10)}` },
	};
}

async function town({ origin, organisation, invitation, statements }: TownTask): Promise<object> {
	const desk = await openDesk({ origin, organisation, invitation, counsellor: null });
	const { roster } = desk.organisation;
	const reporter = makeReporter(settingsFor(origin));
	await reporter.openRoster(roster);
	const words = await reporter.makePhrase("nl");
	const { conversation } = await reporter.create({
		roster,
		counsellor: desk.me.person,
		statements: beginning,
		files: [],
		withPhrase: true,
	});
	await desk.session.open(conversation);
	for (let made = beginning.length, turn = 0; made < statements; turn++) {
		const count = Math.min(together, statements - made);
		const said = Array.from({ length: count }, (_, i) => message(made + i));
		await (turn % 2 === 0 ? desk.session : reporter).write(conversation, said);
		made += count;
	}
	const { cookies } = desk.browser as unknown as { cookies: Map<string, string> };
	const { passphrase } = desk.account;
	const { person } = desk.me;
	return { person, roster, words, passphrase, cookies: Object.fromEntries(cookies) };
}

async function starts({ origin, roster, counsellor, count, file }: StartsTask): Promise<object> {
	const line = new Line({ origin });
	const { instance } = await line.get<Instance>("instance");
	const rosters = new Rosters(
		line,
		async () => instance,
		() => new Date(),
	);
	const { verified } = await rosters.open(roster);
	const card = currentMembers(verified).find((one) => one.card.person === counsellor)?.card;
	if (!card) throw new Error("the counsellor is not in the roster");
	const to = { person: counsellor, sign: card.sign, seal: card.seal };
	const out = openSync(file, "w");
	for (let made = 0; made < count; made++) {
		const work = await withWork(line, async (proof) => proof);
		const body = await start(instance, pointOf(verified), to, work);
		const head = utf8(
			`POST /api/v1/conversations/create HTTP/1.1\r\nHost: ${new URL(origin).host}\r\n` +
				"Content-Type: application/octet-stream\r\nAccept-Language: nl\r\n" +
				`Content-Length: ${body.length}\r\n\r\n`,
		);
		writeSync(out, joinParts([Buffer.concat([head, body])]));
	}
	return { made: count };
}

/** The body of one `conversations/create`; its seed is random, since stretching a phrase costs the server nothing. */
async function start(
	instance: string,
	roster: ReturnType<typeof pointOf>,
	counsellor: { person: string; sign: string; seal: string },
	work: string,
): Promise<Uint8Array> {
	const seed = random(32);
	const conversation = newId();
	const me = newId();
	const keys = await reporterKeys(seed, conversation);
	const time = "2026-01-01T12:00:00Z";
	const steps = beginning.map((draft): Step => ({ id: newId(), do: "statement", draft, time }));
	const append = await buildCreate(
		{ instance, conversation, id: newId() },
		{ purpose: "conversation", role: "reporter", roster, counsellor },
		{ me, keys },
		steps,
	);
	const entry = { conversation, person: me, roster: roster.fingerprint };
	const index = await sealIndex(indexKeyOf(seed), instance, [entry]);
	const alongside = { work, locator: registrationOf(locatorOf(seed), false), index };
	const meta = utf8(JSON.stringify(appendMeta(append, alongside)));
	return joinParts([meta, ...appendParts(append, index)]);
}

const task = JSON.parse(readFileSync(0, "utf8")) as TownTask | StartsTask;
const result = task.do === "town" ? await town(task) : await starts(task);
process.stdout.write(JSON.stringify(result));
