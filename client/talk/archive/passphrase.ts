/**
 * The words that an archive is locked with: eight of ours, or the person's own.
 *
 * A dictionary to judge own words by would be a megabyte, and fetching it would tell what somebody
 * is doing here. So own words must be many, or signs of all sorts: hard to guess whatever they are.
 */

import { fetchBuilt, type Language } from "../../kit/locale.ts";
import { makePhrase } from "../../protocol/phrase.ts";

export type Weakness = "" | "short" | "repeats" | "phrase";

const WORDS = 7;
const LETTERS = 30;
const SIGNS = 20;
const DIFFERENT = 14;

/** New words, drawn as those of a return phrase are; they open nothing else. */
export async function newWords(language: Language): Promise<string[]> {
	return makePhrase(await fetchBuilt<string[]>(`words.${language}`));
}

/** As it is typed into any program for age. */
export function passphraseOf(words: readonly string[]): string {
	return words.join(" ");
}

/** What is wrong with somebody's own words; "" when nothing is. */
export function weaknessOf(own: string): Weakness {
	const words = own.toLowerCase().match(/[\p{L}\p{N}]{2,}/gu) ?? [];
	if (words.length >= WORDS && own.length >= LETTERS)
		return new Set(words).size >= WORDS ? "" : "repeats";
	const sorts = [/\p{Ll}/u, /\p{Lu}/u, /\p{N}/u];
	const mixed = own.length >= SIGNS && sorts.every((sort) => sort.test(own));
	if (!mixed) return "short";
	return new Set(own).size >= DIFFERENT ? "" : "repeats";
}
