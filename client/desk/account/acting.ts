/** One act at a time on a screen of the door: busy while it runs, a sentence when it failed. */

import { useSignal } from "@preact/signals";
import { doorSentence } from "./words.ts";

export function useActing() {
	const busy = useSignal(false);
	const wrong = useSignal("");
	const act = async (work: () => Promise<unknown>): Promise<boolean> => {
		if (busy.peek()) return false;
		busy.value = true;
		wrong.value = "";
		try {
			await work();
			return true;
		} catch (error) {
			wrong.value = doorSentence(error);
			return false;
		} finally {
			busy.value = false;
		}
	};
	return { busy, wrong, act };
}
