/** Short word of what was just done, shown where `Told` has its place, and gone by itself. */

import { signal } from "@preact/signals";
import { announce } from "../kit/live.tsx";

const SHOWN_MS = 6_000;
let timer: ReturnType<typeof setTimeout> | undefined;

/** "" when there is nothing to tell. */
export const told = signal("");

/** Shows it, and has it read out. */
export function tell(text: string): void {
	clearTimeout(timer);
	told.value = text;
	announce(text);
	timer = setTimeout(() => {
		told.value = "";
	}, SHOWN_MS);
}
