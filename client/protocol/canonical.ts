import canonicalize from "canonicalize";
import type { Json } from "./api";
import { concat, equal, fromUtf8, utf8 } from "./bytes";
import { ensure, ProtocolError } from "./refusal";

/** What a signature is for; the first line of what is signed. */
export type SignPurpose =
	| "locator"
	| "participant"
	| "bundle"
	| "card"
	| "roster"
	| "head"
	| "event"
	| "statement"
	| "replace-key"
	| "shred"
	| "archive";

/** Deeper than anything of ours; keeps hostile nesting from overflowing the stack. */
const DEEPEST = 32;

function check(value: unknown, depth: number): void {
	ensure(depth <= DEEPEST, "bad-shape", "nested too deep");
	switch (typeof value) {
		case "string":
		case "boolean":
			return;
		case "number":
			ensure(
				Number.isSafeInteger(value) && !Object.is(value, -0),
				"bad-shape",
				"not a safe integer",
			);
			return;
		case "object":
			break;
		default:
			throw new ProtocolError("bad-shape", `a ${typeof value} has no canonical form`);
	}
	if (value === null) return;
	if (Array.isArray(value)) {
		for (let i = 0; i < value.length; i++) check(value[i], depth + 1);
		return;
	}
	const kind = Object.getPrototypeOf(value);
	ensure(kind === Object.prototype || kind === null, "bad-shape", "not a plain object");
	for (const [key, inner] of Object.entries(value)) {
		check(key, depth + 1);
		check(inner, depth + 1);
	}
}

/** RFC 8785 bytes. Anything but strings, booleans, null, arrays, objects and safe integers throws. */
export function canonical(value: Json): Uint8Array {
	check(value, 0);
	try {
		return utf8(canonicalize(value) as string);
	} catch (error) {
		throw new ProtocolError("bad-shape", (error as Error).message);
	}
}

/** Parses bytes that must be exactly the canonical form of their value. */
export function parseCanonical(bytes: Uint8Array): Json {
	const text = fromUtf8(bytes);
	let value: Json;
	try {
		value = JSON.parse(text) as Json;
	} catch {
		throw new ProtocolError("bad-shape", "not JSON");
	}
	let again: Uint8Array;
	try {
		again = canonical(value);
	} catch (error) {
		throw new ProtocolError("not-canonical", (error as Error).message);
	}
	ensure(equal(again, bytes), "not-canonical", "other bytes than the canonical ones");
	return value;
}

/** What is signed, for bytes that are canonical already. */
export function taggedBytes(purpose: SignPurpose, canonicalBytes: Uint8Array): Uint8Array {
	return concat(utf8(`luwte/1/${purpose}\n`), canonicalBytes);
}

/** What is signed. */
export function tagged(purpose: SignPurpose, value: Json): Uint8Array {
	return taggedBytes(purpose, canonical(value));
}
