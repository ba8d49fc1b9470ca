/** Shows people what is wrong: the first answer that can't be right, in sight and with the focus. */

/** Call this after a complaint was set. On a phone the button is often screens below the field. */
export function toFirstMistake(): void {
	// The complaint is drawn a moment after it was set.
	setTimeout(() => {
		document.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
	});
}
