/**
 * Blind tokens for judging the help: RFC 9497, verifiable mode, ristretto255 with SHA-512.
 *
 * A number is blinded, signed by a server that can't see it, checked and unblinded. Number and
 * blinding follow from the return phrase, so that whoever comes back gets the same token.
 */

import { ristretto255_oprf } from "@noble/curves/ed25519.js";
import type { Bin, Id } from "./api";
import { bin, concat, fromBin, fromHex, wipe } from "./bytes";
import { derive } from "./derive";
import { ProtocolError } from "./refusal";

const { voprf } = ristretto255_oprf;

export interface BlindedNumber {
	number: Uint8Array;
	blind: Uint8Array;
	blinded: Uint8Array;
}

/** What the server gives for a blinded number: the element under its key, and the proof of that. */
export interface Evaluation {
	element: Bin;
	proof: Bin;
}

/** What is shown when judging. */
export interface BlindToken {
	number: Bin;
	output: Bin;
}

/** `seed` comes from `phraseSeed(normalForm(phrase))`. */
export function blindedNumber(seed: Uint8Array, conversation: Id): BlindedNumber {
	const context = fromHex(conversation);
	const number = derive(seed, "judgement-number", context);
	const dice = concat(
		derive(seed, "judgement-blind", concat(context, Uint8Array.of(0))),
		derive(seed, "judgement-blind", concat(context, Uint8Array.of(1))),
	);
	const made = voprf.blind(number, (length = dice.length) => dice.slice(0, length));
	wipe(dice);
	return { number, ...made };
}

/** Takes the blinding off; refuses what another key than this one gave. */
export function unblinded(
	given: BlindedNumber,
	{ element, proof }: Evaluation,
	key: Bin,
): BlindToken {
	const { number, blind, blinded } = given;
	try {
		const evaluated = fromBin(element);
		const output = voprf.finalize(number, blind, evaluated, blinded, fromBin(key), fromBin(proof));
		return { number: bin(number), output: bin(output) };
	} catch (error) {
		throw new ProtocolError("bad-signature", `not by the key that everybody is told: ${error}`);
	}
}
