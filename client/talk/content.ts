/** The dated texts of client/content, fetched once per language. */

import { computed, signal } from "@preact/signals";
import type { Content, ExceptionsInFull, Text } from "../content/content.ts";
import { fetchBuilt, type Language, language } from "../kit/locale.ts";
import type { Versions } from "./answers.ts";

const fetched = signal<Partial<Record<Language, Content>>>({});
const inFull = signal<Partial<Record<Language, ExceptionsInFull["full"]>>>({});

const whole = new Set<Language>();

/** The texts in the language of the screen; null until they are there. */
export const content = computed(() => fetched.value[language.value] ?? null);
/** The exceptions in full; null until `loadExceptions` brought them. */
export const exceptionsInFull = computed(() => inFull.value[language.value] ?? null);

export async function loadContent(of: Language): Promise<void> {
	if (fetched.value[of] !== undefined) return;
	const texts = await fetchBuilt<Content>(`content.${of}`);
	fetched.value = { ...fetched.value, [of]: texts };
}

/** The texts of all screens but the first; needed before one of them is shown. */
export async function loadLaterContent(of: Language): Promise<void> {
	if (whole.has(of)) return;
	const [, rest] = await Promise.all([
		loadContent(of),
		fetchBuilt<Pick<Content, "texts" | "choices">>(`content-later.${of}`),
	]);
	const first = fetched.value[of];
	if (first === undefined) return;
	const texts = { ...first.texts, ...rest.texts };
	whole.add(of);
	fetched.value = { ...fetched.value, [of]: { ...first, texts, choices: rest.choices } };
}

/** Whether all texts are there in the language of the screen. */
export const contentIsWhole = computed(
	() => fetched.value[language.value] !== undefined && whole.has(language.value),
);

export async function loadExceptions(of: Language): Promise<void> {
	if (inFull.value[of] !== undefined) return;
	const { full } = await fetchBuilt<ExceptionsInFull>(`exceptions.${of}`);
	inFull.value = { ...inFull.value, [of]: full };
}

/** A text by its id. Only asked for by screens that show once `content` is there. */
export function textOf(id: string): Text {
	const text = content.value?.texts[id];
	if (text === undefined) throw new Error(`no text ${id}`);
	return text;
}

/** One sentence of a text that is a list of sentences, such as `safety`. */
export function sentence(id: string, code: string): string {
	return textOf(id).items?.find((one) => one.code === code)?.text ?? "";
}

/** The versions that a reporter agrees to, as the first statements name them. */
export function contentVersions(): Versions {
	return {
		exceptions: textOf("exceptions-intro").version ?? "",
		consent: textOf("consent-to-keep").version ?? "",
	};
}
