/**
 * Parts of an application that are loaded when they are needed.
 *
 * The page refuses scripts whose hash it doesn't know beforehand, and `import()` can't name
 * one. So the shell names the files of each part with their hashes, and they are fetched as
 * such first; `import()` then finds them there. The styles of all such
 * parts come with the first of them.
 */

import { loadLaterTexts } from "./locale.ts";

const fetched = new Map<string, Promise<void>>();

/** Loads a part: `later("thread", () => import("./thread.tsx"))`. A failed load can be tried again. */
export async function later<T>(name: string, load: () => Promise<T>): Promise<T> {
	const scripts = named(`later.${name}`).map((file) => fetchOnce("modulepreload", file));
	const styles = named("later-styles").map((file) => fetchOnce("stylesheet", file));
	await Promise.all([...scripts, ...styles, loadLaterTexts()]);
	return load();
}

type File = readonly [address: string, hash: string];

/** Files of this build with their hashes, as the shell names them. */
function named(name: string): File[] {
	const meta = document.querySelector<HTMLMetaElement>(`meta[name="luwte:${name}"]`);
	const words = meta?.content.split(" ") ?? [];
	return words.flatMap((word, at) => (at % 2 === 0 ? [[word, words[at + 1] ?? ""] as const] : []));
}

function fetchOnce(rel: "modulepreload" | "stylesheet", [address, hash]: File): Promise<void> {
	const known = fetched.get(address);
	if (known) return known;
	const link = document.createElement("link");
	link.rel = rel;
	link.integrity = hash;
	link.href = address;
	const loading = new Promise<void>((resolve, reject) => {
		link.addEventListener("load", () => resolve());
		link.addEventListener("error", () => {
			fetched.delete(address);
			link.remove();
			reject(new Error(`not loaded: ${address}`));
		});
	});
	fetched.set(address, loading);
	document.head.append(link);
	return loading;
}
