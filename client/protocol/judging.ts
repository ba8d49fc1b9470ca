/**
 * Blind tokens for judging the help: RFC 9497, verifiable mode, ristretto255 with SHA-512.
 *
 * A number is blinded, signed by a server that can't see it, checked and unblinded. The page does
 * this, with a part that comes with the conversation: the Worker, which comes before the first
 * word, only derives what the number and its blind are made of.
 */

import { ristretto255_oprf } from "@noble/curves/ed25519.js";
import type { BlindToken, GivenToken, Id, JudgementSecret, ReporterWorker } from "./api";
import { bin, fromBin } from "./bytes";
import { ProtocolError } from "./refusal";

const { voprf } = ristretto255_oprf;

export interface BlindedNumber {
	number: Uint8Array;
	blind: Uint8Array;
	blinded: Uint8Array;
}

/** What a session does for it. */
type Session = Pick<ReporterWorker, "judgementSecret" | "askToken">;

/** The token of a closed conversation: the same whenever it is asked for under one phrase. */
export async function blindToken(session: Session, conversation: Id): Promise<BlindToken> {
	const mine = blindedNumber(await session.judgementSecret(conversation));
	const given = await session.askToken(conversation, bin(mine.blinded));
	return unblinded(mine, given);
}

export function blindedNumber({ number, dice }: JudgementSecret): BlindedNumber {
	const made = voprf.blind(number, (length = dice.length) => dice.slice(0, length));
	return { number, ...made };
}

/** Takes the blinding off; refuses what another key than that of the organisation and year gave. */
export function unblinded(mine: BlindedNumber, given: GivenToken): BlindToken {
	const { number, blind, blinded } = mine;
	const { organisation, year, element, proof, key } = given;
	try {
		const evaluated = fromBin(element);
		const output = voprf.finalize(number, blind, evaluated, blinded, fromBin(key), fromBin(proof));
		return { organisation, year, number: bin(number), output: bin(output) };
	} catch (error) {
		throw new ProtocolError("bad-signature", `not by the key that everybody is told: ${error}`);
	}
}
