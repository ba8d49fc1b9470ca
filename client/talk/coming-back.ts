/** Where a phrase leads: to conversations, to a new phrase first, or to a draft. */

import { codeOf, sentenceOf } from "../kit/problems.ts";
import { closedItself, closing, sealedUnsent } from "./away.ts";
import { hasDraft, openDraft } from "./kept-draft.ts";
import type { Place } from "./places.ts";
import { worker } from "./remote.ts";
import { keepsDraft, openRoster, phraseKept, rosterOf, rosterState, signedIn } from "./store.ts";
import { openUnsent, putBack } from "./unsent.ts";

export type Arrival =
	| { to: Place }
	| { to: null; why: "incomplete" | "unknown" | "other"; sentence: string };

export async function comeBack(text: string): Promise<Arrival> {
	await closing.done;
	try {
		const result = await (await worker()).signIn(text);
		signedIn(result);
		await openUnsent();
		closedItself.value = false;
		await Promise.all(result.conversations.map((one) => rosterOf(one.roster).catch(() => null)));
		if (result.oneTime) return { to: "replace" };
		return { to: result.conversations.length === 1 ? "conversation" : "conversations" };
	} catch (error) {
		const code = codeOf(error);
		if (code === "incomplete-phrase") return { to: null, why: "incomplete", sentence: "" };
		if (code !== "wrong-phrase") return { to: null, why: "other", sentence: sentenceOf(error) };
		return hasDraft() || sealedUnsent.value !== ""
			? await resume(text)
			: { to: null, why: "unknown", sentence: "" };
	}
}

/** The phrase isn't known to the server yet: it may be that of the draft kept here. */
async function resume(text: string): Promise<Arrival> {
	try {
		const draft = await openDraft(text);
		await openRoster(draft.roster);
		if (rosterState.value !== "there") throw new Error(rosterState.value);
		const isKept = hasDraft();
		putBack({ texts: {}, ...draft });
		closedItself.value = false;
		phraseKept.value = true;
		keepsDraft.value = isKept;
		return { to: "story" };
	} catch (error) {
		const code = codeOf(error);
		const why = code === "wrong-phrase" ? "unknown" : "other";
		return { to: null, why, sentence: sentenceOf(error) };
	}
}
