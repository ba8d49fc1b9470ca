/**
 * People for measurements, by the real protocol code: `node people.mjs < task.json`.
 *
 * `town`: a counsellor with keys and a card, and a long conversation with somebody.
 * `practice`: a counsellor in the middle of the work, with many open cases of each sort.
 * `starts`: requests that each begin a conversation, ready to be sent, in one file.
 */

import { openSync, readFileSync, writeSync } from "node:fs";
import { type Content, draft } from "../casework/kinds";
import type { CounsellorWorker, Draft } from "../protocol/api";
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
import { type Desk, openDesk, settingsFor } from "../smoke/desk";

interface TownTask {
	do: "town";
	origin: string;
	organisation: string;
	invitation: string;
	statements: number;
}

interface PracticeTask {
	do: "practice";
	origin: string;
	organisation: string;
	invitation: string;
	cases: number;
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
	return { ...opened(desk), words };
}

/** What a browser needs to be let in, and others to write to this counsellor. */
function opened(desk: Desk): object {
	const { cookies } = desk.browser as unknown as { cookies: Map<string, string> };
	const { passphrase } = desk.account;
	const { person } = desk.me;
	const { roster } = desk.organisation;
	return { person, roster, passphrase, cookies: Object.fromEntries(cookies) };
}

async function practice({ cases, ...place }: PracticeTask): Promise<object> {
	const desk = await openDesk({ ...place, counsellor: null });
	const { roster } = desk.organisation;
	const told = await sittingDown(place.origin, roster, desk.me.person);
	const phoned = Math.floor(cases / 3);
	const written: string[] = [];
	while (written.length < cases - phoned) written.push(await told());
	await desk.session.sync();
	const { organisation, session } = desk;
	const read: Content<"read">[] = [];
	await writeOwn(
		session,
		written.map((conversation) => draft("decided", { conversation, decision: "free" })),
	);
	for (const [i, conversation] of written.entries()) {
		const { length } = await session.write(conversation, workIn(i));
		// Of every eighth the last was not read yet.
		read.push({ conversation, seq: i % 8 === 0 ? length - 2 : length - 1 });
		if (i % 2 === 0) await session.createFile(organisation.id, fileOf(desk, i, conversation));
	}
	for (let i = 0; i < phoned; i++) {
		const file = await session.createFile(organisation.id, fileOf(desk, i, ""));
		await session.write(file.conversation, workIn(i));
	}
	await writeOwn(
		session,
		read.map((content) => draft("read", content)),
	);
	return { ...opened(desk), unread: Math.ceil(written.length / 8) };
}

async function writeOwn(session: CounsellorWorker, drafts: readonly Draft[]): Promise<void> {
	for (let at = 0; at < drafts.length; at += together) {
		await session.writeOwn(drafts.slice(at, at + together));
	}
}

const before = (days: number) =>
	new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);

/** What was said and done in one of them; in every fourth something is agreed for a day gone by. */
function workIn(i: number): Draft[] {
	return [
		message(i),
		draft("option", { route: "own-talk", text: "Samen bekeken." }),
		draft("follow-up", { on: before(i % 4 === 0 ? 2 : -9), text: "Vragen hoe het ging." }),
		draft("progress", { text: "Het gaat een beetje beter. ".repeat(6) }),
		message(i + 1),
	];
}

function fileOf({ organisation }: Desk, i: number, conversation: string): Draft[] {
	const nickname = `Zaak ${i}${conversation === "" ? " aan de telefoon" : ""}`;
	const contact = { kind: "gesprek", channel: "telefoon", minutes: 30, note: "Een half uur." };
	return [
		draft("case", {
			nickname,
			organisation: organisation.id,
			conversation,
			opened: before(40),
			channel: "telefoon",
		}),
		draft("contact", { on: before(30), ...contact }),
		draft("contact", { on: before(3), ...contact }),
		draft("note", { text: "Een notitie voor mijzelf. ".repeat(8) }),
	];
}

/** Begins conversations with this counsellor, without the time that stretching a phrase takes. */
async function sittingDown(
	origin: string,
	roster: string,
	counsellor: string,
): Promise<() => Promise<string>> {
	const line = new Line({ origin });
	const { instance } = await line.get<Instance>("instance");
	const to = await addressed(line, instance, roster, counsellor);
	return async () => {
		const work = await withWork(line, async (proof) => proof);
		const { conversation, body } = await start(instance, to, work);
		const type = { "Content-Type": "application/octet-stream" };
		const address = `${origin}/api/v1/conversations/create`;
		const answer = await fetch(address, {
			method: "POST",
			headers: type,
			body: new Blob([body as BlobPart]),
		});
		if (!answer.ok) throw new Error(`refused: ${answer.status}`);
		return conversation;
	};
}

async function starts({ origin, roster, counsellor, count, file }: StartsTask): Promise<object> {
	const line = new Line({ origin });
	const { instance } = await line.get<Instance>("instance");
	const to = await addressed(line, instance, roster, counsellor);
	const out = openSync(file, "w");
	for (let made = 0; made < count; made++) {
		const work = await withWork(line, async (proof) => proof);
		const { body } = await start(instance, to, work);
		const head = utf8(
			`POST /api/v1/conversations/create HTTP/1.1\r\nHost: ${new URL(origin).host}\r\n` +
				"Content-Type: application/octet-stream\r\nAccept-Language: nl\r\n" +
				`Content-Length: ${body.length}\r\n\r\n`,
		);
		writeSync(out, joinParts([Buffer.concat([head, body])]));
	}
	return { made: count };
}

interface Addressed {
	roster: ReturnType<typeof pointOf>;
	counsellor: { person: string; sign: string; seal: string };
}

async function addressed(
	line: Line,
	instance: string,
	roster: string,
	counsellor: string,
): Promise<Addressed> {
	const rosters = new Rosters(
		line,
		async () => instance,
		() => new Date(),
	);
	const { verified } = await rosters.open(roster);
	const card = currentMembers(verified).find((one) => one.card.person === counsellor)?.card;
	if (!card) throw new Error("the counsellor is not in the roster");
	const { sign, seal } = card;
	return { roster: pointOf(verified), counsellor: { person: counsellor, sign, seal } };
}

/** The body of one `conversations/create`; its seed is random, since stretching a phrase costs the server nothing. */
async function start(
	instance: string,
	{ roster, counsellor }: Addressed,
	work: string,
): Promise<{ conversation: string; body: Uint8Array }> {
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
	return { conversation, body: joinParts([meta, ...appendParts(append, index)]) };
}

const task = JSON.parse(readFileSync(0, "utf8")) as TownTask | PracticeTask | StartsTask;
process.stdout.write(JSON.stringify(await doing(task)));

function doing(wanted: TownTask | PracticeTask | StartsTask): Promise<object> {
	if (wanted.do === "town") return town(wanted);
	return wanted.do === "practice" ? practice(wanted) : starts(wanted);
}
