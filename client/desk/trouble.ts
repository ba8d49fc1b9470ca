/** What went wrong, in words fit to show. */

import { signal } from "@preact/signals";
import { sentenceOf } from "../kit/problems.ts";
import { tell } from "./tell.ts";

export { codeOf, sentenceOf, statusOf } from "../kit/problems.ts";

/** What went wrong last on this screen; "" when nothing did. */
export const trouble = signal("");

/** Runs an act of the person; what goes wrong is told and nothing typed is lost. True when done. */
export async function attempt(work: () => Promise<unknown>): Promise<boolean> {
	trouble.value = "";
	try {
		await work();
		return true;
	} catch (error) {
		trouble.value = sentenceOf(error);
		tell(trouble.value);
		return false;
	}
}
