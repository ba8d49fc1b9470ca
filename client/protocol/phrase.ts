import type { Language, PhraseReading } from "./api";

export type WordList = readonly string[];
/** Lists are loaded when needed; they are too big for the bundle. */
export type WordLists = Readonly<Partial<Record<Language, WordList>>>;

/** Eight words unless told otherwise, each drawn without bias. */
export function makePhrase(list: WordList, count = 8): string[] {
	throw new Error(`not yet ${list.length} ${count}`);
}

/** NFKD, no marks, lower case, single spaces: what keys are made from. */
export function normalForm(text: string): string {
	throw new Error(`not yet ${text}`);
}

/** Recognises what was typed in either language; `phrase` is the normal form when complete, else "". */
export function readPhrase(
	text: string,
	lists: WordLists,
	count = 8,
): PhraseReading & { language: Language; phrase: string } {
	throw new Error(`not yet ${text} ${lists} ${count}`);
}

/** One word for every 12 bits, from the front. */
export function wordsOfBits(bytes: Uint8Array, list: WordList, count: number): string[] {
	throw new Error(`not yet ${bytes} ${list} ${count}`);
}
