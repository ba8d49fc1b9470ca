/**
 * Shows below a text area what in it may give somebody away, while it is typed, and holds the
 * form back until each passage is written anew or ticked. The server asks the same without this.
 */

import type { Rules, Trace } from "./rules.ts";

const TYPING_MS = 400;

/** What the page says, in its language. `reasons`: why, and what to write instead. */
interface Texts {
	reasons: Record<string, [why: string, instead: string]>;
	one: string;
	more: string;
	none: string;
}

interface Parts {
	area: HTMLTextAreaElement;
	seen: HTMLFieldSetElement;
	list: HTMLElement;
	row: HTMLTemplateElement;
	status: HTMLElement;
	units: string[];
	texts: Texts;
}

/** Watches every field below this element that asks for it. */
export function watchAll(below: ParentNode, rules: Rules): void {
	for (const place of below.querySelectorAll<HTMLElement>("[data-own-words-for]")) {
		const parts = partsOf(place);
		if (parts) new Watched(parts, rules, known(place));
	}
}

/** Passages that were ticked on the page that came, or when the text was saved before. */
function known(place: HTMLElement): Set<string> {
	const boxes = place.querySelectorAll<HTMLInputElement>("input:checked");
	const before: string[] = JSON.parse(place.dataset.known ?? "[]");
	return new Set([...before, ...[...boxes].map((box) => box.value)]);
}

function partsOf(place: HTMLElement): Parts | null {
	const area = document.getElementById(place.dataset.ownWordsFor ?? "");
	const seen = place.querySelector("fieldset");
	const list = seen?.querySelector("ul");
	const row = place.querySelector("template");
	const status = place.querySelector<HTMLElement>("[role=status]");
	if (!(area instanceof HTMLTextAreaElement) || !seen || !list || !row || !status) return null;
	const units = JSON.parse(place.dataset.units ?? "[]");
	return { area, seen, list, row, status, units, texts: JSON.parse(place.dataset.texts ?? "{}") };
}

class Watched {
	readonly #parts: Parts;
	readonly #rules: Rules;
	readonly #ticked: Set<string>;
	#rows = new Map<string, HTMLElement>();
	#waiting = 0;

	constructor(parts: Parts, rules: Rules, ticked: Set<string>) {
		this.#parts = parts;
		this.#rules = rules;
		this.#ticked = ticked;
		const { area, list } = parts;
		area.addEventListener("input", () => {
			clearTimeout(this.#waiting);
			this.#waiting = window.setTimeout(() => this.#look(), TYPING_MS);
		});
		area.form?.addEventListener("submit", (event) => this.#hold(event));
		list.addEventListener("change", () => this.#tell());
		list.replaceChildren();
		// The first look takes longest, and a page that is just there must answer first.
		window.setTimeout(() => this.#look());
	}

	#look(): void {
		clearTimeout(this.#waiting);
		const { area, units, list, seen } = this.#parts;
		const traces = this.#rules.traces(area.value, units);
		this.#keepTicks();
		this.#rows = new Map(
			traces.map((trace) => [trace.key, this.#rows.get(trace.key) ?? this.#made(trace)]),
		);
		place(list, [...this.#rows.values()]);
		seen.hidden = this.#rows.size === 0;
		this.#tell();
	}

	/** A tick counts as long as its sentence is there, and again when it comes back. */
	#keepTicks(): void {
		for (const box of this.#boxes()) {
			if (box.checked) this.#ticked.add(box.value);
			else this.#ticked.delete(box.value);
		}
	}

	#boxes(): HTMLInputElement[] {
		return [...this.#parts.list.querySelectorAll("input")];
	}

	#open(): HTMLInputElement[] {
		return this.#boxes().filter((box) => !box.checked);
	}

	#made(trace: Trace): HTMLElement {
		const { row, texts } = this.#parts;
		const made = row.content.firstElementChild?.cloneNode(true) as HTMLElement;
		const said = made.querySelector("p");
		const box = made.querySelector("input");
		if (said && box) {
			const quoted = document.createElement("q");
			quoted.textContent = trace.passage;
			said.append(quoted, ` ${(texts.reasons[trace.reason] ?? []).join(" ")}`);
			said.id = `own-words-${nextNumber()}`;
			box.setAttribute("aria-describedby", said.id);
			box.value = trace.key;
			box.checked = this.#ticked.has(trace.key);
		}
		return made;
	}

	#tell(): void {
		const { status, texts } = this.#parts;
		const open = this.#open().length;
		const done = this.#rows.size > 0 ? texts.none : "";
		const more = open === 1 ? texts.one : texts.more.replace("%s", String(open));
		const text = open === 0 ? done : more;
		if (status.textContent !== text) status.textContent = text;
	}

	#hold(event: SubmitEvent): void {
		const button = event.submitter;
		if (button instanceof HTMLButtonElement && button.formNoValidate) return;
		this.#look();
		const [first] = this.#open();
		if (!first || event.defaultPrevented) return;
		event.preventDefault();
		first.focus();
		first.closest("li")?.scrollIntoView({ block: "nearest" });
	}
}

let number = 0;

function nextNumber(): number {
	number += 1;
	return number;
}

/** Only what is new or gone changes, so that no focus is lost. */
function place(list: HTMLElement, rows: readonly HTMLElement[]): void {
	for (const old of [...list.children]) if (!rows.includes(old as HTMLElement)) old.remove();
	rows.forEach((row, index) => {
		const there = list.children[index];
		if (there !== row) list.insertBefore(row, there ?? null);
	});
}
