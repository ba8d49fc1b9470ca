/**
 * Compares a reporter's look-out card with what a counsellor already knows: open cases and
 * declared ties. It points at likenesses; whether they mean anything the counsellor judges. Pure.
 */

import { folded } from "./case.ts";

export interface Source {
	/** Shown to the counsellor: the case's nickname, or "" for a declared tie. */
	id: string;
	text: string;
	/** In a look-out card or tie every word counts; in a story only names do. */
	names: boolean;
}

export interface Likeness {
	source: string;
	/** The word on the card, and the word it is like. */
	word: string;
	like: string;
	/** Of the longer text, to judge by. */
	around: string;
}

/** Words that say nothing about who it is; both languages, folded. */
const common = new Set(
	(
		"aan achter alle als altijd andere bij bijna collega collegas daar daarna dan dat deze die dit door een eens " +
		"elke en gaat geen geweest gaan haar had hebben heeft heel hem het hier hij hoe hun iemand iets ik in is ja je " +
		"kan komt kon leidinggevende leider maar man manager mee meer men met mij mijn misschien mens mensen moet na naar " +
		"nee nemen niet niets nog nooit nu of om onder ons onze ook op over persoon soms steeds team te tegen toen tot twee " +
		"uit van vanaf vandaag veel voor vrouw waar waren was wat week weken weer wel werd werk wie wij wil wordt ze zei zich " +
		"zij zijn zo zonder zou afdeling groep chef baas directeur bestuur jaar maand maanden dag dagen vertelde hallo beste " +
		"about after all also always and any are been before boss but can colleague colleagues could day did does during each " +
		"for from get had has have her here him his how into its just like made make man many month more most much never not " +
		"now off one only other our out over people person said she should since some someone something still such team than " +
		"that the their them then there these they this those time told two under until very was week weeks well were what " +
		"when where which while who will with woman work would year you your department group head lead leader director hello dear"
	).split(" "),
);

const wordPattern = /[\p{L}][\p{L}\p{M}'’-]*/gu;
const shortest = 3;

interface Word {
	shown: string;
	key: string;
	at: number;
}

/** Likenesses between the card and each source; none means "free", as far as words can tell. */
export function likenesses(card: string, sources: readonly Source[]): Likeness[] {
	const wanted = wordsIn(card, false);
	const found: Likeness[] = [];
	for (const source of sources) {
		const there = wordsIn(source.text, source.names);
		const seen = new Set<string>();
		for (const word of wanted) {
			const like = there.find((other) => isAlike(word.key, other.key));
			if (!like || seen.has(like.key)) continue;
			seen.add(like.key);
			const around = excerpt(source.text, like.at);
			found.push({ source: source.id, word: word.shown, like: like.shown, around });
		}
	}
	return found;
}

/** Words that may be a name. `names`: only those with a capital, not at the start of a sentence. */
function wordsIn(text: string, names: boolean): Word[] {
	return [...text.matchAll(wordPattern)]
		.map((match) => ({
			shown: match[0],
			key: folded(match[0]).replace(/['’-]/g, ""),
			at: match.index,
		}))
		.filter(({ key }) => key.length >= shortest && !common.has(key))
		.filter(({ shown, at }) => !names || (isCapital(shown) && !startsSentence(text, at)));
}

const isCapital = (word: string): boolean => /^\p{Lu}/u.test(word);

/** A first word has a capital anyway; unless the next one has one too, it tells nothing. */
function startsSentence(text: string, at: number): boolean {
	const before = text.slice(0, at).trimEnd();
	if (before !== "" && !/[.!?:\n]$/.test(before)) return false;
	return !/^\S+\s+\p{Lu}/u.test(text.slice(at));
}

function excerpt(text: string, at: number): string {
	const from = Math.max(0, at - 40);
	const part = text
		.slice(from, at + 60)
		.replace(/\s+/g, " ")
		.trim();
	return `${from > 0 ? "… " : ""}${part}${at + 60 < text.length ? " …" : ""}`;
}

/** The same word, but for one slip of the pen; two in a long one. */
export function isAlike(one: string, other: string): boolean {
	if (one === other) return true;
	const shorter = Math.min(one.length, other.length);
	if (shorter < 4) return false;
	const allowed = shorter >= 8 ? 2 : 1;
	if (Math.abs(one.length - other.length) > allowed) return false;
	return distance(one, other) <= allowed;
}

/** Damerau-Levenshtein: letters put in, left out, changed, or swapped with their neighbour. */
function distance(one: string, other: string): number {
	const rows: number[][] = [Array.from({ length: other.length + 1 }, (_, j) => j)];
	const at = (i: number, j: number): number => rows[i]?.[j] ?? Number.POSITIVE_INFINITY;
	for (let i = 1; i <= one.length; i++) {
		const row = [i];
		rows.push(row);
		for (let j = 1; j <= other.length; j++) {
			const same = one[i - 1] === other[j - 1] ? 0 : 1;
			const swapped = one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1];
			row.push(
				Math.min(
					at(i - 1, j) + 1,
					(row[j - 1] ?? 0) + 1,
					at(i - 1, j - 1) + same,
					swapped ? at(i - 2, j - 2) + 1 : Number.POSITIVE_INFINITY,
				),
			);
		}
	}
	return at(one.length, other.length);
}
