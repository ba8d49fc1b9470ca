import type { Day, Id, Language } from "../api";
import type { WordList } from "../phrase";
import type { LineSettings } from "./http";

/** What a session needs from where it runs: a browser's Worker, or Node. */
export interface SessionSettings extends LineSettings {
	/** Loads a word list; asked once for each language. */
	words: (language: Language) => Promise<WordList>;
	now?: () => Date;
}

/** `GET instance`. */
export interface Instance {
	instance: Id;
	v: number;
	suite: string;
	site: string;
	limits: { statement: number; file: number; chunk: number };
}

export function dayOf(date: Date): Day {
	return date.toISOString().slice(0, 10);
}

/** The writer's clock as statements carry it: whole seconds, UTC. */
export function timeOf(date: Date): string {
	return `${date.toISOString().slice(0, 19)}Z`;
}

/** Makes something once and keeps it; what failed is tried again the next time. */
export function once<T>(make: () => Promise<T>): () => Promise<T> {
	let made: Promise<T> | undefined;
	return () => {
		if (!made) {
			made = make();
			made.catch(() => {
				made = undefined;
			});
		}
		return made;
	};
}

/** Runs what it is given one after the other, whatever became of the one before. */
export class Queue {
	private last: Promise<unknown> = Promise.resolve();

	run<T>(work: () => Promise<T>): Promise<T> {
		const result = this.last.then(work, work);
		this.last = result.catch(() => undefined);
		return result;
	}
}
