import type { Id, Json } from "./api";
import { canonical, parseCanonical } from "./canonical";
import { ensure } from "./refusal";
import { openKey, type SharedKey, sealKey } from "./seal";
import {
	either,
	ensureVersion,
	isCount,
	isFingerprint,
	isId,
	isText,
	listOf,
	object,
} from "./shape";

/** A conversation as the index of a phrase lists it. */
export interface IndexEntry {
	conversation: Id;
	/** The reporter's person id in it. */
	person: Id;
	/** Fingerprint; "" for the notebook, of which there is one at most. */
	roster: string;
}

const SIZES = [1024, 4096];
const SPACE = 0x20;
const INDEX = object({
	v: isCount,
	suite: isText,
	instance: isId,
	kind: either("index"),
	conversations: listOf(
		object({ conversation: isId, person: isId, roster: either("", isFingerprint) }),
	),
});

/** `bad-shape` when there are more than fit: some 26. */
export async function sealIndex(
	key: SharedKey,
	instance: Id,
	conversations: readonly IndexEntry[],
): Promise<Uint8Array> {
	const list = conversations.map(({ conversation, person, roster }) => ({
		conversation,
		person,
		roster,
	}));
	const json: Json = { v: 1, suite: "1", instance, kind: "index", conversations: list };
	ensure(INDEX(json), "bad-shape", "not an index");
	const text = canonical(json);
	const size = SIZES.find((candidate) => text.length <= candidate);
	ensure(size, "bad-shape", "more conversations than an index holds");
	const plaintext = new Uint8Array(size).fill(SPACE);
	plaintext.set(text);
	return sealKey(key, plaintext);
}

export async function openIndex(
	key: SharedKey,
	sealed: Uint8Array,
	instance: Id,
): Promise<IndexEntry[]> {
	const plaintext = await openKey(key, sealed);
	ensure(SIZES.includes(plaintext.length), "bad-shape", "not the size of an index");
	const end = plaintext.findLastIndex((byte) => byte !== SPACE) + 1;
	const json = parseCanonical(plaintext.subarray(0, end));
	ensureVersion(json);
	ensure(INDEX(json), "bad-shape", "not an index");
	ensure(json.instance === instance, "wrong-instance", "an index of another instance");
	return json.conversations as unknown as IndexEntry[];
}
