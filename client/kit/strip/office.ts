/** Word, Excel, PowerPoint and OpenDocument: a zip whose property parts name the author. */

import { strFromU8, strToU8, type Unzipped, unzipSync, type Zippable, zipSync } from "fflate";
import { pictureType, redraw } from "./picture.ts";
import type { Cleaned, Left } from "./strip.ts";

const types: Readonly<Record<string, string>> = {
	docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
	xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
	pptx: "application/vnd.openxmlformats-officedocument.presentationml.presentation",
	odt: "application/vnd.oasis.opendocument.text",
	ods: "application/vnd.oasis.opendocument.spreadsheet",
	odp: "application/vnd.oasis.opendocument.presentation",
};

export function officeKind(name: string): string | null {
	const ending = name.toLowerCase().split(".").at(-1) ?? "";
	return types[ending] ?? null;
}

const xml = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const officeDocument = "http://schemas.openxmlformats.org/officeDocument/2006";
const coreNamespace = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties";
/** The parts stay, so that nothing which points at them breaks; they say nothing any more. */
const emptied: Readonly<Record<string, string>> = {
	"docProps/core.xml": `${xml}<cp:coreProperties xmlns:cp="${coreNamespace}"/>`,
	"docProps/app.xml": `${xml}<Properties xmlns="${officeDocument}/extended-properties"/>`,
	"docProps/custom.xml": `${xml}<Properties xmlns="${officeDocument}/custom-properties"/>`,
	"meta.xml": `${xml}<office:document-meta xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" office:version="1.2"><office:meta/></office:document-meta>`,
};

export async function cleanOffice(file: File): Promise<Cleaned> {
	const parts = unzipSync(new Uint8Array(await file.arrayBuffer()));
	const left = new Set<Left>();
	const kept: Unzipped = {};
	for (const [name, bytes] of Object.entries(parts)) {
		if (/^(docProps\/thumbnail|Thumbnails\/)/i.test(name)) continue;
		kept[name] = await cleanPart(name, bytes, left);
	}
	dropThumbnail(kept);
	// A fixed date: the zip's own clock tells when each part was saved.
	const packed: Zippable = { ...kept };
	// OpenDocument is recognised by this first part, which must not be compressed.
	if (kept.mimetype) packed.mimetype = [kept.mimetype, { level: 0 }];
	const bytes = zipSync(packed, { mtime: new Date(1980, 0, 1, 12) });
	const type = officeKind(file.name) ?? file.type;
	return { outcome: "cleaned", blob: new Blob([bytes], { type }), left: [...left] };
}

async function cleanPart(
	name: string,
	bytes: Uint8Array<ArrayBuffer>,
	left: Set<Left>,
): Promise<Uint8Array<ArrayBuffer>> {
	const empty = emptied[name];
	if (empty !== undefined) return strToU8(empty) as Uint8Array<ArrayBuffer>;
	if (/(^|\/)comments[^/]*\.xml$/i.test(name)) left.add("comments-inside");
	if (/\.xml$/i.test(name)) return anonymised(bytes);
	const type = pictureType(bytes.slice(0, 16));
	if (type === "") return bytes;
	const drawn =
		type === "image/gif" ? null : await redraw(new Blob([bytes]), type).catch(() => null);
	if (drawn === null || drawn.type !== type) {
		left.add("pictures-inside");
		return bytes;
	}
	return new Uint8Array(await drawn.arrayBuffer());
}

/** Names and times beside tracked changes and comments. */
function anonymised(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
	const text = strFromU8(bytes)
		.replace(/\s(w:author|w:initials|w15:author|w15:userId|lastEditedBy)="[^"]*"/g, ' $1=""')
		.replace(/\s(w:date|w16du:dateUtc|dT|dt)="\d{4}-[^"]*"/g, "")
		.replace(/<(dc:creator|dc:date|meta:creator-initials)>[^<]*<\/\1>/g, "<$1></$1>")
		.replace(/<author>[^<]*<\/author>/g, "<author></author>");
	return strToU8(text) as Uint8Array<ArrayBuffer>;
}

function dropThumbnail(parts: Unzipped): void {
	for (const name of ["_rels/.rels", "META-INF/manifest.xml"]) {
		const bytes = parts[name];
		if (bytes === undefined) continue;
		const text = strFromU8(bytes)
			.replace(/<Relationship [^>]*thumbnail[^>]*\/>/gi, "")
			.replace(/<manifest:file-entry [^>]*Thumbnails\/[^>]*\/>/g, "");
		parts[name] = strToU8(text);
	}
}
