/**
 * What is being typed, by the place it is typed in. It lives in this page only, so that locking,
 * which takes every screen away, loses nothing.
 */

import { type Signal, signal } from "@preact/signals";

const kept = new Map<string, { now: Signal<unknown>; first: string }>();

/** The same signal for the same key, however often a screen comes and goes; `first` is plain data. */
export function draftOf<T>(key: string, first: T): Signal<T> {
	const known = kept.get(key);
	if (known) return known.now as Signal<T>;
	const now = signal<T>(first);
	kept.set(key, { now: now as unknown as Signal<unknown>, first: JSON.stringify(first) });
	return now;
}

/** Sent, saved or given up: the next time it begins anew. */
export function dropDraft(key: string): void {
	const known = kept.get(key);
	if (!known) return;
	known.now.value = JSON.parse(known.first);
	kept.delete(key);
}

/** What was being typed about a case that is no more. */
export function dropDraftsOf(id: string): void {
	for (const key of kept.keys()) if (key.includes(id)) kept.delete(key);
}

/** Something was typed that exists nowhere else. */
export function unsaved(): boolean {
	return [...kept.values()].some(({ now, first }) => JSON.stringify(now.peek()) !== first);
}

export function dropAllDrafts(): void {
	kept.clear();
}
