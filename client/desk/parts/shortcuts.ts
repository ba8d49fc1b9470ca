/** Single keys for those who work by keyboard. They can be turned off, and never act while typing. */

import { signal } from "@preact/signals";
import type { Id } from "../../protocol/api.ts";
import { isOnboarding } from "../account/onboarding.tsx";
import { lock, stage } from "../account/session.ts";
import { byId, register } from "../cases/store.ts";
import { back, go, type Place, place, type SubjectId } from "../places.ts";

export const helpOpen = signal(false);
export const shortcutSetting = "shortcuts";

const typing = "input, textarea, select, [contenteditable]";
const searchField = "input[type=search]";
const radios = "input[type=radio], input[type=checkbox]";

export function listenToKeys(): void {
	addEventListener("keydown", (event) => {
		if (!listening(event)) return;
		if (event.key === "Escape") return leave(event);
		const target = event.target as HTMLElement | null;
		if (target?.matches(typing)) return;
		if (register.peek().settings[shortcutSetting] === "off" && event.key !== "?") return;
		if (act(event.key)) event.preventDefault();
	});
}

function listening(event: KeyboardEvent): boolean {
	if (stage.peek() !== "open" || isOnboarding() || event.defaultPrevented) return false;
	if (event.ctrlKey || event.metaKey || event.altKey) return false;
	return document.querySelector("dialog[open]") === null;
}

/** First out of the field, then out of the screen. */
function leave(event: KeyboardEvent): void {
	const target = event.target as HTMLElement | null;
	if (target?.matches(searchField)) focusRow(0);
	else if (target?.matches(typing) && !target.matches(radios)) target.blur();
	else back();
}

function act(key: string): boolean {
	const acts: Readonly<Record<string, () => unknown>> = {
		"?": () => (helpOpen.value = true),
		j: () => step(1),
		k: () => step(-1),
		ArrowDown: () => step(1),
		ArrowUp: () => step(-1),
		"/": search,
		t: () => go({ at: "today" }),
		g: () => go({ at: "cases" }),
		n: () => go({ at: "open-case" }),
		c: logContact,
		a: () => go({ at: "count-without-case" }),
		f: () => go({ at: "counted" }),
		m: () => openSubject("meetings"),
		w: () => openSubject("routes"),
		r: () => focusOn("[data-answer]"),
		L: () => lock(),
	};
	const found = acts[key];
	if (!found) return false;
	return found() !== false;
}

/** Arrow keys scroll where there are no rows to walk through. */
function step(by: 1 | -1): boolean {
	const rows = [...document.querySelectorAll<HTMLElement>("[data-row]")];
	if (rows.length === 0) return false;
	const at = rows.indexOf(document.activeElement as HTMLElement);
	return focusRow(at < 0 ? 0 : at + by);
}

function focusRow(index: number): boolean {
	const rows = document.querySelectorAll<HTMLElement>("[data-row]");
	const row = rows[Math.max(0, Math.min(rows.length - 1, index))];
	row?.focus();
	row?.scrollIntoView({ block: "nearest" });
	return row !== undefined;
}

const searchable: readonly Place["at"][] = ["cases", "contact"];

function search(): void {
	if (!searchable.includes(place.peek().at) || !focusOn(searchField)) go({ at: "cases" });
	// The field exists once the screen has been drawn.
	requestAnimationFrame(() => requestAnimationFrame(() => focusOn(searchField)));
}

/** The case on the screen, or "". */
function shownCase(): Id | "" {
	const here = place.peek();
	return here.at === "case" || here.at === "guide" ? here.id : "";
}

function logContact(): void {
	go({ at: "contact", id: shownCase() });
}

function openSubject(subject: SubjectId): boolean {
	const id = shownCase();
	const one = byId.peek().get(id);
	if (!one || one.stage === "new") return false;
	go({ at: "guide", id, subject });
	return true;
}

function focusOn(selector: string): boolean {
	const found = document.querySelector<HTMLElement>(selector);
	found?.focus();
	return found !== null;
}
