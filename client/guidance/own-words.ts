/**
 * What an organisation adds: parts of a way in its own words, and whom it refers to. Public, like
 * its name and numbers; asked by the fingerprint of its list, without anything of who asks.
 */

import { signal } from "@preact/signals";
import type { OwnEntry } from "../casework/directory.ts";
import { type RoutePart, routeParts } from "../content/content.ts";
import { type Language, language } from "../kit/locale.ts";
import type { OwnParts } from "./route-texts.ts";

interface OwnText {
	route: string;
	part: RoutePart;
	language: Language;
	text: string;
}

interface Guide {
	texts: OwnText[];
	directory: OwnEntry[];
}

const nothing: Guide = { texts: [], directory: [] };
const known = signal<Readonly<Record<string, Guide>>>({});

/** Asks once per list. What can't be had leaves the texts that everybody has. */
export async function loadOwnWords(fingerprint: string): Promise<void> {
	if (fingerprint === "" || known.peek()[fingerprint]) return;
	const guide = await ask(fingerprint).catch(() => null);
	if (guide) known.value = { ...known.peek(), [fingerprint]: guide };
}

async function ask(fingerprint: string): Promise<Guide | null> {
	const answer = await fetch("/api/v1/guide", {
		method: "POST",
		credentials: "omit",
		headers: { "content-type": "application/json" },
		body: JSON.stringify({ fingerprint }),
	});
	return answer.ok ? readGuide(await answer.json()) : null;
}

/** Only what has the shape that a screen can show. */
export function readGuide(told: unknown): Guide {
	const { texts, directory } = (told ?? {}) as Partial<Record<keyof Guide, unknown>>;
	return {
		texts: listOf(texts).filter(isText),
		directory: listOf(directory).filter(isEntry),
	};
}

function listOf(value: unknown): unknown[] {
	return Array.isArray(value) ? value : [];
}

function hasTexts(value: unknown, names: readonly string[]): value is Record<string, string> {
	if (typeof value !== "object" || value === null) return false;
	return names.every((name) => typeof (value as Record<string, unknown>)[name] === "string");
}

function isText(value: unknown): value is OwnText {
	if (!hasTexts(value, ["route", "part", "language", "text"])) return false;
	return (routeParts as readonly string[]).includes(value["part"] ?? "");
}

function isEntry(value: unknown): value is OwnEntry {
	if (!hasTexts(value, ["id", "name", "need", "reach", "hours", "url", "checked_on"])) return false;
	return Array.isArray((value as unknown as OwnEntry).languages);
}

/** The organisation's own parts of one way, in the language of the screen. */
export function ownPartsOf(fingerprint: string, route: string): OwnParts {
	const { texts } = known.value[fingerprint] ?? nothing;
	const fitting = texts.filter(
		(one) => one.route === route && one.language === language.value && one.text.trim() !== "",
	);
	return Object.fromEntries(fitting.map(({ part, text }) => [part, text]));
}

export function ownEntriesOf(fingerprint: string): readonly OwnEntry[] {
	return (known.value[fingerprint] ?? nothing).directory;
}
