import { expect, it } from "vitest";
import { readGuide } from "./own-words.ts";

const text = { route: "complaint", part: "time", language: "nl", text: "Acht weken." };
const entry = {
	id: "1",
	name: "Arbodienst Zeewind",
	need: "work-and-health",
	reach: "088 012 3400",
	hours: "",
	url: "",
	languages: ["nl"],
	checked_on: "2026-11-20",
};

it("M11 takes an organisation's own words and entries as they are", () => {
	expect(readGuide({ texts: [text], directory: [entry] })).toEqual({
		texts: [text],
		directory: [entry],
	});
});

it("M11 leaves out what a screen can't show, whatever a server tells", () => {
	const odd = [null, 3, "x", {}, { ...text, part: "price" }, { ...text, text: 4 }];
	expect(readGuide({ texts: odd, directory: [{ ...entry, languages: "nl" }, null] })).toEqual({
		texts: [],
		directory: [],
	});
	for (const told of [null, [], 7, { texts: {}, directory: "no" }])
		expect(readGuide(told)).toEqual({ texts: [], directory: [] });
});
