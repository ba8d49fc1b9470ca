/** Asks before a page is left on which something was written and not sent: it is nowhere else. */
export function askBeforeLeaving(form: HTMLFormElement): void {
	let written = false;
	form.addEventListener("input", () => {
		written = true;
	});
	// At the document, after everybody who may hold the form back.
	document.addEventListener("submit", (event) => {
		if (event.target === form && !event.defaultPrevented) written = false;
	});
	window.addEventListener("beforeunload", (event) => {
		if (written) event.preventDefault();
	});
}
