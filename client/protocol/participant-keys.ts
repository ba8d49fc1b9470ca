import type { Bin } from "./api";
import { bin, random, wipe } from "./bytes";
import { recipientOf } from "./seal";
import { publicKey } from "./sign";

/** What somebody signs and opens with in a conversation, and the public halves. */
export interface ParticipantKeys {
	/** Ed25519 secret, 32 bytes. */
	signSecret: Uint8Array;
	/** Hybrid age identity, 32 bytes. */
	sealIdentity: Uint8Array;
	sign: Bin;
	seal: Bin;
}

export async function participantKeys(
	signSecret: Uint8Array,
	sealIdentity: Uint8Array,
): Promise<ParticipantKeys> {
	return {
		signSecret,
		sealIdentity,
		sign: bin(publicKey(signSecret)),
		seal: bin(await recipientOf(sealIdentity)),
	};
}

/** For somebody who only asks to be called: kept nowhere. */
export async function throwawayKeys(): Promise<ParticipantKeys> {
	return participantKeys(random(32), random(32));
}

export function wipeKeys(keys: ParticipantKeys): void {
	wipe(keys.signSecret, keys.sealIdentity);
}
