// @vitest-environment happy-dom
import { expect, it } from "vitest";
import { askBeforeLeaving } from "./leaving.ts";

function form(): HTMLFormElement {
	const made = document.createElement("form");
	made.append(document.createElement("textarea"));
	document.body.replaceChildren(made);
	askBeforeLeaving(made);
	return made;
}

function asks(): boolean {
	const leaving = new Event("beforeunload", { cancelable: true });
	window.dispatchEvent(leaving);
	return leaving.defaultPrevented;
}

function send(made: HTMLFormElement): void {
	made.dispatchEvent(new Event("submit", { bubbles: true, cancelable: true }));
}

it("asks before words are lost that were written and not sent (M26)", () => {
	const made = form();
	expect(asks()).toBe(false);
	made.querySelector("textarea")?.dispatchEvent(new Event("input", { bubbles: true }));
	expect(asks()).toBe(true);
	send(made);
	expect(asks()).toBe(false);
});

it("goes on asking while a form is held back", () => {
	const made = form();
	made.addEventListener("submit", (event) => event.preventDefault());
	made.querySelector("textarea")?.dispatchEvent(new Event("input", { bubbles: true }));
	send(made);
	expect(asks()).toBe(true);
});
