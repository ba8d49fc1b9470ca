/**
 * Removes what a file tells without showing it: place, device, author, date.
 *
 * All of it happens on this device. What can't be cleaned is said, never guessed.
 */

import { cleanOffice, officeKind } from "./office.ts";
import { cleanPicture, isPicture } from "./picture.ts";

export type Cleaned =
	/** `left`: what stays inside all the same, as codes for the screen. */
	| { outcome: "cleaned"; blob: Blob; left: Left[] }
	/** The sort of file has no hidden part. */
	| { outcome: "plain"; blob: Blob }
	/** We don't know this sort of file, or it is broken or locked. */
	| { outcome: "cannot" };

export type Left = "pictures-inside" | "comments-inside" | "first-frame-only";

const plain = new Set(["text/plain", "text/csv", "text/markdown"]);

/** Never throws: a file that breaks the cleaner is one that can't be cleaned. */
export async function clean(file: File): Promise<Cleaned> {
	try {
		const head = new Uint8Array(await file.slice(0, 16).arrayBuffer());
		if (isPicture(head)) return await cleanPicture(file);
		if (isPdf(head)) {
			const { cleanPdf } = await import("./pdf.ts");
			return await cleanPdf(file);
		}
		if (isZip(head) && officeKind(file.name) !== null) return await cleanOffice(file);
		if (plain.has(file.type) || /\.(txt|csv|md)$/i.test(file.name)) {
			return { outcome: "plain", blob: file };
		}
	} catch {
		return { outcome: "cannot" };
	}
	return { outcome: "cannot" };
}

const isPdf = (head: Uint8Array) => String.fromCharCode(...head.slice(0, 5)) === "%PDF-";
const isZip = (head: Uint8Array) => head[0] === 0x50 && head[1] === 0x4b && head[2] === 3;
