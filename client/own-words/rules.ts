/**
 * What in somebody's own words may give away who came, how many, or from where: the rules of
 * src/luwte/reports/data/own_words.toml, read to the same answers as own_words.py does.
 */

/** A passage of the text as `plain` gives it, and why it may give somebody away. */
export interface Trace {
	start: number;
	end: number;
	passage: string;
	reason: string;
	/** What a writer confirms: this passage in this sentence. */
	key: string;
}

interface RuleData {
	reason: string;
	form: string;
	exact?: boolean;
	needs?: string[];
	never?: string[];
	unless?: string;
}

/** The file as it is. */
export interface RulesData {
	words: Record<string, string[]>;
	languages: Record<string, string[]>;
	marks: Record<string, Record<string, string[]>>;
	rules: Record<string, RuleData[]>;
}

interface Rule {
	reason: string;
	form: RegExp;
	exact: boolean;
	needs: string[];
	never: string[];
	unless: RegExp | null;
}

interface Language {
	words: RegExp;
	marks: [name: string, form: RegExp][];
	rules: Rule[];
}

interface Found {
	reason: string;
	first: number;
	last: number;
}

const MOST_KEPT = 2_000;
const sentenceEnd = /[.!?]+(?=['’"”)]*[ \n\t]+['‘"“(]?[A-ZÀÈÉ])|\n+/gu;
const blanks = /[ \t]+/gu;
const breaks = /\r\n?|[\u0085\u2028\u2029]/gu;
/** What nobody sees: it would part a word in two that a reader sees as one. */
const unseen = /[\p{Default_Ignorable_Code_Point}\ufff9-\ufffb]/gu;
const hyphens = /[\u2010\u2011]/gu;
const broken = / ?\n ?(?=[a-zà-ÿ])/gu;
const name = /\{([a-z_]+)\}/gu;

export class Rules {
	readonly #words: Record<string, string[]>;
	readonly #letter: string;
	readonly #languages: Language[];
	/** Of a text that is being typed one sentence changes at a time. */
	readonly #looked = new Map<string, Found[]>();

	constructor(data: RulesData) {
		this.#words = data.words;
		this.#letter = data.words.letter?.[0] ?? "";
		this.#languages = Object.entries(data.languages).map(([language, words]) => ({
			words: this.#form(words),
			marks: Object.entries(data.marks[language] ?? {}).map(([mark, forms]) => [
				mark,
				this.#form(forms, "u"),
			]),
			rules: (data.rules[language] ?? []).map((rule) => this.#rule(rule)),
		}));
	}

	/** All that may give somebody away; `units`: parts that have too few people to be named. */
	traces(text: string, units: readonly string[] = []): Trace[] {
		if (this.#looked.size > MOST_KEPT) this.#looked.clear();
		return [...sentences(plain(text))].flatMap(({ start, sentence }) => {
			const known = `${units.join("\n")}\n${sentence}`;
			const found = this.#looked.get(known) ?? this.#passages(sentence, units);
			this.#looked.set(known, found);
			return found.map((one) => traceOf(one, start, sentence));
		});
	}

	#passages(sentence: string, units: readonly string[]): Found[] {
		const found = this.#named(sentence, units);
		const lower = lowered(sentence);
		for (const language of this.#spoken(lower)) {
			const marks = marksOf(language, lower);
			for (const rule of language.rules)
				if (applies(rule, lower, marks)) found.push(...places(rule, rule.exact ? sentence : lower));
		}
		return apart(found);
	}

	/** The language that a sentence is in; both when that can't be told. */
	#spoken(sentence: string): Language[] {
		const scores = this.#languages.map(({ words }) => [...sentence.matchAll(words)].length);
		const most = Math.max(...scores);
		return this.#languages.filter((_, index) => scores[index] === most);
	}

	#named(sentence: string, units: readonly string[]): Found[] {
		return units
			.map(plain)
			.filter(Boolean)
			.flatMap((unit) =>
				places({ reason: "unit", form: this.#form([escaped(lowered(unit))]) }, lowered(sentence)),
			);
	}

	#rule({ reason, form, exact = false, needs = [], never = [], unless }: RuleData): Rule {
		return {
			reason,
			form: this.#form([form]),
			exact,
			needs,
			never,
			unless: unless === undefined ? null : this.#form([unless], "u"),
		};
	}

	/** One expression for whole words of any of these forms. */
	#form(forms: string[], flags = "gu"): RegExp {
		const edge = `[${this.#letter}0-9]`;
		return new RegExp(`(?<!${edge})(?:${this.#filled(forms.join("|"))})(?!${edge})`, flags);
	}

	/** The form with each `{name}` replaced by its words. */
	#filled(form: string): string {
		return form.replaceAll(name, (_, key: string) => {
			const words = this.#words[key] ?? [];
			return this.#filled(words.length === 1 ? (words[0] ?? "") : `(?:${words.join("|")})`);
		});
	}
}

/**
 * As a reader sees it: usual letters and digits (NFKC), nothing unseen, single spaces, and no line
 * that breaks within a sentence.
 */
export function plain(text: string): string {
	const usual = text.replaceAll(unseen, "").replaceAll(breaks, "\n").normalize("NFKC");
	const spaced = usual.replaceAll(hyphens, "-").replaceAll(blanks, " ");
	return spaced.replaceAll(broken, " ").trim();
}

/** In small letters, each in its place. Cheaper by far than forms that ignore case. */
function lowered(sentence: string): string {
	const lower = sentence.toLowerCase();
	if (lower.length === sentence.length) return lower;
	return Array.from(sentence, (one) => {
		const small = one.toLowerCase();
		return small.length === one.length ? small : one;
	}).join("");
}

function* sentences(text: string): Generator<{ start: number; sentence: string }> {
	let start = 0;
	for (const match of text.matchAll(sentenceEnd)) {
		const end = match.index + match[0].length;
		yield { start, sentence: text.slice(start, end) };
		start = end;
	}
	if (start < text.length) yield { start, sentence: text.slice(start) };
}

function traceOf({ reason, first, last }: Found, start: number, sentence: string): Trace {
	const passage = sentence.slice(first, last);
	const key = `${passage} | ${sentence.trim()}`;
	return { start: start + first, end: start + last, passage, reason, key };
}

function marksOf({ marks }: Language, sentence: string): Set<string> {
	const found = new Set(marks.filter(([, form]) => form.test(sentence)).map(([mark]) => mark));
	if (found.has("story")) found.add("case").add("loose");
	if (!found.has("general")) found.add("loose");
	return found;
}

function applies({ needs, never, unless }: Rule, sentence: string, marks: Set<string>): boolean {
	if (!needs.every((mark) => marks.has(mark)) || never.some((mark) => marks.has(mark)))
		return false;
	return !unless?.test(sentence);
}

function places({ reason, form }: Pick<Rule, "reason" | "form">, sentence: string): Found[] {
	return [...sentence.matchAll(form)].map(({ 0: words, index }) => ({
		reason,
		first: index + words.length - words.trimStart().length,
		last: index + words.trimEnd().length,
	}));
}

/** The first and longest of what lies over each other. */
function apart(found: readonly Found[]): Found[] {
	const kept: Found[] = [];
	for (const one of [...found].sort((a, b) => a.first - b.first || b.last - a.last)) {
		const last = kept.at(-1);
		if (!last || one.first >= last.last) kept.push(one);
	}
	return kept;
}

function escaped(words: string): string {
	return words.replaceAll(/[\\^$.*+?()[\]{}|/]/gu, "\\$&");
}
