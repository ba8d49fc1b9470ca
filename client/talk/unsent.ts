/**
 * What was typed and not sent yet. When the page closes itself it is sealed with the phrase and
 * stays in the memory of this page: nobody can read it before the phrase opens it again.
 */

import { type Signal, signal } from "@preact/signals";
import type { Json } from "../protocol/api.ts";
import type { Answers } from "./answered.ts";
import { sealedUnsent } from "./away.ts";
import { worker } from "./remote.ts";
import { answers, roster } from "./store.ts";

export interface Unsent {
	roster: string;
	answers: Answers;
	texts: Record<string, string>;
}

const texts = new Map<string, Signal<string>>();

/** The same text for the same place, however often its screen comes and goes. */
export function unsentText(place: string): Signal<string> {
	const known = texts.get(place);
	if (known) return known;
	const now = signal("");
	texts.set(place, now);
	return now;
}

/** Everything typed into a conversation is gone from this page. */
export function forgetTexts(): void {
	for (const text of texts.values()) text.value = "";
	texts.clear();
}

export function gatherUnsent(): Unsent {
	const typed = [...texts].map(([place, text]) => [place, text.peek()]);
	return {
		roster: roster.peek()?.fingerprint ?? "",
		answers: answers.peek(),
		texts: Object.fromEntries(typed.filter(([, text]) => text !== "")),
	};
}

/** Under the phrase signed in with, or the one that was just kept. */
export async function sealUnsent(unsent: Unsent): Promise<void> {
	sealedUnsent.value = await (await worker()).sealUnsent(unsent as unknown as Json);
}

/** Puts everything back where it was typed. */
export function putBack(unsent: Unsent): void {
	answers.value = unsent.answers;
	for (const [place, text] of Object.entries(unsent.texts)) unsentText(place).value = text;
	sealedUnsent.value = "";
}

/** After signing in; what another phrase sealed stays for that phrase. */
export async function openUnsent(): Promise<void> {
	if (sealedUnsent.value === "") return;
	try {
		putBack((await (await worker()).openUnsent(sealedUnsent.value)) as unknown as Unsent);
	} catch {
		// Somebody else's words: not theirs to read.
	}
}
