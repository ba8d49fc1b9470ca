import { ristretto255_oprf } from "@noble/curves/ed25519.js";
import { describe, expect, test } from "vitest";
import vectors from "../../tests/vectors/voprf.json";
import type { GivenToken, Id } from "./api";
import { bin, fromHex, hex } from "./bytes";
import { blindedNumber, unblinded } from "./judging";
import { judgementSecret } from "./reporter-keys";

const { voprf } = ristretto255_oprf;
const seed = new Uint8Array(32).fill(7);
const conversation = "0123456789abcdef0123456789abcdef";
const keys = voprf.deriveKeyPair(new Uint8Array(32).fill(3), new Uint8Array([1]));

const place = { organisation: "", year: 2026 };
const numberOf = (id: Id) => blindedNumber(judgementSecret(seed, id));

/** By a server that has one key, and tells of this one. */
function given(by = keys, told = keys): { mine: ReturnType<typeof numberOf>; told: GivenToken } {
	const mine = numberOf(conversation);
	const { evaluated, proof } = voprf.blindEvaluate(by.secretKey, by.publicKey, mine.blinded);
	const key = bin(told.publicKey);
	return { mine, told: { ...place, element: bin(evaluated), proof: bin(proof), key } };
}

describe("M18: a blind token", () => {
	test.each(vectors.vectors)("is unblinded as in RFC 9497: $input", (vector) => {
		const mine = {
			number: fromHex(vector.input),
			blind: fromHex(vector.blind),
			blinded: fromHex(vector.blinded),
		};
		const told = {
			...place,
			element: bin(fromHex(vector.evaluated)),
			proof: bin(fromHex(vector.proof)),
			key: bin(fromHex(vectors.publicKey)),
		};
		const { output } = unblinded(mine, told);
		expect(output).toBe(bin(fromHex(vector.output)));
	});

	test.each(vectors.vectors)("is blinded as in RFC 9497: $input", (vector) => {
		const { secretKey, publicKey } = voprf.deriveKeyPair(
			fromHex(vectors.seed),
			fromHex(vectors.info),
		);
		expect([hex(secretKey), hex(publicKey)]).toEqual([vectors.secretKey, vectors.publicKey]);
		const { evaluated } = voprf.blindEvaluate(secretKey, publicKey, fromHex(vector.blinded));
		expect(hex(evaluated)).toBe(vector.evaluated);
	});

	test("depends on the number and the key alone, not on the blinding", () => {
		const { mine, told } = given();
		const { number } = mine;
		const again = voprf.blind(number);
		const other = voprf.blindEvaluate(keys.secretKey, keys.publicKey, again.blinded);
		const otherTold = { ...told, element: bin(other.evaluated), proof: bin(other.proof) };
		expect(hex(again.blinded)).not.toBe(hex(mine.blinded));
		expect(unblinded({ number, ...again }, otherTold)).toEqual(unblinded(mine, told));
	});

	test("is the same for the same words, and another in each conversation", () => {
		const again = numberOf(conversation);
		expect(hex(again.blinded)).toBe(hex(numberOf(conversation).blinded));
		const other = numberOf(conversation.replace("0", "1"));
		expect(hex(other.number)).not.toBe(hex(again.number));
		expect(hex(other.blind)).not.toBe(hex(again.blind));
	});

	test("hides its number: what the server sees is not what anybody shows later", () => {
		const { mine, told } = given();
		const shown = unblinded(mine, told);
		const seen = [bin(mine.blinded), told.element, told.proof];
		for (const one of seen) expect([shown.number, shown.output]).not.toContain(one);
	});

	test("is refused when the server used a key of its own for this one", () => {
		const special = voprf.deriveKeyPair(new Uint8Array(32).fill(4), new Uint8Array([1]));
		const { mine, told } = given(special);
		expect(() => unblinded(mine, told)).toThrow("bad-signature");
	});

	test("is refused when a byte of it was changed", () => {
		const { mine, told } = given();
		for (const field of ["element", "proof"] as const) {
			const changed = {
				...told,
				[field]: `${told[field][0] === "A" ? "B" : "A"}${told[field].slice(1)}`,
			};
			expect(() => unblinded(mine, changed)).toThrow("bad-signature");
		}
	});
});
