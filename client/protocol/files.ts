import { sha256 } from "@noble/hashes/sha2.js";
import type { Hash, Json } from "./api";
import { concat, EMPTY, equal, hex, readU32, u32 } from "./bytes";
import { canonical } from "./canonical";
import { padme } from "./items";
import { ensure, ProtocolError } from "./refusal";
import { headerLength, openKeyStream, type SharedKey, sealedSize, sealKeyStream } from "./seal";
import { piecesOf, streamOf } from "./streams";

export interface FileMeta {
	name: string;
	type: string;
	size: number;
	sha256: Hash;
}

/** A sealed stream whose length is known before it is read. */
export interface SealedFile {
	size: number;
	stream: ReadableStream<Uint8Array>;
}

const ZEROS = new Uint8Array(65536);
const LONGEST_META = 16384;
/** An age header with work factor 1. */
const HEADER = 149;

/** Reads once to the end. */
export async function hashStream(
	content: ReadableStream<Uint8Array>,
): Promise<{ size: number; sha256: Hash }> {
	const digest = sha256.create();
	let size = 0;
	for await (const piece of piecesOf(content)) {
		digest.update(piece);
		size += piece.length;
	}
	return { size, sha256: hex(digest.digest()) };
}

function frontOf({ name, type, size, sha256: digest }: FileMeta): Uint8Array {
	const meta = canonical({ name, type, size, sha256: digest } as Json);
	ensure(meta.length <= LONGEST_META, "bad-shape", "a name that is too long");
	return concat(u32(meta.length), meta);
}

/** The length of the sealed stream, known before it is made. */
export function sealedFileSize(meta: FileMeta): number {
	return sealedSize(padme(frontOf(meta).length + meta.size));
}

/** The whole sealed stream. `content` must be exactly what `meta` says, else the stream errors. */
export async function sealFile(
	key: SharedKey,
	meta: FileMeta,
	content: ReadableStream<Uint8Array>,
): Promise<SealedFile> {
	const stream = await sealKeyStream(key, streamOf(plaintextOf(meta, content)));
	return { size: sealedFileSize(meta), stream };
}

async function* plaintextOf(
	meta: FileMeta,
	content: ReadableStream<Uint8Array>,
): AsyncGenerator<Uint8Array> {
	const front = frontOf(meta);
	yield front;
	const digest = sha256.create();
	let size = 0;
	for await (const piece of piecesOf(content)) {
		digest.update(piece);
		size += piece.length;
		ensure(size <= meta.size, "bad-shape", "the file has grown");
		yield piece;
	}
	const same = size === meta.size && hex(digest.digest()) === meta.sha256;
	ensure(same, "bad-shape", "the file has changed");
	let padding = padme(front.length + size) - front.length - size;
	for (; padding > 0; padding -= ZEROS.length)
		yield ZEROS.slice(0, Math.min(padding, ZEROS.length));
}

/**
 * Cuts a sealed stream into chunks for sending. A chunk is kept until the server has it, since
 * sealing again would give other bytes.
 */
export class SealedChunks {
	readonly size: number;
	readonly #pieces: AsyncGenerator<Uint8Array>;
	readonly #chunk: number;
	#rest: Uint8Array = EMPTY;
	#current: Uint8Array = EMPTY;
	/** Where `#current` begins. */
	#start = 0;
	/** How far the server has come. */
	#done = 0;

	constructor(sealed: SealedFile, chunk: number) {
		this.size = sealed.size;
		this.#pieces = piecesOf(sealed.stream);
		this.#chunk = chunk;
	}

	/** The unacknowledged rest of the current chunk, or the next one; null at the end. */
	async next(): Promise<{ offset: number; bytes: Uint8Array } | null> {
		const end = this.#start + this.#current.length;
		if (this.#done === end) {
			this.#start = end;
			this.#current = await this.#read();
			if (this.#current.length === 0) return null;
		}
		return { offset: this.#done, bytes: this.#current.subarray(this.#done - this.#start) };
	}

	/** Throws `bad-shape` when the server has less than it said before: begin a new upload. */
	acknowledge(offset: number): void {
		const end = this.#start + this.#current.length;
		ensure(offset >= this.#start && offset <= end, "bad-shape", "an offset that can't be");
		this.#done = offset;
	}

	async #read(): Promise<Uint8Array> {
		const gathered = [this.#rest];
		let length = this.#rest.length;
		while (length < this.#chunk) {
			const { done, value } = await this.#pieces.next();
			if (done) break;
			gathered.push(value);
			length += value.length;
		}
		const all = concat(...gathered);
		this.#rest = all.slice(this.#chunk);
		return all.slice(0, this.#chunk);
	}
}

export function sealedChunks(sealed: SealedFile, chunk: number): SealedChunks {
	return new SealedChunks(sealed, chunk);
}

/**
 * Opens a sealed stream. `content` errors with a `ProtocolError` when anything at all is off; only
 * its regular end says that the file is whole.
 */
export async function openFile(
	key: SharedKey,
	sealed: ReadableStream<Uint8Array>,
	expected: FileMeta,
): Promise<ReadableStream<Uint8Array>> {
	const pieces = piecesOf(sealed);
	const first = await gather(pieces, HEADER);
	headerLength(first, "key");
	let plaintext: ReadableStream<Uint8Array>;
	try {
		plaintext = await openKeyStream(key, streamOf(following(first, pieces)));
	} catch (error) {
		throw new ProtocolError("unreadable", (error as Error).message);
	}
	return streamOf(checked(plaintext, expected));
}

async function gather(pieces: AsyncGenerator<Uint8Array>, least: number): Promise<Uint8Array> {
	let all: Uint8Array = EMPTY;
	while (all.length < least) {
		const { done, value } = await pieces.next();
		ensure(!done, "unreadable", "cut short");
		all = concat(all, value);
	}
	return all;
}

async function* following(
	first: Uint8Array,
	rest: AsyncGenerator<Uint8Array>,
): AsyncGenerator<Uint8Array> {
	if (first.length > 0) yield first;
	yield* rest;
}

async function* readable(stream: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
	try {
		yield* piecesOf(stream);
	} catch (error) {
		throw new ProtocolError("unreadable", (error as Error).message);
	}
}

async function* checked(
	plaintext: ReadableStream<Uint8Array>,
	expected: FileMeta,
): AsyncGenerator<Uint8Array> {
	const pieces = readable(plaintext);
	const front = frontOf(expected);
	const start = await gather(pieces, front.length);
	ensure(
		readU32(start, 0) === front.length - 4,
		"unreadable",
		"another file than the statement names",
	);
	ensure(equal(start.subarray(0, front.length), front), "unreadable", "another file than named");
	const digest = sha256.create();
	let left = expected.size;
	let padding = 0;
	for await (const piece of following(start.slice(front.length), pieces)) {
		const content = piece.subarray(0, Math.min(left, piece.length));
		const zeros = piece.subarray(content.length);
		ensure(!zeros.some((byte) => byte !== 0), "unreadable", "padding that isn't zero");
		left -= content.length;
		padding += zeros.length;
		digest.update(content);
		if (content.length > 0) yield content;
	}
	const whole = front.length + expected.size;
	ensure(left === 0 && padding === padme(whole) - whole, "unreadable", "not the size named");
	ensure(hex(digest.digest()) === expected.sha256, "unreadable", "not the content named");
}
