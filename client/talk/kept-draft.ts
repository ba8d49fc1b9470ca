/**
 * A draft on this device, for whoever made the phrase first and ticked it. It is sealed with
 * the phrase, so the device alone opens nothing; that there is one can be seen.
 */

import { effect } from "@preact/signals";
import type { Json } from "../protocol/api.ts";
import type { Answers } from "./answered.ts";
import { sealedUnsent } from "./away.ts";
import { worker } from "./remote.ts";
import { answers, keepsDraft, roster, rosterState } from "./store.ts";

const NAME = "draft";
/** Long enough not to seal at every key, short enough for a dying battery. */
const PAUSE_MS = 800;

interface Kept {
	roster: string;
	answers: Answers;
}

export function hasDraft(): boolean {
	return localStorage.getItem(NAME) !== null;
}

export function forgetDraft(): void {
	keepsDraft.value = false;
	localStorage.removeItem(NAME);
}

async function keep(): Promise<void> {
	const draft: Kept = { roster: roster.value?.fingerprint ?? "", answers: answers.value };
	const sealed = await (await worker()).sealDraft(draft as unknown as Json);
	if (keepsDraft.value) localStorage.setItem(NAME, sealed);
}

/** Seals what is written from now on, a moment after each change. */
export function keepDrafts(): () => void {
	let timer = 0;
	return effect(() => {
		if (!keepsDraft.value || answers.value === null || rosterState.value !== "there") return;
		clearTimeout(timer);
		timer = window.setTimeout(() => void keep(), PAUSE_MS);
	});
}

/** What this page sealed when it closed itself, else the draft that was kept; throws when the phrase doesn't open it. */
export async function openDraft(phrase: string): Promise<Kept> {
	const sealed = sealedUnsent.value || localStorage.getItem(NAME);
	if (sealed === null) throw new Error("no draft");
	return (await (await worker()).openDraft(phrase, sealed)) as unknown as Kept;
}
