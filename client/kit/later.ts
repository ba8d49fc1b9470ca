/**
 * Parts of an application that are loaded when they are needed.
 *
 * The page refuses scripts whose hash it doesn't know beforehand, and `import()` can't name
 * one. So the shell names the files of each part with their hashes, and they are fetched as
 * such first; `import()` then finds them there.
 */

import { loadLaterTexts } from "./locale.ts";

const fetched = new Map<string, Promise<void>>();

/** Loads a part: `later("thread", () => import("./thread.tsx"))`. A failed load can be tried again. */
export async function later<T>(name: string, load: () => Promise<T>): Promise<T> {
	const meta = document.querySelector<HTMLMetaElement>(`meta[name="luwte:later.${name}"]`);
	const words = meta?.content.split(" ") ?? [];
	const pairs = words.flatMap((word, at) => (at % 2 === 0 ? [[word, words[at + 1] ?? ""]] : []));
	const files = pairs.map(([address = "", hash = ""]) => fetchOnce(address, hash));
	await Promise.all([...files, loadLaterTexts()]);
	return load();
}

function fetchOnce(address: string, hash: string): Promise<void> {
	const known = fetched.get(address);
	if (known) return known;
	const link = document.createElement("link");
	link.rel = "modulepreload";
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
