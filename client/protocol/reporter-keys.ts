import type { Bin, Hash, Id } from "./api";
import { bin, fromHex } from "./bytes";
import { derive, hash } from "./derive";
import { type ParticipantKeys, participantKeys } from "./participant-keys";
import { type SharedKey, sharedKey } from "./seal";
import { publicKey } from "./sign";

export interface Locator {
	/** Shown to the server at sign-in only. */
	locator: Bin;
	/** What the server stores of it. */
	locatorHash: Hash;
	/** Ed25519 secret of the locator. */
	secret: Uint8Array;
	key: Bin;
}

/** `seed` comes from `phraseSeed(normalForm(phrase))`. */
export function locatorOf(seed: Uint8Array): Locator {
	const locator = derive(seed, "locator");
	const secret = derive(seed, "locator-key");
	return { locator: bin(locator), locatorHash: hash(locator), secret, key: bin(publicKey(secret)) };
}

export function indexKeyOf(seed: Uint8Array): SharedKey {
	return sharedKey(derive(seed, "index-key"));
}

/** A reporter's keys in one conversation; nothing links them to another conversation's. */
export async function reporterKeys(seed: Uint8Array, conversation: Id): Promise<ParticipantKeys> {
	const context = fromHex(conversation);
	return participantKeys(
		derive(seed, "reporter-sign", context),
		derive(seed, "reporter-seal", context),
	);
}
