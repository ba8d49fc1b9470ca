/** What the desk's passphrase check knows of words and keyboards: fetched only when it checks one. */

import * as common from "@zxcvbn-ts/language-common";
import * as english from "@zxcvbn-ts/language-en";
import dutch from "@zxcvbn-ts/language-nl-be";

/** The `dictionary` and `graphs` options of @zxcvbn-ts/core, as plain data. */
export function passwordWords() {
	return {
		dictionary: { ...common.dictionary, ...prefixed("en", english), ...prefixed("nl", dutch) },
		graphs: common.adjacencyGraphs,
	};
}

function prefixed(lang, { dictionary }) {
	// Titles of encyclopedia pages are half of the bytes and hardly anybody's password.
	const entries = Object.entries(dictionary).filter(([name]) => !name.startsWith("wikipedia"));
	return Object.fromEntries(entries.map(([name, words]) => [`${name}-${lang}`, words]));
}
