import { describe, expect, test } from "vitest";
import { distanceBetween, makePhrase, normalForm, readPhrase, wordsOfBits } from "./phrase";
import { formatRecovery, newRecoverySecret, readRecovery } from "./recovery";
import { plainWords } from "./rehearsal";

const nl = plainWords("t");
const en = plainWords("w");
const lists = { nl, en };

describe("M08 return phrases", () => {
	test("eight words of one list, and the whole list is used", () => {
		const phrase = makePhrase(nl);
		expect(phrase).toHaveLength(8);
		expect(phrase.every((word) => nl.includes(word))).toBe(true);
		const drawn = new Set(Array.from({ length: 3000 }, () => makePhrase(nl)).flat());
		expect(drawn.size).toBeGreaterThan(4050);
		expect(() => makePhrase(nl.slice(1))).toThrow("4,096");
	});

	test("case, accents, commas and spaces make no difference", () => {
		expect(normalForm(" Café,\tCRÈME\u00a0 zoe\u0308 ")).toBe("cafe creme zoe");
		expect(normalForm("Ångström")).toBe(normalForm("A\u030angstro\u0308m"));
		expect(normalForm("ﬁets")).toBe("fiets");
		const phrase = makePhrase(nl);
		const messy = phrase.map((word, i) => `${i + 1}. ${word.toUpperCase()}`).join(",\n ");
		expect(readPhrase(messy, lists).phrase).toBe(phrase.join(" "));
	});

	test("words written as one, or one as two, are still read", () => {
		const phrase = makePhrase(nl);
		expect(readPhrase(phrase.join(""), lists).phrase).toBe(phrase.join(" "));
		const [first = "", ...others] = phrase;
		const cut = `${first.slice(0, 3)} ${first.slice(3)} ${others.join(" ")}`;
		expect(readPhrase(cut, lists).phrase).toBe(phrase.join(" "));
	});

	test("a phrase works on a page in another language", () => {
		const phrase = makePhrase(en);
		const read = readPhrase(phrase.join(" "), lists);
		expect([read.complete, read.language]).toEqual([true, "en"]);
	});

	test("a slip gets suggestions, nearest first, and no phrase", () => {
		const [, ...others] = makePhrase(nl);
		for (const word of nl.filter((word, i) => i % 40 === 0 && word[0] !== word[1])) {
			const slipped = `${word[1]}${word[0]}${word.slice(2)}`;
			const read = readPhrase([slipped, ...others].join(" "), lists);
			expect(read.complete, slipped).toBe(false);
			expect(read.phrase).toBe("");
			expect(read.words[0]?.word).toBe("");
			expect(read.words[0]?.suggestions).toContain(word);
			expect(read.words[0]?.suggestions.length).toBeLessThanOrEqual(3);
			const apart = read.words[0]?.suggestions.map((one) => distanceBetween(slipped, one)) ?? [];
			expect(apart).toEqual(apart.toSorted((a, b) => a - b));
		}
	});

	test("seven or nine words are no phrase", () => {
		const phrase = makePhrase(nl, 9);
		expect(readPhrase(phrase.join(" "), lists).complete).toBe(false);
		expect(readPhrase(phrase.slice(0, 7).join(" "), lists).complete).toBe(false);
		expect(readPhrase("", lists).words).toEqual([]);
		expect(readPhrase(phrase.slice(0, 6).join(" "), lists, 6).complete).toBe(true);
	});

	test.each([
		["abc", "abc", 0],
		["abc", "acb", 1],
		["abc", "ab", 1],
		["", "ab", 2],
		["kitten", "sitting", 3],
		["fiets", "feits", 1],
	])("%s and %s are %i apart", (a, b, distance) => expect(distanceBetween(a, b)).toBe(distance));

	test("words read aloud are twelve bits each, from the front", () => {
		const indices = Array.from({ length: 4096 }, (_, i) => String(i));
		expect(wordsOfBits(new Uint8Array([0xab, 0xcd, 0xef]), indices, 2)).toEqual(["2748", "3567"]);
		expect(() => wordsOfBits(new Uint8Array(2), indices, 2)).toThrow("bits");
	});
});

describe("M22 printed recovery keys", () => {
	test("nine groups of four, read back however they are typed", () => {
		const secret = newRecoverySecret();
		const text = formatRecovery(secret);
		expect(text).toMatch(/^[A-Z2-7]{4}(-[A-Z2-7]{4}){8}$/);
		expect(readRecovery(text)).toEqual(secret);
		expect(readRecovery(text.toLowerCase().replaceAll("-", "  "))).toEqual(secret);
	});

	test("0 for O, 8 for B, 1 for I or L, and I for L are forgiven", () => {
		for (let i = 0; i < 50; i++) {
			const secret = newRecoverySecret();
			const text = formatRecovery(secret);
			const misread = text.replaceAll("O", "0").replaceAll("B", "8").replaceAll("L", "1");
			expect(readRecovery(misread)).toEqual(secret);
			expect(readRecovery(text.replace("I", "L"))).toEqual(secret);
		}
	});

	test("a wrong or missing letter is noticed", () => {
		const text = formatRecovery(newRecoverySecret());
		const wrong = (text[0] === "A" ? "C" : "A") + text.slice(1);
		expect(() => readRecovery(wrong)).toThrow("bad-shape");
		expect(() => readRecovery(text.slice(1))).toThrow("bad-shape");
	});
});
