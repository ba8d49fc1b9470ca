/** Proof of work in the format of ALTCHA, so that a flood costs the sender something. */

import { sha256 } from "@noble/hashes/sha2.js";
import { type Challenge, solveChallenge } from "altcha-lib";
import type { Line } from "./http";
import { LuwteError } from "./problem";

/** A proof is good for some minutes and one use; a slow line may outlast it, or lose the answer. */
const proofs = 4;

/** Does what costs work; with fresh work when the one at hand is lapsed or spent. */
export async function withWork<T>(line: Line, act: (work: string) => Promise<T>): Promise<T> {
	for (let proof = 1; ; proof++) {
		const work = await proveWork(line);
		try {
			return await act(work);
		} catch (error) {
			const refused = error instanceof LuwteError && error.code === "work-refused";
			if (!refused || proof === proofs) throw error;
		}
	}
}

/** Asks for a challenge and solves it; the answer goes along as `work`, once. */
async function proveWork(line: Line): Promise<string> {
	const challenge = await line.json<Challenge>("work", {}, { patience: "acknowledged" });
	const { algorithm, cost } = challenge.parameters ?? {};
	// The counter is the work; a higher cost would let a server keep a phone busy for ever.
	if (algorithm !== "SHA-256" || cost !== 1) throw line.error("bad-answer");
	const solution = await solveChallenge({
		challenge,
		// The same rounds as the library's own, without a promise for each of them.
		deriveKey: async ({ cost, keyLength = 32 }, salt, password) => {
			let key = sha256.create().update(salt).update(password).digest();
			for (let round = 1; round < cost; round++) key = sha256(key);
			return { derivedKey: key.slice(0, keyLength) };
		},
	});
	if (!solution) throw line.error("internal");
	return btoa(JSON.stringify({ challenge, solution }));
}
