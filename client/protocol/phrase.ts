import type { Language, PhraseReading, PhraseWord } from "./api";
import { random } from "./bytes";
import { ensure } from "./refusal";

export type WordList = readonly string[];
/** Lists are loaded when needed; they are too big for the bundle. */
export type WordLists = Readonly<Partial<Record<Language, WordList>>>;

/** What was recognised; `phrase` is the normal form when complete, else "". */
export interface ReadPhrase extends PhraseReading {
	language: Language;
	phrase: string;
}

interface Lexicon {
	/** The list's word by its normal form. */
	words: Map<string, string>;
	longest: number;
}

const BITS = 12;
const SUGGESTIONS = 3;
const lexicons = new WeakMap<WordList, Lexicon>();

function ensureLong(list: WordList): void {
	ensure(list.length >= 2 ** BITS, "bad-shape", "a list of fewer than 4,096 words");
}

/** Eight words unless told otherwise, each drawn without bias. */
export function makePhrase(list: WordList, count = 8): string[] {
	ensureLong(list);
	const fair = 2 ** 16 - (2 ** 16 % list.length);
	const words: string[] = [];
	while (words.length < count) {
		const [high, low] = random(2) as unknown as [number, number];
		const drawn = high * 256 + low;
		if (drawn < fair) words.push(list[drawn % list.length] as string);
	}
	return words;
}

/** NFKD, no marks, lower case, single spaces: what keys are made from. */
export function normalForm(text: string): string {
	return folded(text).join(" ");
}

function folded(text: string): string[] {
	const plain = text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
	return plain.match(/[\p{L}\p{N}]+/gu) ?? [];
}

function lexiconOf(list: WordList): Lexicon {
	const known = lexicons.get(list);
	if (known) return known;
	const words = new Map(list.map((word) => [normalForm(word), word]));
	const longest = Math.max(...[...words.keys()].map((word) => word.length));
	const lexicon = { words, longest };
	lexicons.set(list, lexicon);
	return lexicon;
}

/** Recognises what was typed in either language, however it was spaced, accented or capitalised. */
export function readPhrase(text: string, lists: WordLists, count = 8): ReadPhrase {
	const tokens = folded(text).filter((token) => !/^\p{N}+$/u.test(token));
	const readings = (Object.entries(lists) as [Language, WordList][]).map(([language, list]) => {
		const lexicon = lexiconOf(list);
		const pieces = regrouped(tokens, lexicon);
		const recognised = pieces.filter((piece) => lexicon.words.has(piece)).length;
		return { language, lexicon, pieces, recognised };
	});
	readings.sort((a, b) => b.recognised - a.recognised);
	const best = readings[0];
	ensure(best, "bad-shape", "no list of words");
	const { language, lexicon, pieces, recognised } = best;
	const words = pieces.map((piece) => readWord(piece, lexicon));
	const complete = pieces.length === count && recognised === count;
	return { words, complete, language, phrase: complete ? pieces.join(" ") : "" };
}

function readWord(typed: string, lexicon: Lexicon): PhraseWord {
	const word = lexicon.words.get(typed);
	return word === undefined
		? { typed, word: "", suggestions: suggest(typed, lexicon) }
		: { typed, word, suggestions: [] };
}

/** Splits words run together, and joins a word that was split in two. */
function regrouped(tokens: string[], lexicon: Lexicon): string[] {
	const pieces: string[] = [];
	for (const token of tokens.flatMap((token) => segmented(token, lexicon))) {
		const before = pieces.at(-1);
		const split =
			before !== undefined &&
			lexicon.words.has(before + token) &&
			!(lexicon.words.has(before) && lexicon.words.has(token));
		if (split) pieces[pieces.length - 1] = before + token;
		else pieces.push(token);
	}
	return pieces;
}

/** No word begins another, so there is at most one way to read words written as one. */
function segmented(token: string, { words, longest }: Lexicon): string[] {
	const pieces: string[] = [];
	let rest = token;
	while (rest !== "") {
		let end = Math.min(longest, rest.length);
		while (end > 0 && !words.has(rest.slice(0, end))) end--;
		if (end === 0) return [token];
		pieces.push(rest.slice(0, end));
		rest = rest.slice(end);
	}
	return pieces;
}

function suggest(typed: string, { words }: Lexicon): string[] {
	const most = Math.min(3, Math.ceil(typed.length / 3));
	const near: { word: string; distance: number }[] = [];
	for (const [form, word] of words) {
		if (Math.abs(form.length - typed.length) > most) continue;
		const distance = distanceBetween(typed, form);
		if (distance <= most) near.push({ word, distance });
	}
	near.sort((a, b) => a.distance - b.distance);
	return near.slice(0, SUGGESTIONS).map(({ word }) => word);
}

/** Damerau-Levenshtein (optimal string alignment): swaps of neighbours count as one slip. */
export function distanceBetween(a: string, b: string): number {
	let two: number[] = [];
	let one = Array.from({ length: b.length + 1 }, (_, j) => j);
	for (let i = 1; i <= a.length; i++) {
		const row = [i];
		for (let j = 1; j <= b.length; j++) {
			const cost = a[i - 1] === b[j - 1] ? 0 : 1;
			let least = Math.min(at(one, j) + 1, at(row, j - 1) + 1, at(one, j - 1) + cost);
			const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
			if (swapped) least = Math.min(least, at(two, j - 2) + 1);
			row.push(least);
		}
		two = one;
		one = row;
	}
	return at(one, b.length);
}

function at(row: number[], index: number): number {
	return row[index] ?? Number.POSITIVE_INFINITY;
}

/** One word for every 12 bits, from the front. */
export function wordsOfBits(bytes: Uint8Array, list: WordList, count: number): string[] {
	ensureLong(list);
	ensure(bytes.length * 8 >= count * BITS, "bad-shape", "too few bits");
	return Array.from({ length: count }, (_, i) => {
		const bit = i * BITS;
		const [first = 0, second = 0] = bytes.subarray(bit >> 3);
		const index = bit % 8 === 0 ? (first << 4) | (second >> 4) : ((first & 15) << 8) | second;
		return list[index] as string;
	});
}
