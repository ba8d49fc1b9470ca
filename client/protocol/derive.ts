import { hkdf } from "@noble/hashes/hkdf.js";
import { scrypt } from "@noble/hashes/scrypt.js";
import { sha256 as digest } from "@noble/hashes/sha2.js";
import type { Hash } from "./api";
import { concat, hex, utf8 } from "./bytes";

export type DeriveInfo =
	| "locator"
	| "locator-key"
	| "index-key"
	| "draft-key"
	| "reporter-sign"
	| "reporter-seal"
	| "counsellor-sign"
	| "counsellor-seal"
	| "passkey-seal"
	| "recovery-seal"
	| "judgement-number"
	| "judgement-blind"
	| "statement-key";

const PHRASE_SALT = utf8("luwte/1/return-phrase");
const PHRASE_COST = { N: 2 ** 15, r: 8, p: 1, dkLen: 32 } as const;

export function sha256(bytes: Uint8Array): Uint8Array {
	return digest(bytes);
}

/** SHA-256 in lower-case hex. */
export function hash(bytes: Uint8Array): Hash {
	return hex(digest(bytes));
}

/** 32 bytes of HKDF-SHA-256, bound to what they are for. */
export function derive(secret: Uint8Array, info: DeriveInfo, context?: Uint8Array): Uint8Array {
	const name = utf8(`luwte/1/${info}`);
	const bound = context === undefined ? name : concat(name, new Uint8Array(1), context);
	return hkdf(digest, secret, undefined, bound, 32);
}

/** The seed of a return phrase, from its normal form. Takes a noticeable moment, on purpose. */
export function phraseSeed(normalForm: string): Uint8Array {
	return scrypt(utf8(normalForm), PHRASE_SALT, PHRASE_COST);
}
