/** Short word of what was just done: at the top, out of the way of thumbs, and gone by itself. */

import { closeToast, showToast } from "../kit/live.tsx";

const SHOWN_MS = 5_000;
let timer: ReturnType<typeof setTimeout> | undefined;

export function tell(text: string): void {
	clearTimeout(timer);
	showToast(text);
	timer = setTimeout(closeToast, SHOWN_MS);
}
