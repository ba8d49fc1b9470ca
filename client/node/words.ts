/** The word lists for programs that run in Node: the build writes them into the program. */

import type { WordList, WordLists } from "../protocol/phrase";
import en from "../protocol/words/en.txt";
import nl from "../protocol/words/nl.txt";

function listOf(text: string): WordList {
	return text.split("\n").filter((word) => word !== "");
}

export async function wordLists(): Promise<Required<WordLists>> {
	return { nl: listOf(nl), en: listOf(en) };
}
