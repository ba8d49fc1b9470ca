import type { Id } from "./api";
import type { SharedKey } from "./seal";

/** A conversation as the index of a phrase lists it. */
export interface IndexEntry {
	conversation: Id;
	/** The reporter's person id in it. */
	person: Id;
	/** Fingerprint. */
	roster: string;
}

export async function sealIndex(key: SharedKey, instance: Id, conversations: IndexEntry[]): Promise<Uint8Array> {
	throw new Error(`not yet ${key} ${instance} ${conversations}`);
}

export async function openIndex(key: SharedKey, sealed: Uint8Array, instance: Id): Promise<IndexEntry[]> {
	throw new Error(`not yet ${key} ${sealed} ${instance}`);
}
