import { base32, fromBase32, random } from "./bytes";
import { sha256 } from "./derive";
import { ensure, ProtocolError } from "./refusal";

const BYTES = 20;
const GROUP = 4;
const LETTERS = 36;
/** Keeps a hopeless text from being tried for ever. */
const MOST_TRIES = 1024;

export function newRecoverySecret(): Uint8Array {
	return random(BYTES);
}

/** 20 bytes as nine groups of four, the last one a check. */
export function formatRecovery(secret: Uint8Array): string {
	ensure(secret.length === BYTES, "bad-shape", "a recovery key is 20 bytes");
	const letters = base32(secret) + checkOf(secret);
	return (letters.match(/.{4}/g) ?? []).join("-");
}

/** The first 20 bits of SHA-256. */
function checkOf(secret: Uint8Array): string {
	return base32(sha256(secret).subarray(0, 5)).slice(0, GROUP);
}

/** Forgives case, spaces, dashes and look-alikes. Throws `bad-shape` when the check fails. */
export function readRecovery(text: string): Uint8Array {
	const typed = text.toUpperCase().replace(/[^A-Z0-9|!]/g, "");
	const letters = typed.replace(/0/g, "O").replace(/8/g, "B").replace(/[1|!]/g, "I");
	ensure(/^[A-Z2-7]{36}$/.test(letters), "bad-shape", `not ${LETTERS} letters and digits`);
	for (const candidate of lookAlikes(letters)) {
		const secret = fromBase32(candidate.slice(0, -GROUP));
		if (checkOf(secret) === candidate.slice(-GROUP)) return secret;
	}
	throw new ProtocolError("bad-shape", "the check doesn't fit");
}

/** I and L look the same in many hands: the text as it is, then with each of them read otherwise. */
function* lookAlikes(letters: string): Generator<string> {
	const places = [...letters].flatMap((letter, i) => (letter === "I" || letter === "L" ? [i] : []));
	const tries = Math.min(2 ** Math.min(places.length, 20), MOST_TRIES);
	for (let mask = 0; mask < tries; mask++) {
		const changed = [...letters];
		places.forEach((place, i) => {
			if ((mask >> i) & 1) changed[place] = changed[place] === "I" ? "L" : "I";
		});
		yield changed.join("");
	}
}
