/** What was pressed may be gone once it is done: then reading goes on from the top. */

/** Call this after an act that changes the screen. Focus that is somewhere stays there. */
export function keepFocus(): void {
	// The screen is drawn a moment after its state changed.
	setTimeout(() => {
		if (document.activeElement !== document.body) return;
		document.querySelector<HTMLElement>("[data-screen] h1")?.focus({ preventScroll: true });
		scrollTo(0, 0);
	}, 50);
}
