import { describe, expect, it } from "vitest";
import { bundles, languages } from "./compile.mjs";
import {
	type Content,
	type DeskContent,
	type ExceptionsInFull,
	exceptionsFor,
	fill,
	helplinesFor,
} from "./content.js";

const general = ["danger", "grave-crimes", "court", "conscience"];

function content(lang: string): Content {
	return bundles(lang).content as unknown as Content;
}

function inFull(lang: string): ExceptionsInFull {
	return bundles(lang).exceptions as unknown as ExceptionsInFull;
}

describe("M23 which exceptions a reporter reads", () => {
	const table = [
		["private", "internal", "", general],
		["private", "external", "", general],
		["government", "internal", "", ["civil-servant", ...general]],
		["government", "external", "", general],
		["education", "internal", "", ["school-staff", "child-abuse", ...general]],
		["education", "internal", "self", ["school-under-18", "child-abuse", ...general]],
		["education", "external", "", ["child-abuse", ...general]],
		["care", "internal", "", ["child-abuse", ...general]],
		["sport", "club_contact", "", ["club-board", ...general]],
		["sport", "external", "child", general],
	] as const;

	it.each(table)("M23 %s, %s, minor '%s'", (sector, position, minor, expected) => {
		for (const lang of languages) {
			const chosen = exceptionsFor(content(lang).exceptions, { sector, position, minor });
			expect(chosen.map(({ id }) => id)).toEqual(expected);
			for (const { id } of chosen) expect(inFull(lang).full[id]?.paragraphs.length).toBeTruthy();
		}
	});
});

describe("M02 the exceptions that a counsellor reads aloud", () => {
	it.each(languages)("M02 are theirs, in the first person (%s)", (lang) => {
		const { spoken } = bundles(lang).desk as unknown as DeskContent;
		expect(Object.keys(spoken)).toEqual(content(lang).exceptions.map(({ id }) => id));
		for (const one of Object.values(spoken)) {
			expect(one).toMatch(lang === "nl" ? /\b(ik|mij)\b/i : /\b(I|me)\b/);
			expect(one).not.toMatch(/vertrouwens|counsellor|contact person/i);
		}
	});

	it("M02 are part of the version of the script that is read", () => {
		const { texts } = bundles("nl").desk as unknown as DeskContent;
		expect(texts["spoken-agreement"]?.version).toMatch(/^\d{4}-\d\d-\d\d-[0-9a-f]{12}$/);
	});
});

describe("M01 the help lines at hand", () => {
	it("M01 gives a reporter under 18 only lines that are fit for them", () => {
		const fit = ["emergency", "suicide-prevention", "sexual-violence-centre", "safe-at-home"];
		for (const sector of ["private", "government"] as const) {
			const lines = helplinesFor(content("nl").helplines, {
				sector,
				minor: "self",
				subjects: ["discriminatie"],
			});
			expect(lines.map(({ id }) => id)).toEqual(fit);
		}
		const sport = helplinesFor(content("nl").helplines, { sector: "sport", minor: "self" });
		expect(sport.map(({ id }) => id)).toEqual([...fit, "safe-sport"]);
	});

	it("M01 adds what fits the subject and the sector", () => {
		const lines = helplinesFor(content("en").helplines, {
			sector: "sport",
			minor: "",
			subjects: ["discriminatie"],
		});
		expect(lines.map(({ id }) => id)).toEqual([
			"emergency",
			"suicide-prevention",
			"sexual-violence-centre",
			"slachtofferhulp",
			"human-rights",
			"discriminatie",
			"safe-sport",
		]);
	});
});

describe("M24 the text that is agreed to", () => {
	it("M24 has one version in both languages", () => {
		const versions = languages.map((lang) => content(lang).texts["consent-to-keep"]?.version);
		expect(versions[0]).toMatch(/^\d{4}-\d\d-\d\d-[0-9a-f]{12}$/);
		expect(new Set(versions).size).toBe(1);
	});

	it("M24 fills in how long, and refuses to leave a gap", () => {
		expect(fill("Tot {months} maanden", { months: 3 })).toBe("Tot 3 maanden");
		expect(() => fill("Tot {months} maanden", {})).toThrow("{months}");
	});
});

it("M01 the first bundle stays small", async () => {
	const { gzipSync } = await import("node:zlib");
	for (const lang of languages) {
		expect(gzipSync(JSON.stringify(content(lang))).length).toBeLessThan(10_000);
	}
});
