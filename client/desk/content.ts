/** The dated texts of client/content that the desk shows, fetched once per language. */

import { computed, signal } from "@preact/signals";
import type {
	Choices,
	Content,
	DeskContent,
	Helpline,
	ShortException,
	Text,
} from "../content/content.ts";
import { fetchBuilt, type Language, language } from "../kit/locale.ts";

interface Texts {
	texts: Record<string, Text>;
	choices: Record<string, Choices>;
	exceptions: ShortException[];
	helplines: Helpline[];
	spoken: Record<string, string>;
}

const fetched = signal<Partial<Record<Language, Texts>>>({});

/** The texts in the language of the screen; null until they are there. */
export const content = computed(() => fetched.value[language.value] ?? null);

/** The texts in a language of one's choice; null until `loadContent` brought them. */
export function contentIn(of: Language): Texts | null {
	return fetched.value[of] ?? null;
}

export async function loadContent(of: Language): Promise<void> {
	if (fetched.value[of] !== undefined) return;
	const [shared, desk] = await Promise.all([
		fetchBuilt<Content>(`content.${of}`),
		fetchBuilt<DeskContent>(`desk.${of}`),
	]);
	const texts = {
		texts: { ...shared.texts, ...desk.texts },
		choices: { ...shared.choices, ...desk.choices },
		exceptions: shared.exceptions,
		helplines: shared.helplines,
		spoken: desk.spoken,
	};
	fetched.value = { ...fetched.value, [of]: texts };
}

export function textOf(id: string): Text | undefined {
	return content.value?.texts[id];
}

export function choicesOf(id: string): Choices["items"] {
	return content.value?.choices[id]?.items ?? content.value?.texts[id]?.items ?? [];
}

/** What a code is called; the code itself when nobody gave it a name. */
export function nameOfCode(list: string, code: string): string {
	return choicesOf(list).find((one) => one.code === code)?.label ?? code;
}
