/** PDF: author, program, dates, and the descriptions that other programs hide in it. */

import { PDFDict, PDFDocument, PDFName, type PDFObject, PDFRef, PDFStream } from "@cantoo/pdf-lib";
import type { Cleaned, Left } from "./strip.ts";

const hidden = ["Metadata", "PieceInfo", "LastModified"].map((name) => PDFName.of(name));

export async function cleanPdf(file: Blob): Promise<Cleaned> {
	const old = await PDFDocument.load(await file.arrayBuffer(), { updateMetadata: false });
	if (old.isEncrypted) return { outcome: "cannot" };
	// Pages are copied to a new document, so that earlier versions and loose objects stay behind.
	const fresh = await PDFDocument.create({ updateMetadata: false });
	for (const page of await fresh.copyPages(old, old.getPageIndices())) fresh.addPage(page);
	const left = new Set<Left>();
	for (const [, object] of fresh.context.enumerateIndirectObjects()) tidy(object, left);
	const info = fresh.context.trailerInfo.Info;
	if (info instanceof PDFRef) fresh.context.delete(info);
	delete fresh.context.trailerInfo.Info;
	const bytes = await fresh.save({ addDefaultPage: false, updateFieldAppearances: false });
	return {
		outcome: "cleaned",
		blob: new Blob([bytes as Uint8Array<ArrayBuffer>], { type: "application/pdf" }),
		left: [...left],
	};
}

function tidy(object: PDFObject, left: Set<Left>): void {
	const dict = object instanceof PDFStream ? object.dict : object;
	if (!(dict instanceof PDFDict)) return;
	for (const key of hidden) dict.delete(key);
	const subtype = dict.get(PDFName.of("Subtype"));
	if (subtype === PDFName.of("Image") && holdsJpeg(dict)) left.add("pictures-inside");
	if (subtype === PDFName.of("Text") || subtype === PDFName.of("FreeText"))
		left.add("comments-inside");
	// The one who wrote a comment, and when.
	if (dict.has(PDFName.of("Subtype")) && dict.has(PDFName.of("Rect"))) {
		for (const key of ["T", "M", "CreationDate"]) dict.delete(PDFName.of(key));
	}
}

/** A photograph is embedded as it came from the camera, with its own hidden part. */
function holdsJpeg(dict: PDFDict): boolean {
	return String(dict.get(PDFName.of("Filter")) ?? "").includes("DCTDecode");
}
