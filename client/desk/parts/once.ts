/** An act that a second press must not repeat. */

import { useSignal } from "@preact/signals";
import { keepFocus } from "../../kit/focus.ts";
import { attempt } from "../trouble.ts";

/** `once` answers whether it was done; what went wrong is told as everywhere on the desk. */
export function useOnce() {
	const busy = useSignal(false);
	const once = async (act: () => Promise<unknown>): Promise<boolean> => {
		if (busy.peek()) return false;
		busy.value = true;
		const done = await attempt(act);
		busy.value = false;
		if (done) keepFocus();
		return done;
	};
	return { busy: busy.value, once };
}
