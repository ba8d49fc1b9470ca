import type { Bin, Id } from "./api";
import type { SharedKey } from "./seal";

export type UnlockerType = "passkey" | "words" | "passphrase" | "recovery";

/** As the server keeps it. */
export interface StoredUnlocker {
	id: Id;
	type: UnlockerType;
	sealed: Bin;
	label: string;
}

/** What an unlocker is opened with. */
export type UnlockerSecret =
	| { type: "passkey"; prf: Uint8Array }
	| { type: "words" | "passphrase"; text: string }
	| { type: "recovery"; secret: Uint8Array };

/** What an unlocker is sealed to: a secret now at hand, or a recipient listed in the bundle. */
export type UnlockerTarget = { id: Id; label: string } & (
	| UnlockerSecret
	| { type: "passkey" | "recovery"; recipient: Bin }
);

export interface ListedUnlocker {
	id: Id;
	type: UnlockerType;
	/** "" for words and passphrases. */
	recipient: Bin;
}

export interface Bundle {
	person: Id;
	seed: Uint8Array;
	unlockers: ListedUnlocker[];
}

/** The input of the passkey's PRF (`eval.first`). */
export const PRF_INPUT = new TextEncoder().encode("luwte/1/passkey");

/** A new bundle under a new key, sealed to all the targets; for the first time and for every change. */
export async function sealBundle(
	instance: Id,
	person: Id,
	seed: Uint8Array,
	targets: UnlockerTarget[],
): Promise<{ bundle: Uint8Array; unlockers: StoredUnlocker[] }> {
	throw new Error(`not yet ${instance} ${person} ${seed} ${targets}`);
}

/** The bundle key behind one unlocker; `unreadable` when the secret doesn't fit. */
export async function openUnlocker(secret: UnlockerSecret, sealed: Bin): Promise<SharedKey> {
	throw new Error(`not yet ${secret} ${sealed}`);
}

/** Opens and verifies. `stored`, when given, must be what the bundle lists. */
export async function openBundle(
	key: SharedKey,
	bundle: Uint8Array,
	expected: { instance: Id; person: Id; stored?: { id: Id; type: UnlockerType }[] },
): Promise<Bundle> {
	throw new Error(`not yet ${key} ${bundle} ${expected}`);
}
