/** An agreement as a PDF, made on the device: the words, who signed and when, and the exact text. */

import * as fontkit from "@cantoo/fontkit";
import { PDFDocument, type PDFFont, type PDFPage, rgb } from "@cantoo/pdf-lib";
import type { Block } from "../casework/agreement-text.ts";

export interface Sheet {
	title: string;
	language: string;
	blocks: readonly Block[];
	/** Below the words: who signed, how to check it. */
	sections: readonly { title: string; lines: readonly string[] }[];
	/** Lines to sign on, by hand; none when it was signed otherwise. */
	signHere: readonly string[];
	/** The exact text whose hash was signed, as a file inside. */
	attached: { name: string; text: string };
}

const A4 = [595.28, 841.89] as const;
const MARGIN = 62;
const WIDTH = A4[0] - 2 * MARGIN;
const INK = rgb(0.09, 0.13, 0.14);
const INDENT = 14;
const SIGNING_SPACE = 46;

/** `font`: a TrueType font with all letters that may occur. */
export async function agreementPdf(sheet: Sheet, font: ArrayBuffer): Promise<Blob> {
	const document = await PDFDocument.create({ updateMetadata: false });
	document.registerFontkit(fontkit);
	document.setTitle(sheet.title, { showInWindowTitleBar: true });
	document.setLanguage(sheet.language);
	const page = new Sheets(document, await document.embedFont(font, { subset: true }));
	page.write(sheet.title, 19, 14);
	for (const block of sheet.blocks) writeBlock(page, block);
	for (const { title, lines } of sheet.sections) {
		page.write(title, 13, 5, 14);
		for (const line of lines) page.write(line, 9.5, 4);
	}
	for (const line of sheet.signHere) page.signing(line);
	page.number();
	const { name, text } = sheet.attached;
	await document.attach(new TextEncoder().encode(text), name, { mimeType: "text/plain" });
	const bytes = await document.save({ addDefaultPage: false });
	return new Blob([bytes as Uint8Array<ArrayBuffer>], { type: "application/pdf" });
}

function writeBlock(page: Sheets, block: Block): void {
	if (block.as === "heading") page.write(block.text, 13, 5, 10);
	else if (block.as === "paragraph") page.write(block.text, 10.5, 8);
	else for (const point of block.points) page.point(point);
}

/** Pages that fill from top to bottom. */
class Sheets {
	private page: PDFPage;
	private y = 0;

	constructor(
		private readonly document: PDFDocument,
		private readonly font: PDFFont,
	) {
		this.page = this.next();
	}

	write(text: string, size: number, after: number, before = 0, indent = 0): void {
		this.y -= before;
		for (const line of this.lines(text, size, WIDTH - indent)) {
			this.room(size * 1.5);
			this.y -= size * 1.5;
			this.draw(line, size, MARGIN + indent);
		}
		this.y -= after;
	}

	point(text: string): void {
		this.room(16);
		const [page, y] = [this.page, this.y];
		this.write(text, 10.5, 3, 0, INDENT);
		const dot = { x: MARGIN, y: y - 10.5 * 1.5, size: 10.5, font: this.font, color: INK };
		page.drawText("•", dot);
	}

	signing(label: string): void {
		this.room(SIGNING_SPACE + 20);
		this.y -= SIGNING_SPACE;
		const [start, end] = [MARGIN, MARGIN + WIDTH * 0.6].map((x) => ({ x, y: this.y })) as [
			{ x: number; y: number },
			{ x: number; y: number },
		];
		this.page.drawLine({ start, end, thickness: 0.7, color: INK });
		this.write(label, 9.5, 4, 2);
	}

	number(): void {
		const pages = this.document.getPages();
		pages.forEach((page, at) => {
			const text = `${at + 1} / ${pages.length}`;
			page.drawText(text, { x: MARGIN, y: MARGIN / 2, size: 8, font: this.font, color: INK });
		});
	}

	private next(): PDFPage {
		this.y = A4[1] - MARGIN;
		return this.document.addPage([...A4]);
	}

	private room(height: number): void {
		if (this.y - height < MARGIN) this.page = this.next();
	}

	private draw(text: string, size: number, x: number): void {
		this.page.drawText(text, { x, y: this.y, size, font: this.font, color: INK });
	}

	private lines(text: string, size: number, width: number): string[] {
		const lines: string[] = [];
		let line = "";
		for (const word of text.split(/\s+/u).flatMap((one) => this.broken(one, size, width))) {
			const longer = line === "" ? word : `${line} ${word}`;
			if (this.font.widthOfTextAtSize(longer, size) <= width) line = longer;
			else {
				lines.push(line);
				line = word;
			}
		}
		return [...lines, line];
	}

	/** A word that is wider than the page, in parts that aren't. */
	private broken(word: string, size: number, width: number): string[] {
		if (this.font.widthOfTextAtSize(word, size) <= width) return [word];
		const half = Math.ceil([...word].length / 2);
		const letters = [...word];
		const parts = [letters.slice(0, half).join(""), letters.slice(half).join("")];
		return letters.length < 2 ? [word] : parts.flatMap((one) => this.broken(one, size, width));
	}
}
