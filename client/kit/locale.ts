/**
 * Texts in the chosen language. English is the source: `t("Send")` shows its translation.
 *
 * Reading `language` or calling `t` inside a component makes that component follow the
 * language. messages.mjs collects the literal strings into client/locale.
 */

import { computed, signal } from "@preact/signals";

export type Language = "nl" | "en";
export type Values = Record<string, string | number>;
/** By text, or by context, U+0004 and text; two forms for what is counted. */
export type Catalogue = Record<string, string | string[]>;

export const languages: readonly Language[] = ["nl", "en"];

const current = signal<{ language: Language; catalogue: Catalogue }>({
	language: "nl",
	catalogue: {},
});

/** The language on screen. Change it with `chooseLanguage`. */
export const language = computed(() => current.value.language);

/** The text in the current language, with `{name}` filled in. */
export function t(text: string, values?: Values): string {
	return fill(single(current.value.catalogue[text]) ?? text, values);
}

/** The text for a number of things; `{n}` is that number. */
export function tn(one: string, many: string, n: number, values?: Values): string {
	const forms = current.value.catalogue[one];
	const translated = Array.isArray(forms) ? forms[n === 1 ? 0 : 1] : undefined;
	return fill(translated ?? (n === 1 ? one : many), { n, ...values });
}

/** The text in a context, where one English word needs two translations. */
export function tc(context: string, text: string, values?: Values): string {
	return fill(single(current.value.catalogue[`${context}\u0004${text}`]) ?? text, values);
}

/** A day (2026-03-09) in words, without a time: "9 March 2026". What is no day is shown as it is. */
export function formatDay(day: string): string {
	return inWords(day, { dateStyle: "long", timeZone: "UTC" });
}

/** A day with its weekday and no year: "Monday 9 March". What is no day is shown as it is. */
export function formatWeekday(day: string): string {
	return inWords(day, { weekday: "long", day: "numeric", month: "long", timeZone: "UTC" });
}

function inWords(day: string, form: Intl.DateTimeFormatOptions): string {
	const date = new Date(`${day}T12:00:00Z`);
	return Number.isNaN(date.getTime()) ? day : formatOf(tag(), form).format(date);
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** Making one takes longer than using it, and a list asks for hundreds. */
function formatOf(locale: string, form: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
	const key = locale + form.weekday;
	const made = formats.get(key) ?? new Intl.DateTimeFormat(locale, form);
	formats.set(key, made);
	return made;
}

export function formatNumber(value: number): string {
	return new Intl.NumberFormat(tag()).format(value);
}

/** "a, b and c" in the current language. */
export function formatList(items: readonly string[]): string {
	return new Intl.ListFormat(tag(), { type: "conjunction" }).format(items);
}

/** The first of the browser's languages that we speak; Dutch when it speaks neither. */
export function preferredLanguage(wanted: readonly string[] = navigator.languages): Language {
	for (const name of wanted) {
		const match = languages.find((ours) => name.toLowerCase().split("-")[0] === ours);
		if (match) return match;
	}
	return "nl";
}

/** The catalogues in use: a second one comes with what is loaded later. */
const inUse = new Set(["catalogue"]);
const fetchedCatalogues = new Map<string, Catalogue>();

/** Fetch a language's texts and show them. Rejects, and changes nothing, when they can't be had. */
export async function chooseLanguage(chosen: Language): Promise<void> {
	const texts = await Promise.all([...inUse].map((name) => fetchCatalogue(`${name}.${chosen}`)));
	useCatalogue(chosen, Object.assign({}, ...texts));
}

/** The texts of the parts that are loaded later; needed before the first of them is shown. */
export async function loadLaterTexts(): Promise<void> {
	await fetchCatalogue(`catalogue-later.${language.value}`);
	if (inUse.has("catalogue-later")) return;
	inUse.add("catalogue-later");
	await chooseLanguage(language.value);
}

async function fetchCatalogue(name: string): Promise<Catalogue> {
	const texts = fetchedCatalogues.get(name) ?? (await fetchBuilt<Catalogue>(name));
	fetchedCatalogues.set(name, texts);
	return texts;
}

/** Show these texts. */
export function useCatalogue(chosen: Language, catalogue: Catalogue): void {
	current.value = { language: chosen, catalogue };
	if (typeof document !== "undefined") document.documentElement.lang = chosen;
}

/** Files on their way; one may hold what several ask for. */
const underWay = new Map<string, Promise<unknown>>();

/** A JSON file of this build by its name in the shell, such as `content.nl`; or a part of one. */
export async function fetchBuilt<T>(name: string): Promise<T> {
	const meta = document.querySelector<HTMLMetaElement>(`meta[name="luwte:${name}"]`);
	if (!meta) throw new Error(`this build has no ${name}`);
	const [file = "", part] = meta.content.split("#");
	const asked = underWay.get(file) ?? fetchJson(file);
	underWay.set(file, asked);
	try {
		const told = await asked;
		return (part === undefined ? told : (told as Record<string, unknown>)[part]) as T;
	} finally {
		underWay.delete(file);
	}
}

async function fetchJson(file: string): Promise<unknown> {
	const answer = await fetch(file, { credentials: "omit" });
	if (!answer.ok) throw new Error(`${file}: ${answer.status}`);
	return answer.json();
}

function tag(): string {
	return current.value.language === "nl" ? "nl-NL" : "en-GB";
}

function single(found: string | string[] | undefined): string | undefined {
	return typeof found === "string" ? found : undefined;
}

function fill(text: string, values?: Values): string {
	if (!values) return text;
	return text.replace(/\{(\w+)\}/g, (whole, name: string) => {
		const value = values[name];
		return value === undefined ? whole : String(value);
	});
}
