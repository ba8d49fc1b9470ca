/** Files: sealed and sent chunk by chunk, fetched and opened chunk by chunk. */

import type { Id, JsonObject, Progress } from "../api";
import { bin, fromBin } from "../bytes";
import {
	type FileMeta,
	hashStream,
	openFile,
	SealedChunks,
	sealedFileSize,
	sealFile,
} from "../files";
import { ProtocolError } from "../refusal";
import { newSharedKey, sharedKey } from "../seal";
import type { Line } from "./http";
import { isStatus, LuwteError } from "./problem";
import type { Instance } from "./settings";
import { withWork } from "./work";

export interface Outgoing {
	name: string;
	blob: Blob;
	stripped: boolean;
}

export type Tell = ((p: Progress) => void) | undefined;

const longestName = 200;
/** A server that forgot what it had acknowledged gets the file anew, this often. */
const beginnings = 3;
/** Pieces are handed over to the browser's own blob store at this size. */
const pieceSize = 8 * 1024 * 1024;

/** Throws what can be known before anything is sent. */
export function ensureSendable(line: Line, { limits }: Instance, file: Outgoing): void {
	if (file.blob.size === 0) throw line.error("file-empty");
	if (file.blob.size > limits.file) throw line.error("file-too-large");
}

/**
 * Sends a file and resolves, once all of it is there, to the upload's id and the content of the
 * `file` statement. `reporter`: proves work instead of a session.
 */
export async function sendFile(
	line: Line,
	instance: Instance,
	file: Outgoing,
	reporter: boolean,
	tell: Tell,
): Promise<{ upload: Id; content: JsonObject }> {
	ensureSendable(line, instance, file);
	const { size, sha256 } = await hashStream(file.blob.stream());
	const meta: FileMeta = {
		// Cutting may leave half a character behind, which no canonical form has.
		name: file.name.slice(0, longestName).replace(/\p{Surrogate}/gu, "\ufffd"),
		type: file.blob.type || "application/octet-stream",
		size,
		sha256,
	};
	const key = newSharedKey();
	for (let beginning = 1; ; beginning++) {
		try {
			const upload = await sendOnce(line, instance, { key, meta, blob: file.blob, reporter, tell });
			return { upload, content: { upload, key: bin(key), ...meta, stripped: file.stripped } };
		} catch (error) {
			const forgotten = error instanceof ProtocolError || isStatus(error, 404);
			if (!forgotten || beginning === beginnings) throw error;
		}
	}
}

interface Sending {
	key: ReturnType<typeof newSharedKey>;
	meta: FileMeta;
	blob: Blob;
	reporter: boolean;
	tell: Tell;
}

async function sendOnce(line: Line, { limits }: Instance, sending: Sending): Promise<Id> {
	const sealed = await sealFile(sending.key, sending.meta, sending.blob.stream());
	const waiting = (is: boolean) => sending.tell?.({ done: 0, total: sealed.size, waiting: is });
	const start = (work: string) =>
		line.json<{ upload: Id; chunk: number }>(
			"uploads/start",
			{ size: sealed.size, ...(work ? { work } : {}) },
			{ patience: "acknowledged", waiting },
		);
	const { upload, chunk } = sending.reporter ? await withWork(line, start) : await start("");
	const chunks = new SealedChunks(sealed, Math.min(chunk, limits.chunk));
	for (let next = await chunks.next(); next; next = await chunks.next()) {
		const done = await sendChunk(line, upload, next, chunks.size, sending.tell);
		chunks.acknowledge(done);
		sending.tell?.({ done, total: chunks.size, waiting: false });
	}
	return upload;
}

type Chunk = NonNullable<Awaited<ReturnType<SealedChunks["next"]>>>;

/** Resolves to how far the server has come: also when it had this chunk already. */
async function sendChunk(
	line: Line,
	upload: Id,
	{ offset, bytes }: Chunk,
	total: number,
	tell: Tell,
): Promise<number> {
	try {
		const answer = await line.parts<{ offset: number }>(
			"uploads/chunk",
			{ upload, offset },
			[bytes],
			{
				patience: "acknowledged",
				waiting: (waiting) => tell?.({ done: offset, total, waiting }),
			},
		);
		return answer.offset;
	} catch (error) {
		if (!isStatus(error, 409)) throw error;
		const there = error.fields.offset;
		if (typeof there !== "number") throw error;
		return there;
	}
}

/** What a `file` statement says about the file it names; throws when it doesn't. */
export function fileOf(content: JsonObject): {
	upload: Id;
	key: ReturnType<typeof sharedKey>;
	meta: FileMeta;
} {
	const { upload, key, name, type, size, sha256 } = content;
	const texts = [upload, key, name, type, sha256];
	if (texts.some((one) => typeof one !== "string") || !Number.isSafeInteger(size)) {
		throw new ProtocolError("bad-shape", "not a file statement");
	}
	return {
		upload: upload as Id,
		key: sharedKey(fromBin(key as string, 32)),
		meta: {
			name: name as string,
			type: type as string,
			size: size as number,
			sha256: sha256 as string,
		},
	};
}

/** Fetches, opens and checks a file. `range` asks the server for a part of the sealed stream. */
export async function fetchFile(
	line: Line,
	content: JsonObject,
	chunk: number,
	range: (upload: Id, offset: number, length: number) => Promise<Uint8Array>,
	tell: Tell,
): Promise<Blob> {
	const { upload, key, meta } = fileOf(content);
	const total = sealedFileSize(meta);
	let offset = 0;
	const sealed = new ReadableStream<Uint8Array>(
		{
			async pull(controller) {
				if (offset >= total) return controller.close();
				const bytes = await range(upload, offset, Math.min(chunk, total - offset));
				if (bytes.length === 0) throw new ProtocolError("unreadable", "the file ends early");
				offset += bytes.length;
				tell?.({ done: offset, total, waiting: false });
				controller.enqueue(bytes);
			},
		},
		{ highWaterMark: 0 },
	);
	try {
		return await collect(await openFile(key, sealed, meta), inertType(meta.type));
	} catch (error) {
		if (error instanceof ProtocolError) throw line.error("file-damaged", error.message);
		if (error instanceof LuwteError) throw error;
		throw line.error("file-damaged", String(error));
	}
}

const inert = /^(image\/(png|jpeg|gif|webp|bmp)|(audio|video)\/.+|application\/pdf|text\/plain)$/;

/** What a browser shows or plays, and never runs: a blob has the address of this application. */
export function inertType(type: string): string {
	return inert.test(type) ? type : "application/octet-stream";
}

/** Gathers a stream in the browser's own blob store. */
export async function collect(content: ReadableStream<Uint8Array>, type: string): Promise<Blob> {
	const reader = content.getReader();
	const done: Blob[] = [];
	let pieces: Uint8Array[] = [];
	let size = 0;
	const flush = () => {
		done.push(new Blob(pieces as BlobPart[]));
		pieces = [];
		size = 0;
	};
	for (let read = await reader.read(); !read.done; read = await reader.read()) {
		pieces.push(read.value);
		size += read.value.length;
		if (size >= pieceSize) flush();
	}
	flush();
	return new Blob(done, { type });
}
