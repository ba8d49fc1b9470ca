/** New keys in the place of the old ones: how far they have come, and going on with it. */

import { signal } from "@preact/signals";
import type { Progress } from "../../protocol/api.ts";
import { worker } from "../remote.ts";
import { codeOf, sentenceOf } from "../trouble.ts";
import { me, refreshMe, usedRecovery, whenLocked } from "./session.ts";

export interface Renewal {
	/** How many logs have been looked at; null when nothing runs. */
	at: Pick<Progress, "done" | "total"> | null;
	/** What still needs the old keys after the last run; null before it. */
	left: number | null;
	wrong: string;
}

const rest: Renewal = { at: null, left: null, wrong: "" };

export const renewal = signal<Renewal>(rest);

whenLocked.push(() => {
	renewal.value = rest;
});

/** Run when the new keys are everywhere they can be. */
export const whenRenewed: (() => Promise<void>)[] = [];

/** The old words, passkeys and recovery key open nothing from here on. */
export async function renewKeys(passphrase: string | null): Promise<void> {
	me.value = await (await worker()).renewKeys(passphrase);
	usedRecovery.value = false;
	void goOnRenewing();
}

/** Safe at any time: what is done already isn't done again. */
export async function goOnRenewing(): Promise<void> {
	if (renewal.peek().at !== null) return;
	renewal.value = { at: { done: 0, total: 0 }, left: null, wrong: "" };
	try {
		const { left } = await (await worker()).renewal(({ done, total }) => {
			if (renewal.peek().at !== null) renewal.value = { ...renewal.peek(), at: { done, total } };
		});
		await refreshMe();
		for (const run of whenRenewed) await run();
		renewal.value = { at: null, left, wrong: "" };
	} catch (error) {
		if (codeOf(error) === "locked") return;
		renewal.value = { at: null, left: null, wrong: sentenceOf(error) };
	}
}
