import { describe, expect, test, vi } from "vitest";
import { openBundle, openUnlocker, sealBundle, type UnlockerTarget } from "./bundle";
import { concat, equal, newId, random, utf8 } from "./bytes";
import {
	type FileMeta,
	hashStream,
	openFile,
	sealedChunks,
	sealedFileSize,
	sealFile,
} from "./files";
import { openIndex, sealIndex } from "./index-blob";
import { newRecoverySecret } from "./recovery";
import { ProtocolError } from "./refusal";
import { indexKeyOf, locatorOf, reporterKeys } from "./reporter-keys";
import { newSharedKey, type SharedKey, sealKey } from "./seal";
import { piecesOf, streamOf } from "./streams";

// Work factors and thousands of flipped bytes take their time on a busy machine.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

async function codeLater(promise: Promise<unknown>): Promise<string> {
	return promise.then(
		() => "",
		(error) => (error instanceof ProtocolError ? error.code : String(error)),
	);
}

function streamed(bytes: Uint8Array, piece = 50_000): ReadableStream<Uint8Array> {
	return streamOf(
		(async function* () {
			for (let at = 0; at < bytes.length; at += piece) yield bytes.slice(at, at + piece);
		})(),
	);
}

async function gathered(stream: ReadableStream<Uint8Array>): Promise<Uint8Array> {
	const pieces: Uint8Array[] = [];
	for await (const piece of piecesOf(stream)) pieces.push(piece);
	return concat(...pieces);
}

describe("M09 files", () => {
	async function sealedOf(
		content: Uint8Array,
	): Promise<{ key: SharedKey; meta: FileMeta; sealed: Uint8Array }> {
		const key = newSharedKey();
		const meta = {
			name: "bewijs\u202e😀.pdf",
			type: "application/pdf",
			...(await hashStream(streamed(content))),
		};
		const { size, stream } = await sealFile(key, meta, streamed(content));
		const sealed = await gathered(stream);
		expect(sealed.length).toBe(size);
		expect(sealedFileSize(meta)).toBe(size);
		return { key, meta, sealed };
	}

	function big(length: number): Uint8Array {
		const bytes = new Uint8Array(length);
		for (let i = 0; i < length; i++) bytes[i] = i % 251;
		return bytes;
	}

	test.each([0, 1, 65_536, 300_001])("%i bytes there and back", async (length) => {
		const content = big(length);
		const { key, meta, sealed } = await sealedOf(content);
		const opened = await gathered(await openFile(key, streamed(sealed, 999), meta));
		expect(equal(opened, content)).toBe(true);
	});

	test("cut short, changed, swapped or with another key it isn't whole", async () => {
		const { key, meta, sealed } = await sealedOf(big(140_000));
		const reading = (bytes: Uint8Array, as = meta, by = key) =>
			codeLater(openFile(by, streamed(bytes), as).then(gathered));
		expect(await reading(sealed)).toBe("");
		expect(await reading(sealed.subarray(0, sealed.length - 1))).toBe("unreadable");
		expect(await reading(sealed.subarray(0, 100))).toBe("unreadable");
		expect(await reading(sealed, meta, newSharedKey())).toBe("unreadable");
		for (const at of [3, 40, 150, 170, 70_000, sealed.length - 1]) {
			const other = sealed.slice();
			other[at] = (other[at] ?? 0) ^ 1;
			expect(await reading(other), `byte ${at}`).toBe("unreadable");
		}
		for (const change of [{ name: "x" }, { size: meta.size - 1 }, { sha256: "0".repeat(64) }])
			expect(await reading(sealed, { ...meta, ...change })).toBe("unreadable");
	});

	test("a file that changes while it is sent is noticed by the sender", async () => {
		const meta = { name: "a", type: "", ...(await hashStream(streamed(big(1000)))) };
		for (const content of [big(999), big(1001), random(1000)]) {
			const { stream } = await sealFile(newSharedKey(), meta, streamed(content));
			await expect(gathered(stream)).rejects.toThrow("bad-shape");
		}
	});

	test("a lost connection goes on where the server is, with the same bytes", async () => {
		const content = big(300_001);
		const key = newSharedKey();
		const meta = { name: "a", type: "", ...(await hashStream(streamed(content))) };
		const chunks = sealedChunks(await sealFile(key, meta, streamed(content)), 100_000);
		const server: Uint8Array[] = [];
		let offset = 0;
		for (let i = 0; ; i++) {
			const chunk = await chunks.next();
			if (!chunk) break;
			expect(chunk.offset).toBe(offset);
			if (i === 1) continue;
			const arrived = i === 2 ? chunk.bytes.slice(0, 123) : chunk.bytes.slice();
			server.push(arrived);
			offset += arrived.length;
			chunks.acknowledge(offset);
		}
		expect(offset).toBe(chunks.size);
		const opened = await gathered(await openFile(key, streamed(concat(...server)), meta));
		expect(equal(opened, content)).toBe(true);
		expect(() => chunks.acknowledge(1)).toThrow("bad-shape");
	});
});

describe("M08 the index of a phrase", () => {
	const roster = "a".repeat(32);
	const entries = (count: number) =>
		Array.from({ length: count }, () => ({ conversation: newId(), person: newId(), roster }));

	test("tells its conversations to the phrase alone, in one of two sizes", async () => {
		const key = newSharedKey();
		const instance = newId();
		const sizes = new Set<number>();
		for (const count of [0, 1, 5, 6, 20]) {
			const list = entries(count);
			const sealed = await sealIndex(key, instance, list);
			sizes.add(sealed.length);
			expect(await openIndex(key, sealed, instance)).toEqual(list);
			expect(await codeLater(openIndex(newSharedKey(), sealed, instance))).toBe("unreadable");
			expect(await codeLater(openIndex(key, sealed, newId()))).toBe("wrong-instance");
		}
		expect(sizes.size).toBe(2);
		expect(await codeLater(sealIndex(key, instance, entries(40)))).toBe("bad-shape");
		expect(await codeLater(openIndex(key, await sealKey(key, utf8("{}")), instance))).toBe(
			"bad-shape",
		);
	});

	test("keys of one phrase don't show that they belong together", async () => {
		const seed = random(32);
		const [first, second, again] = [newId(), newId()].flatMap((id, i) =>
			i === 0 ? [id] : [id, id],
		);
		const keys = await Promise.all(
			[first, second, again].map((id) => reporterKeys(seed, id ?? "")),
		);
		expect(new Set(keys.map((one) => one.sign)).size).toBe(2);
		expect(new Set(keys.map((one) => one.seal)).size).toBe(2);
		const { locator, locatorHash } = locatorOf(seed);
		expect(locator).not.toBe(locatorHash);
		expect(indexKeyOf(seed)).not.toEqual(seed);
	});
});

describe("M22 a counsellor's bundle", () => {
	test("opens with each way in, and with nothing else", async () => {
		const instance = newId();
		const person = newId();
		const seed = random(32);
		const prf = random(32);
		const secret = newRecoverySecret();
		const targets: UnlockerTarget[] = [
			{ id: newId(), label: "telefoon", type: "passkey", prf },
			{ id: newId(), label: "", type: "recovery", secret },
			{ id: newId(), label: "", type: "words", text: "een twee drie vier vijf zes" },
		];
		const { bundle, unlockers } = await sealBundle(instance, person, seed, targets);
		const [passkey = "", recovery = "", words = ""] = unlockers.map((one) => one.sealed);
		const expected = { instance, person, stored: unlockers };
		const key = await openUnlocker({ type: "passkey", prf }, passkey);
		expect((await openBundle(key, bundle, expected)).seed).toEqual(seed);
		expect(await openUnlocker({ type: "recovery", secret }, recovery)).toEqual(key);
		expect(
			await openUnlocker({ type: "words", text: " Een, TWEE drie vier vijf zés" }, words),
		).toEqual(key);
		expect(await codeLater(openUnlocker({ type: "passkey", prf: random(32) }, passkey))).toBe(
			"unreadable",
		);
		expect(await codeLater(openUnlocker({ type: "passphrase", text: "x" }, passkey))).toBe(
			"unreadable",
		);
		expect(await codeLater(openBundle(key, bundle, { ...expected, person: newId() }))).toBe(
			"not-mine",
		);
		expect(await codeLater(openBundle(key, bundle, { ...expected, instance: newId() }))).toBe(
			"wrong-instance",
		);
		const fewer = { ...expected, stored: unlockers.slice(1) };
		expect(await codeLater(openBundle(key, bundle, fewer))).toBe("not-allowed");

		const { unlockers: listed } = await openBundle(key, bundle, expected);
		const kept = listed.find((one) => one.type === "recovery");
		const smaller = await sealBundle(instance, person, seed, [
			{ id: kept?.id ?? "", label: "", type: "recovery", recipient: kept?.recipient ?? "" },
		]);
		const newKey = await openUnlocker(
			{ type: "recovery", secret },
			smaller.unlockers[0]?.sealed ?? "",
		);
		expect(newKey).not.toEqual(key);
		expect(await codeLater(openBundle(key, smaller.bundle, { instance, person }))).toBe(
			"unreadable",
		);
		expect((await openBundle(newKey, smaller.bundle, { instance, person })).seed).toEqual(seed);
	});
});
