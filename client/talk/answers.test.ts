import { describe, expect, test } from "vitest";
import type { CounsellorCard, OrganisationView } from "../protocol/api.ts";
import { noAnswers } from "./answered.ts";
import { isNumber, sizeOfText, toBeCalled, toWrite } from "./answers.ts";

const setting = {
	organisation: { sector: "private", retentionMonths: 12 } as OrganisationView,
	card: { person: "c", profile: { position: "external" } } as CounsellorCard,
	language: "nl",
	versions: { exceptions: "e-1", consent: "c-1" },
} as const;

describe("M08 what a new conversation consists of", () => {
	test("exceptions, consent and the look-out card come first, also when the card is empty", () => {
		const drafts = toWrite(noAnswers("nl"), setting);
		expect(drafts.map((one) => one.kind)).toEqual([
			"exceptions-read",
			"consent-to-keep",
			"look-out",
		]);
		expect(drafts[2]?.content).toEqual({ text: "" });
	});

	test("what was skipped isn't written", () => {
		const drafts = toWrite({ ...noAnswers("nl"), story: " Something happened. " }, setting);
		expect(drafts.map((one) => one.kind).slice(3)).toEqual(["message"]);
		expect(drafts[3]?.content).toEqual({ text: "Something happened." });
	});

	test("who must never come near is written down", () => {
		const drafts = toWrite({ ...noAnswers("nl"), never: ["x"] }, setting);
		expect(drafts.at(-1)).toEqual({ kind: "never", content: { persons: ["x"], text: "" } });
	});
});

describe("M01 asking to be called", () => {
	test("opens like every conversation and holds the number", () => {
		const answers = noAnswers("en");
		answers.call = { number: " 06 0000 0000 ", when: "", language: "en", name: "" };
		const drafts = toBeCalled(answers, setting);
		expect(drafts.map((one) => one.kind)).toEqual([
			"exceptions-read",
			"consent-to-keep",
			"look-out",
			"call-me",
		]);
		expect(drafts[3]?.content).toMatchObject({ number: "06 0000 0000" });
	});

	test("a number has digits, in whatever way it is written", () => {
		expect(isNumber("+31 (0)6-0000 0000")).toBe(true);
		expect(isNumber("mobile")).toBe(false);
	});
});

test("M05 the size of a text counts bytes, emoji and line ends included", () => {
	expect(sizeOfText("é")).toBe(4);
	expect(sizeOfText("\n")).toBe(4);
});
