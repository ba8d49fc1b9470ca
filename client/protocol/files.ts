import type { Hash } from "./api";
import type { SharedKey } from "./seal";

export interface FileMeta {
	name: string;
	type: string;
	size: number;
	sha256: Hash;
}

/** Reads once to the end. */
export async function hashStream(content: ReadableStream<Uint8Array>): Promise<{ size: number; sha256: Hash }> {
	throw new Error(`not yet ${content}`);
}

/** The length of the sealed stream, known before it is made. */
export function sealedFileSize(meta: FileMeta): number {
	throw new Error(`not yet ${meta}`);
}

/** The whole sealed stream. `content` must be exactly what `meta` says. */
export async function sealFile(
	key: SharedKey,
	meta: FileMeta,
	content: ReadableStream<Uint8Array>,
): Promise<{ size: number; stream: ReadableStream<Uint8Array> }> {
	throw new Error(`not yet ${key} ${meta} ${content}`);
}

/**
 * Cuts a sealed stream into chunks for sending. A chunk is kept until `acknowledge` says how far
 * the server has come, since sealing again would give other bytes.
 */
export interface SealedChunks {
	/** The unacknowledged rest of the current chunk, or the next one; null at the end. */
	next(): Promise<{ offset: number; bytes: Uint8Array } | null>;
	/** Throws `bad-shape` when the server has less than was acknowledged before: start anew. */
	acknowledge(offset: number): void;
	readonly size: number;
}
export function sealedChunks(sealed: { size: number; stream: ReadableStream<Uint8Array> }, chunk: number): SealedChunks {
	throw new Error(`not yet ${sealed} ${chunk}`);
}

/**
 * Opens a sealed stream. `content` errors with `unreadable` when anything at all is off; only its
 * regular end says that the file is whole.
 */
export async function openFile(
	key: SharedKey,
	sealed: ReadableStream<Uint8Array>,
	expected: FileMeta,
): Promise<ReadableStream<Uint8Array>> {
	throw new Error(`not yet ${key} ${sealed} ${expected}`);
}
