import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { blocksOf, filledIn, hashOfAgreement, plainText } from "./agreement-text.ts";

const filling = {
	organisation: "Gemeente {day}",
	counsellor: "Zoë Łabędź",
	months: 3,
	exceptions: ["Bij gevaar.", "Voor de rechter."],
	day: "22 november 2026",
};

describe("M07 the words of an agreement", () => {
	test("are filled in once: what a name holds is left as it is", () => {
		const text = "{counsellor} bij {organisation}, {months} maanden, {nothing}";
		expect(filledIn({ title: "{day}", text }, filling)).toEqual({
			title: "22 november 2026",
			text: "Zoë Łabędź bij Gemeente {day}, 3 maanden, {nothing}",
		});
	});

	test("hold each exception as a point of its own", () => {
		const { text } = filledIn({ title: "", text: "Let op\n- {exceptions}" }, filling);
		expect(blocksOf(text)).toEqual([
			{ as: "paragraph", text: "Let op" },
			{ as: "points", points: filling.exceptions },
		]);
	});

	test("have a hash that any other tool works out as well", () => {
		const hash = createHash("sha256").update("Titel\n\nTekst é", "utf8").digest("hex");
		expect(hashOfAgreement({ title: "Titel", text: "Tekst é" })).toBe(hash);
	});

	test("come from the dated text in the form in which organisations write theirs", () => {
		const text = plainText({
			paragraphs: ["Een"],
			sections: [{ title: "Kop", points: ["a", "b"] }],
			closing: ["Slot"],
		});
		expect(text).toBe("Een\n\n## Kop\n- a\n- b\n\nSlot");
		expect(blocksOf(text).map((one) => one.as)).toEqual([
			"paragraph",
			"heading",
			"points",
			"paragraph",
		]);
	});
});
