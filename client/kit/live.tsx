/** What a screen reader should say without the focus moving, and short-lived messages for all. */

import { signal } from "@preact/signals";
import { t } from "./locale.ts";

const spoken = signal("");
const toast = signal<{ text: string; id: number } | null>(null);
let counter = 0;

/** Have this read out when the reader is done with what it is saying. */
export function announce(text: string): void {
	// The same words twice would not be read twice: an invisible difference makes them new.
	spoken.value = spoken.value === text ? `${text}\u00a0` : text;
}

/** What was true for a while is over: nobody finds it any more who reads on to the end. */
export function unannounce(text: string): void {
	if (spoken.value.trimEnd() === text) spoken.value = "";
}

/** Show and read out a short message; it stays until closed or replaced. */
export function showToast(text: string): void {
	counter += 1;
	toast.value = { text, id: counter };
	announce(text);
}

export function closeToast(): void {
	toast.value = null;
}

/** Place this once, at the end of the page. */
export function LiveRegion() {
	return (
		<div class="visually-hidden" aria-live="polite" aria-atomic="true">
			{spoken.value}
		</div>
	);
}

/** Place this where there is room of its own: it lies over nothing that can be pressed. */
export function Toast() {
	if (!toast.value) return null;
	return (
		// Read out by the region above, so not once more from here.
		<div class="toast" role="status" aria-live="off" key={toast.value.id}>
			<span>{toast.value.text}</span>
			<button type="button" class="toast__close" onClick={closeToast} aria-label={t("Close")}>
				<span aria-hidden="true">×</span>
			</button>
		</div>
	);
}
