/** What a screen reader should say without the focus moving. */

import { signal } from "@preact/signals";

const spoken = signal("");

/** Have this read out when the reader is done with what it is saying. */
export function announce(text: string): void {
	// The same words twice would not be read twice: an invisible difference makes them new.
	spoken.value = spoken.value === text ? `${text}\u00a0` : text;
}

/** What was true for a while is over: nobody finds it any more who reads on to the end. */
export function unannounce(text: string): void {
	if (spoken.value.trimEnd() === text) spoken.value = "";
}

/** Place this once, at the end of the page. */
export function LiveRegion() {
	return (
		<div class="visually-hidden" aria-live="polite" aria-atomic="true">
			{spoken.value}
		</div>
	);
}
