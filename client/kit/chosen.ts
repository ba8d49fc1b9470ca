/** Files that somebody chose to send: cleaned on this device, or kept as they are on purpose. */

import type { Signal } from "@preact/signals";
import { later } from "./later.ts";
import type { Cleaned } from "./strip/strip.ts";

/** The protocol's limit for one file. */
export const LARGEST_FILE = 100 * 1024 * 1024;

export interface Chosen {
	key: string;
	file: File;
	/** Null while it is being cleaned. */
	cleaned: Cleaned | null;
	/** The sender wants it to go with everything that is in it. */
	keepOriginal: boolean;
}

export interface ToSend {
	name: string;
	blob: Blob;
	stripped: boolean;
}

export type Refused = "empty" | "too-large";

export function refusalOf(file: Blob): Refused | null {
	if (file.size === 0) return "empty";
	return file.size > LARGEST_FILE ? "too-large" : null;
}

/**
 * Takes a file into the list at once and cleans it meanwhile. False when the cleaner could not
 * be loaded: the file is out of the list again, since it must not go unseen.
 */
export async function choose(list: Signal<Chosen[]>, file: File): Promise<boolean> {
	const key = crypto.randomUUID();
	list.value = [...list.value, { key, file, cleaned: null, keepOriginal: false }];
	try {
		const { clean } = await later("strip", () => import("./strip/strip.ts"));
		const cleaned = await clean(file, (load) => later("pdf", load));
		list.value = list.value.map((one) => (one.key === key ? { ...one, cleaned } : one));
		return true;
	} catch {
		list.value = list.value.filter((one) => one.key !== key);
		return false;
	}
}

/** What goes over the line: the clean form unless the original was asked for or can't be cleaned. */
export function toSend(chosen: Chosen): ToSend {
	const { cleaned, file, keepOriginal } = chosen;
	if (keepOriginal || cleaned === null || cleaned.outcome === "cannot") {
		return { name: file.name, blob: file, stripped: false };
	}
	return { name: nameFor(file.name, cleaned.blob.type), blob: cleaned.blob, stripped: true };
}

/** A picture that was saved in another form gets the ending that fits. */
function nameFor(name: string, type: string): string {
	if (type === "image/png" && /\.(gif|bmp)$/i.test(name)) {
		return name.replace(/\.[^.]+$/, ".png");
	}
	return name;
}
