import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { decodePDFRawStream, PDFDict, PDFDocument, PDFName, PDFRawStream } from "@cantoo/pdf-lib";
import { expect, test } from "vitest";
import { hashOfAgreement } from "../casework/agreement-text.ts";
import { agreementPdf } from "./agreement-pdf.ts";

const file = readFileSync("node_modules/dejavu-fonts-ttf/ttf/DejaVuSans.ttf");
const font = file.buffer.slice(file.byteOffset, file.byteOffset + file.byteLength) as ArrayBuffer;
const words = { title: "Vertrouwensovereenkomst", text: "Zoë Łabędź, Şule en Παύλος" };
const sheet = {
	title: words.title,
	language: "nl",
	blocks: [
		{ as: "paragraph", text: words.text },
		{ as: "points", points: Array.from({ length: 80 }, (_, at) => `Punt ${at} `.repeat(20)) },
	] as const,
	sections: [{ title: "Wie", lines: ["x".repeat(400)] }],
	signHere: ["Handtekening"],
	attached: { name: "agreement.txt", text: `${words.title}\n\n${words.text}` },
};

test("M07 a copy holds all letters, as many pages as it takes, and the exact text that was signed", async () => {
	const blob = await agreementPdf(sheet as never, font);
	const pdf = await PDFDocument.load(await blob.arrayBuffer(), { updateMetadata: false });
	expect(pdf.getTitle()).toBe(words.title);
	expect(pdf.getPageCount()).toBeGreaterThan(2);
	const streams = pdf.context
		.enumerateIndirectObjects()
		.map(([, object]) => object)
		.filter((object) => object instanceof PDFRawStream)
		.filter((one) => one.dict.get(PDFName.of("Type")) === PDFName.of("EmbeddedFile"));
	const [attached] = streams.map((one) => decodePDFRawStream(one).decode());
	if (!attached) throw new Error("nothing attached");
	expect(createHash("sha256").update(attached).digest("hex")).toBe(hashOfAgreement(words));
});

test("M07 a copy tells no time of day and no program", async () => {
	const blob = await agreementPdf(sheet as never, font);
	const pdf = await PDFDocument.load(await blob.arrayBuffer(), { updateMetadata: false });
	expect(pdf.getCreationDate()).toBeUndefined();
	expect(pdf.getProducer()).toBeUndefined();
	for (const [, object] of pdf.context.enumerateIndirectObjects()) {
		const dict = object instanceof PDFRawStream ? object.dict : object;
		if (!(dict instanceof PDFDict)) continue;
		for (const name of ["CreationDate", "ModDate"]) expect(dict.has(PDFName.of(name))).toBe(false);
	}
});
