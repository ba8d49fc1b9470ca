import { base32nopad, base64urlnopad, hex as hexCoder } from "@scure/base";
import type { Bin, Id } from "./api";
import { ensure, ProtocolError } from "./refusal";

const ENCODER = new TextEncoder();
const DECODER = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

export const EMPTY = new Uint8Array(0);

export function utf8(text: string): Uint8Array {
	return ENCODER.encode(text);
}

/** Refuses bytes that aren't UTF-8. */
export function fromUtf8(bytes: Uint8Array): string {
	try {
		return DECODER.decode(bytes);
	} catch {
		throw new ProtocolError("bad-shape", "not UTF-8");
	}
}

export function hex(bytes: Uint8Array): string {
	return hexCoder.encode(bytes);
}

/** Lower-case hex only, as everywhere in the protocol. */
export function fromHex(text: string): Uint8Array {
	ensure(/^(?:[0-9a-f]{2})*$/.test(text), "bad-shape", "not lower-case hex");
	return hexCoder.decode(text);
}

/** base64url without padding. */
export function bin(bytes: Uint8Array): Bin {
	return base64urlnopad.encode(bytes);
}

/** Refuses padding, other alphabets and spare bits; and another length, when one is given. */
export function fromBin(text: string, length?: number): Uint8Array {
	let bytes: Uint8Array;
	try {
		bytes = base64urlnopad.decode(text);
	} catch {
		throw new ProtocolError("bad-shape", "not base64url");
	}
	ensure(length === undefined || bytes.length === length, "bad-shape", `not ${length} bytes`);
	return bytes;
}

/** RFC 4648 base32 in upper case, without padding. */
export function base32(bytes: Uint8Array): string {
	return base32nopad.encode(bytes);
}

export function fromBase32(text: string): Uint8Array {
	try {
		return base32nopad.decode(text);
	} catch {
		throw new ProtocolError("bad-shape", "not base32");
	}
}

export function u16(value: number): Uint8Array {
	const bytes = new Uint8Array(2);
	new DataView(bytes.buffer).setUint16(0, value);
	return bytes;
}

export function u32(value: number): Uint8Array {
	const bytes = new Uint8Array(4);
	new DataView(bytes.buffer).setUint32(0, value);
	return bytes;
}

export function readU16(bytes: Uint8Array, offset: number): number {
	ensure(offset + 2 <= bytes.length, "bad-shape", "cut short");
	return new DataView(bytes.buffer, bytes.byteOffset).getUint16(offset);
}

export function readU32(bytes: Uint8Array, offset: number): number {
	ensure(offset + 4 <= bytes.length, "bad-shape", "cut short");
	return new DataView(bytes.buffer, bytes.byteOffset).getUint32(offset);
}

export function concat(...pieces: Uint8Array[]): Uint8Array {
	const whole = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
	let offset = 0;
	for (const piece of pieces) {
		whole.set(piece, offset);
		offset += piece.length;
	}
	return whole;
}

/** Takes the same time wherever the first difference is. */
export function equal(a: Uint8Array, b: Uint8Array): boolean {
	if (a.length !== b.length) return false;
	let difference = 0;
	for (let i = 0; i < a.length; i++) difference |= (a[i] as number) ^ (b[i] as number);
	return difference === 0;
}

export function random(length: number): Uint8Array {
	return crypto.getRandomValues(new Uint8Array(length));
}

export function newId(): Id {
	return hex(random(16));
}

/** Overwrites secrets that are no longer needed. */
export function wipe(...secrets: (Uint8Array | null | undefined)[]): void {
	for (const secret of secrets) secret?.fill(0);
}

/** The body of an octet-stream: u32 length, bytes, repeated. */
export function joinParts(parts: readonly Uint8Array[]): Uint8Array {
	return concat(...parts.flatMap((part) => [u32(part.length), part]));
}

/** Refuses lengths that don't fit, and more parts than `most`. */
export function splitParts(body: Uint8Array, most = 4096): Uint8Array[] {
	const parts: Uint8Array[] = [];
	let offset = 0;
	while (offset < body.length) {
		ensure(parts.length < most, "bad-shape", "too many parts");
		const length = readU32(body, offset);
		offset += 4;
		ensure(length <= body.length - offset, "bad-shape", "a part is cut short");
		parts.push(body.slice(offset, offset + length));
		offset += length;
	}
	return parts;
}
