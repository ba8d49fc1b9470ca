/** Typing back three words of the phrase: enough to know that it was kept. */

import { drawn } from "./chance.ts";

export const ASKED = 3;

/** Which words are asked, by position from 0. */
export const ask = (length: number): number[] => drawn(ASKED, length);

const marks = /\p{Diacritic}/gu;

/** As the protocol reads a word: no accents, no capitals, no spaces around. */
export function normal(word: string): string {
	return word.normalize("NFKD").replace(marks, "").trim().toLowerCase();
}

/** The positions whose word isn't right yet. */
export function wrong(
	words: readonly string[],
	asked: readonly number[],
	typed: Readonly<Record<number, string>>,
): number[] {
	return asked.filter(
		(position) => normal(typed[position] ?? "") !== normal(words[position] ?? ""),
	);
}
