import { describe, expect, test } from "vitest";
import type { Draft } from "../protocol/api.ts";
import { countedIn, inWords, tableOf, type Words, yearsIn } from "./counted.ts";
import { draft } from "./kinds.ts";
import { ledgerOf } from "./registrations.ts";
import { type Line, viewOf } from "./rehearsal.ts";

const mine = (what: Draft): Line => ({ by: "counsellor", draft: what });
const said = (token: string, part: object = {}) =>
	mine(
		draft("registration", {
			token,
			organisation: "town",
			counted: "case",
			version: 1,
			year: 2026,
			codes: { domain: "oo", category: "pesten" },
			...part,
		}),
	);
const ledger = (...lines: Line[]) => ledgerOf(viewOf(lines, "own"));
const all = { year: 0, organisation: "" };
const words: Words = [
	{
		name: "domain",
		label: { nl: "Waar gaat het over?", en: "What is it about?" },
		codes: [{ code: "oo", label: { nl: "Ongewenst gedrag", en: "Unwanted behaviour" } }],
	},
	{
		name: "category",
		label: { nl: "Wat is het vooral?", en: "What is it mainly?" },
		codes: [
			{ code: "pesten", label: { nl: "Pesten", en: "Bullying" } },
			{ code: "positie", label: { nl: "Misbruik, belangen", en: "Abuse, interests" } },
			{ code: "bad", label: { nl: "=1+1", en: "=1+1" } },
		],
	},
	{
		name: "help",
		label: { nl: "Wat heb je gedaan?", en: "What did you do?" },
		codes: [
			{ code: "luisteren", label: { nl: "Luisteren", en: "Listened" } },
			{ code: "advies", label: { nl: "Meegedacht", en: "Thought along" } },
		],
	},
];
const table = (language: "nl" | "en", ...lines: Line[]) =>
	tableOf(countedIn(ledger(...lines), all), {
		words,
		language,
		head: ["Jaar", "Organisatie"],
		nameOf: (id) => `"${id}"`,
	});

describe("M25: a counsellor sees what they counted", () => {
	test("by year and organisation, the latest year first", () => {
		const log = ledger(said("a", { year: 2024 }), said("b"), said("c", { organisation: "club" }));
		const tokens = (wanted: object) =>
			countedIn(log, { ...all, ...wanted }).map(({ token }) => token);
		expect(tokens({})).toEqual(["c", "b", "a"]);
		expect(tokens({ year: 2026 })).toEqual(["c", "b"]);
		expect(tokens({ organisation: "club" })).toEqual(["c"]);
		expect(yearsIn(log)).toEqual([2026, 2024]);
	});

	test("corrected it is there once, and what was taken out is gone", () => {
		const log = ledger(
			said("a"),
			said("b"),
			said("a", { year: 2025 }),
			said("b", { counted: "removed", codes: {} }),
		);
		expect(countedIn(log, all).map(({ token, year }) => [token, year])).toEqual([["a", 2025]]);
	});

	test("in words, in the order of the questions; a code without words as it is", () => {
		const codes = { help: "luisteren advies", domain: "oo", shoe: "large" };
		expect(inWords(codes, words, "en")).toEqual([
			["domain", "Unwanted behaviour"],
			["help", "Listened; Thought along"],
			["shoe", "large"],
		]);
	});
});

describe("M25: and takes it along as a table", () => {
	test("as a spreadsheet in that language opens it, without what wasn't counted", () => {
		const codes = { domain: "oo", help: "luisteren advies" };
		expect(
			table("nl", said("a", { codes }), said("b", { counted: "not-counted", codes: {} })),
		).toBe(
			"\uFEFFJaar;Organisatie;Waar gaat het over?;Wat heb je gedaan?\r\n" +
				'2026;"""town""";Ongewenst gedrag;"Luisteren; Meegedacht"\r\n',
		);
		expect(table("en", said("a"))).toContain("What is it about?,What is it mainly?\r\n");
	});

	test("and no cell of it is reckoned with", () => {
		expect(table("en", said("a", { codes: { category: "bad" } }))).toContain(",'=1+1\r\n");
		expect(table("en", said("a", { codes: { category: "positie" } }))).toContain(
			',"Abuse, interests"\r\n',
		);
	});

	test("hundreds of them in no time", () => {
		const many = ledger(...Array.from({ length: 2_000 }, (_, at) => said(`t${at}`)));
		const before = performance.now();
		const rows = countedIn(many, all);
		const told = { words, language: "nl" as const, head: ["", ""] as const, nameOf: () => "" };
		expect(tableOf(rows, told).split("\r\n")).toHaveLength(2_002);
		expect(performance.now() - before).toBeLessThan(500);
	});
});
