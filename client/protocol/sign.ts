import { ed25519 } from "@noble/curves/ed25519.js";
import type { Json } from "./api";
import { concat, fromHex } from "./bytes";
import { type SignPurpose, tagged } from "./canonical";

const PKCS8 = fromHex("302e020100300506032b657004220420");
const ED25519 = { name: "Ed25519" };

let available: Promise<boolean> | undefined;
/** Public keys already judged and imported, by their bytes in text; few, so never emptied. */
const fit = new Map<string, boolean>();
const imported = new Map<string, Promise<CryptoKey>>();

/** Whether this browser's own Ed25519 can be used; asked once. */
export function webCryptoSigns(): Promise<boolean> {
	available ??= (async () => {
		try {
			const key = ed25519.getPublicKey(new Uint8Array(32).fill(1));
			await crypto.subtle.importKey("raw", key as BufferSource, ED25519, false, ["verify"]);
			return true;
		} catch {
			return false;
		}
	})();
	return available;
}

export function publicKey(secret: Uint8Array): Uint8Array {
	return ed25519.getPublicKey(secret);
}

/** 64 bytes; the same whichever library does it. */
export async function sign(secret: Uint8Array, message: Uint8Array): Promise<Uint8Array> {
	return (await webCryptoSigns()) ? signNatively(secret, message) : signPortably(secret, message);
}

/** Strict: canonical encodings, a key of prime order, and no cofactor. Never throws. */
export async function verify(
	key: Uint8Array,
	message: Uint8Array,
	signature: Uint8Array,
): Promise<boolean> {
	if (signature.length !== 64 || !isFitKey(key)) return false;
	return (await webCryptoSigns())
		? verifyNatively(key, message, signature)
		: verifyPortably(key, message, signature);
}

export async function signed(
	purpose: SignPurpose,
	secret: Uint8Array,
	value: Json,
): Promise<Uint8Array> {
	return sign(secret, tagged(purpose, value));
}

export async function signNatively(secret: Uint8Array, message: Uint8Array): Promise<Uint8Array> {
	const pkcs8 = concat(PKCS8, secret);
	const key = await crypto.subtle.importKey("pkcs8", pkcs8 as BufferSource, ED25519, false, [
		"sign",
	]);
	pkcs8.fill(0);
	return new Uint8Array(await crypto.subtle.sign(ED25519, key, message as BufferSource));
}

export function signPortably(secret: Uint8Array, message: Uint8Array): Uint8Array {
	return ed25519.sign(message, secret);
}

function importedKey(key: Uint8Array): Promise<CryptoKey> {
	const name = key.join();
	const known = imported.get(name);
	if (known) return known;
	const made = crypto.subtle.importKey("raw", key as BufferSource, ED25519, false, ["verify"]);
	imported.set(name, made);
	return made;
}

export async function verifyNatively(
	key: Uint8Array,
	message: Uint8Array,
	signature: Uint8Array,
): Promise<boolean> {
	try {
		return await crypto.subtle.verify(
			ED25519,
			await importedKey(key),
			signature as BufferSource,
			message as BufferSource,
		);
	} catch {
		return false;
	}
}

/** Browsers verify without cofactor; the library with it. They agree when R has no small part. */
export function verifyPortably(
	key: Uint8Array,
	message: Uint8Array,
	signature: Uint8Array,
): boolean {
	try {
		return (
			ed25519.verify(signature, message, key, { zip215: false }) &&
			ed25519.Point.fromBytes(signature.subarray(0, 32)).isTorsionFree()
		);
	} catch {
		return false;
	}
}

/** A canonical point of prime order: what every honest key is, and all implementations agree on. */
export function isFitKey(key: Uint8Array): boolean {
	const name = key.join();
	const known = fit.get(name);
	if (known !== undefined) return known;
	let answer = false;
	try {
		const point = key.length === 32 ? ed25519.Point.fromBytes(key) : null;
		answer = point !== null && !point.is0() && point.isTorsionFree();
	} catch {
		answer = false;
	}
	fit.set(name, answer);
	return answer;
}
