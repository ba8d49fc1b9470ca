/**
 * A browser keeps a page that was left whole in memory, and shows it again on "back": whoever sits
 * there next would read on. So what the page held goes when it is left.
 */

/** `forget` is called when the page is left, and might come back as it was. */
export function forgetWhenLeft(forget: () => void): void {
	addEventListener("pagehide", (event) => {
		if (event.persisted) forget();
	});
}

/** The same for a page that can begin anew: nothing of it is on the screen when it comes back. */
export function beginAnewWhenLeft(forget: () => void): void {
	forgetWhenLeft(() => {
		document.documentElement.classList.add("is-leaving");
		forget();
	});
	addEventListener("pageshow", (event) => {
		if (event.persisted) location.reload();
	});
}
