/** The bodies of `conversations/create`, `append` and `phrase/replace`. */

import type { Bin, Day, Hash, Id } from "../api";
import type { Locator } from "../reporter-keys";
import type { Append } from "../write";

export interface Registration {
	hash: Hash;
	key: Bin;
	intake: boolean;
}

export interface AppendMeta {
	conversation: Id | undefined;
	locator: Registration | undefined;
	work: string | undefined;
	/** For each item whether a header follows it. */
	items: boolean[];
	/** For whom each envelope is. */
	envelopes: Id[];
	blobs: Id[];
	/** When it is closed then: until when it is to be kept. */
	keep_until: Day | undefined;
	/** Earlier statements of a notebook that go with it. */
	destroyed: Id[] | undefined;
}

/** What goes along with the items themselves. */
export interface Alongside {
	locator?: Registration;
	/** Goes with `locator`. */
	index?: Uint8Array;
	work?: string;
	blobs?: Id[];
	keepUntil?: Day | undefined;
	destroyed?: Id[] | undefined;
}

export function registrationOf(locator: Locator, intake: boolean): Registration {
	return { hash: locator.locatorHash, key: locator.key, intake };
}

/** `conversation`: for an append; a create names it in its items only. */
export function appendMeta(
	append: Append,
	{ locator, work, blobs, keepUntil, destroyed }: Alongside,
	conversation?: Id,
): AppendMeta {
	// What is undefined doesn't go into the JSON.
	return {
		conversation,
		locator,
		work,
		keep_until: keepUntil || undefined,
		destroyed,
		items: append.items.map(({ header }) => header !== null),
		envelopes: append.envelopes.map(({ person }) => person),
		blobs: blobs ?? [],
	};
}

export function appendParts(append: Append, index?: Uint8Array): Uint8Array[] {
	return [
		...(index ? [index] : []),
		...append.items.flatMap(({ bytes, header }) => (header ? [bytes, header] : [bytes])),
		...append.envelopes.map(({ bytes }) => bytes),
	];
}
