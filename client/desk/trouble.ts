/** What went wrong, in words fit to show. */

import { signal } from "@preact/signals";
import { codeOf, sentenceOf, statusOf } from "../kit/problems.ts";
import { tell } from "./tell.ts";

export { codeOf, sentenceOf, statusOf } from "../kit/problems.ts";

/** What went wrong last on this screen; "" when nothing did. */
export const trouble = signal("");

/** Run when the server doesn't know this session any more. */
export const whenSignedOut: (() => void)[] = [];

export function isSignedOut(error: unknown): boolean {
	return statusOf(error) === 401 && codeOf(error) === "signed-out";
}

/** Runs an act of the person; what goes wrong is told and nothing typed is lost. True when done. */
export async function attempt(work: () => Promise<unknown>): Promise<boolean> {
	trouble.value = "";
	try {
		await work();
		return true;
	} catch (error) {
		trouble.value = sentenceOf(error);
		tell(trouble.value);
		if (isSignedOut(error)) for (const run of whenSignedOut) run();
		return false;
	}
}
