import { readFileSync } from "node:fs";
import { describe, expect, test, vi } from "vitest";
import type { Bin, Hash, Id } from "./api";
import { openBundle, openUnlocker, type StoredUnlocker } from "./bundle";
import { concat, fromBin, utf8 } from "./bytes";
import { parseCanonical } from "./canonical";
import { type FileMeta, openFile } from "./files";
import { type IndexEntry, openIndex } from "./index-blob";
import {
	emptyLog,
	type LogItem,
	type LogState,
	openMyEnvelope,
	openStatements,
	verifyItems,
} from "./log";
import { participantKeys } from "./participant-keys";
import { readRecovery } from "./recovery";
import { ProtocolError } from "./refusal";
import { currentMembers, verifyHead, verifyRoster } from "./roster";
import { openKey, openPassphrase, openWith, sharedKey } from "./seal";
import { piecesOf } from "./streams";

// Work factors and thousands of flipped bytes take their time on a busy machine.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

function stored<T>(name: string): T {
	const file = new URL(`../../tests/vectors/${name}.json`, import.meta.url);
	return JSON.parse(readFileSync(file, "utf8")) as T;
}

describe("M22 what the vectors seal is opened again", () => {
	test("age files", async () => {
		const { plaintext, key, hybrid, passphrase } = stored<{
			plaintext: Bin;
			key: { key: Bin; file: Bin };
			hybrid: { identity: Bin; file: Bin };
			passphrase: { passphrase: string; file: Bin };
		}>("seals");
		const expected = fromBin(plaintext);
		expect(await openKey(sharedKey(fromBin(key.key)), fromBin(key.file))).toEqual(expected);
		expect(await openWith(fromBin(hybrid.identity), fromBin(hybrid.file))).toEqual(expected);
		expect(await openPassphrase(passphrase.passphrase, fromBin(passphrase.file))).toEqual(expected);
	});

	test("canonical texts, and those that aren't", () => {
		const { cases, refused } = stored<{ cases: { canonical: Bin }[]; refused: string[] }>(
			"signatures",
		);
		for (const one of cases) parseCanonical(fromBin(one.canonical));
		for (const text of refused) expect(() => parseCanonical(utf8(text))).toThrow(ProtocolError);
	});

	test("indexes, recovery keys and a bundle", async () => {
		type Index = { key: Bin; instance: Id; conversations: IndexEntry[]; sealed: Bin };
		for (const { key, instance, conversations, sealed } of stored<Index[]>("indexes"))
			expect(await openIndex(sharedKey(fromBin(key)), fromBin(sealed), instance)).toEqual(
				conversations,
			);
		for (const { secret, text } of stored<{ secret: Bin; text: string }[]>("recovery-keys"))
			expect(readRecovery(text)).toEqual(fromBin(secret));
		const bundle = stored<{
			instance: Id;
			person: Id;
			seed: Bin;
			prf: Bin;
			bundle: Bin;
			unlockers: StoredUnlocker[];
		}>("bundles");
		const sealed = bundle.unlockers.find((one) => one.type === "passkey")?.sealed ?? "";
		const key = await openUnlocker({ type: "passkey", prf: fromBin(bundle.prf) }, sealed);
		const { instance, person, unlockers } = bundle;
		const opened = await openBundle(key, fromBin(bundle.bundle), {
			instance,
			person,
			stored: unlockers,
		});
		expect(opened.seed).toEqual(fromBin(bundle.seed));
	});

	test("a file", async () => {
		const { key, meta, lines, sealed } = stored<{
			key: Bin;
			meta: FileMeta;
			lines: number;
			sealed: Bin;
		}>("files");
		const stream = new Blob([fromBin(sealed) as BlobPart]).stream() as ReadableStream<Uint8Array>;
		const pieces: Uint8Array[] = [];
		for await (const piece of piecesOf(await openFile(sharedKey(fromBin(key)), stream, meta)))
			pieces.push(piece);
		const text = Array.from({ length: lines }, (_, i) => `regel ${i}\n`).join("");
		expect(new TextDecoder().decode(concat(...pieces))).toBe(text);
	});

	test("a roster, its head and its refusals", async () => {
		const vector = stored<{
			instance: Id;
			provider: { fingerprint: string; entries: Bin[] };
			fingerprint: string;
			chain: { entry: Bin; after: { head: Hash; current: { person: Id }[] } }[];
			head: { author: Id; bytes: Bin };
			refused: { entries: Bin[]; code: string }[];
		}>("rosters");
		const { instance, provider, fingerprint } = vector;
		const vouching = await verifyRoster(
			instance,
			provider.entries.map((one) => fromBin(one)),
			provider.fingerprint,
		);
		const known = new Map([[provider.fingerprint, vouching]]);
		const entries = vector.chain.map(({ entry }) => fromBin(entry));
		for (const [i, { after }] of vector.chain.entries()) {
			const roster = await verifyRoster(instance, entries.slice(0, i + 1), fingerprint, known);
			expect(roster.head).toBe(after.head);
			expect(currentMembers(roster).map((one) => one.card.person)).toEqual(
				after.current.map((one) => one.person),
			);
		}
		const roster = await verifyRoster(instance, entries, fingerprint, known);
		expect((await verifyHead(roster, fromBin(vector.head.bytes))).author).toBe(vector.head.author);
		for (const { entries: given, code } of vector.refused) {
			const reading = verifyRoster(
				instance,
				given.map((one) => fromBin(one)),
				fingerprint,
				known,
			);
			await expect(reading).rejects.toMatchObject({ code });
		}
	});

	test("whole conversations, by everybody who took part", async () => {
		const { logs } = stored<{ logs: Log[] }>("conversations");
		for (const { instance, conversation, appends } of logs) {
			let state = emptyLog(instance, conversation);
			for (const append of appends) {
				state = await following(state, append.items);
				for (const reader of Object.values(append.reading))
					await expectReading(state, append, reader);
			}
		}
	});

	test("conversations that must be refused, and where", async () => {
		type Refused = { instance: Id; conversation: Id; items: Item[]; code: string; seq: number };
		const { refused } = stored<{ refused: Refused[] }>("conversations");
		for (const { instance, conversation, items, code, seq } of refused) {
			const state = await verifyItems(emptyLog(instance, conversation), items.map(itemOf));
			expect(state.refusals[0]).toMatchObject({ code, seq });
		}
	});
});

interface Reading {
	person: Id;
	signSecret: Bin;
	sealIdentity: Bin;
	seeds: { epoch: number; seed: Bin }[];
	statements: object[];
}
interface Item {
	bytes: Bin;
	header: Bin | null;
	after: { head: Hash; phase: string; epoch: number };
}
interface Append {
	items: Item[];
	envelopes: { person: Id; bytes: Bin }[];
	reading: Record<string, Reading>;
}
interface Log {
	instance: Id;
	conversation: Id;
	appends: Append[];
}

function itemOf({ bytes, header }: Item): LogItem {
	return { bytes: fromBin(bytes), header: header === null ? null : fromBin(header), day: "" };
}

/** The log with these items more, each leading to the state that the vector tells. */
async function following(from: LogState, items: Item[]): Promise<LogState> {
	let state = from;
	for (const item of items) {
		state = await verifyItems(state, [itemOf(item)]);
		const { head, phase, epoch } = item.after;
		expect(state).toMatchObject({ head, phase, epoch, refusals: [] });
	}
	return state;
}

async function expectReading(
	state: LogState,
	{ envelopes }: Append,
	reader: Reading,
): Promise<void> {
	const { person, signSecret, sealIdentity, seeds, statements } = reader;
	const keys = await participantKeys(fromBin(signSecret), fromBin(sealIdentity));
	const envelope = envelopes.find((one) => one.person === person)?.bytes ?? "";
	const opened = await openMyEnvelope(state, person, keys, fromBin(envelope));
	expect([...opened]).toEqual(seeds.map(({ epoch, seed }) => [epoch, fromBin(seed)]));
	expect((await openStatements(state, opened)).statements).toMatchObject(statements);
}
