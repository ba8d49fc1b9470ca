/** A zip file made piece by piece in the browser's own blob store, with the hash of each part. */

import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import { Zip, ZipPassThrough } from "fflate";
import type { Hash } from "../../protocol/api.ts";
import { piecesOf } from "../../protocol/streams.ts";

export interface Part {
	name: string;
	size: number;
	sha256: Hash;
}

/** Pieces are handed over to the blob store at this size. */
const HELD = 8 * 1024 * 1024;
/** Says nothing about when it was made. */
const MADE = new Date(1980, 0, 1);
const NOTHING = new Uint8Array(0);

/** Parts are stored as they are: what is large in them is pressed together already, or sealed. */
export class Bundle {
	readonly parts: Part[] = [];
	private readonly done: Blob[] = [];
	private held: Uint8Array[] = [];
	private size = 0;
	private readonly zip = new Zip((error, piece) => {
		if (error) throw error;
		this.take(piece);
	});

	/** `known`: the hash, where it was checked on the way here. */
	async add(name: string, content: Blob | Uint8Array | string, known = ""): Promise<void> {
		const entry = new ZipPassThrough(name);
		entry.mtime = MADE;
		this.zip.add(entry);
		const digest = sha256.create();
		let size = 0;
		for await (const piece of piecesIn(content)) {
			if (known === "") digest.update(piece);
			size += piece.length;
			entry.push(piece);
		}
		entry.push(NOTHING, true);
		this.parts.push({ name, size, sha256: known || bytesToHex(digest.digest()) });
	}

	end(): Blob {
		this.zip.end();
		this.flush();
		return new Blob(this.done, { type: "application/zip" });
	}

	private take(piece: Uint8Array): void {
		this.held.push(piece);
		this.size += piece.length;
		if (this.size >= HELD) this.flush();
	}

	private flush(): void {
		this.done.push(new Blob(this.held as BlobPart[]));
		this.held = [];
		this.size = 0;
	}
}

async function* piecesIn(content: Blob | Uint8Array | string): AsyncGenerator<Uint8Array> {
	if (content instanceof Blob) yield* piecesOf(content.stream());
	else yield typeof content === "string" ? utf8ToBytes(content) : content;
}
