import type { Bin, Json, JsonObject } from "./api";
import { concat, fromBin, utf8 } from "./bytes";
import { canonical, parseCanonical, type SignPurpose, taggedBytes } from "./canonical";
import { ensure } from "./refusal";
import { ensureVersion } from "./shape";
import { sign, verify } from "./sign";

const SIGNATURE = 64;
/** The byte that says what follows: event, card, roster entry, head, archive. */
const PURPOSES = {
	E: "event",
	C: "card",
	R: "roster",
	H: "head",
	A: "archive",
} as const satisfies Record<string, SignPurpose>;
export type SignedTag = keyof typeof PURPOSES;

/** A signed object taken apart. Nothing in it may be relied upon before `isSignedBy` says so. */
export interface SignedObject {
	json: JsonObject;
	isSignedBy(key: Bin): Promise<boolean>;
}

export async function makeSigned(
	tag: SignedTag,
	secret: Uint8Array,
	json: Json,
): Promise<Uint8Array> {
	const stored = canonical(json);
	const signature = await sign(secret, taggedBytes(PURPOSES[tag], stored));
	return concat(utf8(tag), signature, stored);
}

/** Refuses other tags, JSON that isn't canonical, and later versions. */
export function parseSigned(tag: SignedTag, bytes: Uint8Array): SignedObject {
	ensure(bytes.length > 1 + SIGNATURE, "bad-shape", "too short to be signed");
	ensure(bytes[0] === tag.charCodeAt(0), "bad-shape", `not of the sort ${tag}`);
	const stored = bytes.slice(1 + SIGNATURE);
	const signature = bytes.slice(1, 1 + SIGNATURE);
	const json = parseCanonical(stored);
	ensureVersion(json);
	return {
		json,
		isSignedBy: (key) => verify(fromBin(key), taggedBytes(PURPOSES[tag], stored), signature),
	};
}
