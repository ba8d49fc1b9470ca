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

/** The cleaner for PDF is large: how to load it is the caller's to say. */
type Pdf = typeof import("./pdf.ts");
export type LoadPdf = (load: () => Promise<Pdf>) => Promise<Pdf>;

const plain = new Set(["text/plain", "text/csv", "text/markdown"]);

/** A file that breaks a cleaner can't be cleaned. Throws only when a cleaner can't be loaded. */
export async function clean(file: File, loadPdf: LoadPdf): Promise<Cleaned> {
	const head = new Uint8Array(await file.slice(0, 16).arrayBuffer());
	const cleaner = await cleanerFor(file, head, loadPdf);
	if (cleaner === null) return { outcome: "cannot" };
	try {
		return await cleaner();
	} catch {
		return { outcome: "cannot" };
	}
}

async function cleanerFor(
	file: File,
	head: Uint8Array,
	loadPdf: LoadPdf,
): Promise<(() => Cleaned | Promise<Cleaned>) | null> {
	if (isPicture(head)) return () => cleanPicture(file);
	if (isPdf(head)) {
		const { cleanPdf } = await loadPdf(() => import("./pdf.ts"));
		return () => cleanPdf(file);
	}
	if (isZip(head) && officeKind(file.name) !== null) return () => cleanOffice(file);
	if (plain.has(file.type) || /\.(txt|csv|md)$/i.test(file.name)) {
		return () => ({ outcome: "plain", blob: file });
	}
	return null;
}

const isPdf = (head: Uint8Array) => String.fromCharCode(...head.slice(0, 5)) === "%PDF-";
const isZip = (head: Uint8Array) => head[0] === 0x50 && head[1] === 0x4b && head[2] === 3;
