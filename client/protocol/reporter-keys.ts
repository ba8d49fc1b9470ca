import type { Bin, Hash, Id, JudgementSecret } from "./api";
import { bin, concat, fromHex } from "./bytes";
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

/** For judging the help in a conversation: the same whenever somebody comes back. */
export function judgementSecret(seed: Uint8Array, conversation: Id): JudgementSecret {
	const context = fromHex(conversation);
	const part = (n: number) => derive(seed, "judgement-blind", concat(context, Uint8Array.of(n)));
	return { number: derive(seed, "judgement-number", context), dice: concat(part(0), part(1)) };
}
