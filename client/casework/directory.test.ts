import { describe, expect, it } from "vitest";
import { bundles } from "../content/compile.mjs";
import type { Content } from "../content/content.ts";
import { directoryOf, isStale, needs, type OwnEntry, reachOf, search } from "./directory.ts";

const { helplines } = bundles("nl").content as unknown as Content;
const coach: OwnEntry = {
	id: "7",
	name: "Coachhuis Zeewind",
	need: "support",
	reach: "coach@zeewind.example",
	hours: "maandag tot en met donderdag",
	url: "https://zeewind.example",
	languages: ["nl", "pl"],
	checked_on: "2026-05-01",
};
const directory = directoryOf(helplines, [coach]);

describe("M13 the directory", () => {
	it("M13 holds the organisation's own entries before the national bodies", () => {
		expect(directory[0]).toMatchObject({ name: "Coachhuis Zeewind", own: true });
		expect(directory).toHaveLength(helplines.length + 1);
	});

	it("M13 gives every national body a need under which it can be found", () => {
		for (const one of directory)
			for (const need of [one.needs[0]]) expect(needs as readonly unknown[]).toContain(need);
	});

	it("M13 is searched by need", () => {
		const found = search(directory, { need: "discrimination" }).map(({ id }) => id);
		expect(found.sort()).toEqual(["discriminatie", "human-rights"]);
		expect(search(directory, { need: "mediation" })).toEqual([]);
	});

	it("M13 is searched by words, whatever their accents or capitals", () => {
		expect(search(directory, { words: "SEKSUEEL geweld" })[0]?.id).toBe("sexual-violence-centre");
		expect(search(directory, { words: "zeew coach" }).map(({ id }) => id)).toEqual(["7"]);
		const labelled = search(directory, { words: "steun" }, (code) =>
			code === "support" ? "Steun en praten" : code,
		);
		expect(labelled.map(({ id }) => id)).toContain("7");
	});

	it("M13 says how a body is reached, and when nobody has looked for half a year", () => {
		const centre = directory.find(({ id }) => id === "sexual-violence-centre");
		expect(centre && reachOf(centre)).toBe("0800-0188 · dag en nacht · centrumseksueelgeweld.nl");
		expect(
			isStale(
				{ ...coach, own: true, about: "", needs: [], phone: "", checkedOn: coach.checked_on },
				"2026-11-22",
			),
		).toBe(true);
		expect(centre && isStale(centre, "2026-11-22")).toBe(false);
	});
});
