import { describe, expect, test } from "vitest";
import type { Draft } from "../protocol/api.ts";
import type { Case } from "./case.ts";
import { nothingYet } from "./guidance.ts";
import { draft } from "./kinds.ts";
import {
	answersFrom,
	dueOn,
	fitting,
	isAsked,
	ledgerOf,
	type Question,
	restMs,
	tokenIn,
} from "./registrations.ts";
import { idAt, type Line, viewOf } from "./rehearsal.ts";

const mine = (what: Draft, day = "2026-11-23"): Line => ({ by: "counsellor", draft: what, day });
const registration = (token: string, codes = {}, organisation = "org") =>
	draft("registration", { token, organisation, counted: "case", version: 1, year: 2026, codes });
const sent = (...items: string[]) => draft("registration-sent", { items });
const own = (...lines: Line[]) => ledgerOf(viewOf(lines, "own"));
const written = Date.parse("2026-11-23T10:00:00Z");

describe("M24: a registration waits in the own log", () => {
	test("goes out a day later and not before", () => {
		const ledger = own(mine(registration("a")));
		expect(dueOn(ledger, new Date(written + restMs - 1)).size).toBe(0);
		expect(dueOn(ledger, new Date(written + restMs)).get("org")).toHaveLength(1);
	});

	test("goes out once", () => {
		const ledger = own(mine(registration("a")), mine(sent(idAt(0))));
		expect(dueOn(ledger, new Date(written + 9 * restMs)).size).toBe(0);
	});

	test("what was completed since goes in its place, and rests for a day of its own", () => {
		const later = mine(registration("a", { route: "zelf" }), "2026-11-25");
		const ledger = own(mine(registration("a")), mine(sent(idAt(0))), later);
		expect(dueOn(ledger, new Date("2026-11-26T09:00:00Z")).size).toBe(0);
		const [due] = dueOn(ledger, new Date("2026-11-26T10:00:00Z")).get("org") ?? [];
		expect(due?.codes).toEqual({ route: "zelf" });
	});

	test("two moments in one day go out as one", () => {
		const ledger = own(mine(registration("a")), mine(registration("a", { route: "zelf" })));
		expect(dueOn(ledger, new Date(written + restMs)).get("org")).toHaveLength(1);
	});

	test("each organisation gets its own", () => {
		const ledger = own(mine(registration("a")), mine(registration("b", {}, "other")));
		expect([...dueOn(ledger, new Date(written + restMs)).keys()]).toEqual(["org", "other"]);
	});

	test("nothing in it names a case, and the case's file holds the token alone", () => {
		const fields = Object.keys(registration("a").content);
		expect(fields.sort()).toEqual(["codes", "counted", "organisation", "token", "version", "year"]);
		const file = viewOf([mine(draft("counted-as", { token: "a" }))], "file");
		expect(tokenIn(file)).toBe("a");
		expect(tokenIn(viewOf([], "file"))).toBe("");
	});
});

const bare = { opened: "2026-05-04", talk: null, contacts: [] } as unknown as Case;
const about = (subjects: string[], role = "") =>
	({ ...bare, talk: { about: { subjects, role, minor: "" } } }) as unknown as Case;
const codes = (...all: string[]) => all.map((code) => ({ code, domains: [] as string[] }));
const questions: Question[] = [
	{ name: "domain", moment: "intake", multiple: false, codes: codes("oo", "int", "mix", "buiten") },
	{
		name: "category",
		moment: "intake",
		multiple: false,
		codes: [
			{ code: "pesten", domains: ["oo", "mix"] },
			{ code: "discriminatie", domains: ["oo", "mix"] },
			{ code: "werkdruk", domains: ["buiten"] },
		],
	},
	{ name: "ground", moment: "closing", multiple: false, codes: codes("leeftijd") },
	{ name: "help", moment: "closing", multiple: true, codes: codes("luisteren", "extern") },
];
const prefilled = (one: Case) => fitting(answersFrom(one, nothingYet(), ""), questions, 2026);

describe("M24: what the case says is filled in", () => {
	test("from what the reporter said it is about", () => {
		expect(prefilled(about(["pesten", "discriminatie"]))).toMatchObject({
			domain: "oo",
			category: "pesten",
		});
		expect(prefilled(about(["pesten", "int"]))["domain"]).toBe("mix");
		expect(prefilled(about(["int"]))["domain"]).toBe("int");
		expect(prefilled(about(["werkdruk"]))).toEqual({ domain: "buiten", category: "werkdruk" });
		expect(prefilled(about(["weet_niet"]))).toEqual({});
		expect(prefilled(bare)).toEqual({});
	});

	test("aftercare only once it was refused or given: an offer is neither", () => {
		const told = (state: "offered" | "refused", held: number) => {
			const one = { id: "a", state, days: [], by: "", text: "", held: Array(held).fill({}) };
			return answersFrom(bare, { ...nothingYet(), aftercare: [one] }, "")["aftercare"];
		};
		expect(told("offered", 0)).toBeUndefined();
		expect(told("refused", 0)).toBe("aangeboden");
		expect(told("offered", 1)).toBe("gegeven");
	});

	test("with the quarter in which it began", () => {
		expect(answersFrom(bare, nothingYet(), "")["quarter"]).toBe("2");
	});

	test("and holds nothing that isn't asked here, or doesn't go with the domain", () => {
		const odd = { domain: "buiten", category: "pesten", role: "getuige", help: "extern luisteren" };
		expect(fitting(odd, questions, 2026)).toEqual({ domain: "buiten", help: "luisteren extern" });
	});

	test("a ground goes with discrimination only", () => {
		const told = { domain: "oo", category: "pesten", ground: "leeftijd" };
		expect(fitting(told, questions, 2026)["ground"]).toBeUndefined();
		expect(fitting({ ...told, category: "discriminatie" }, questions, 2026)["ground"]).toBe(
			"leeftijd",
		);
	});

	test("how many kinds of behaviour isn't asked: it follows from what was going on", () => {
		const all = codes("pesten", "agressie", "stalking", "discriminatie", "intimidatie", "seks_int");
		const one = (name: string, multiple = false) => ({
			name,
			moment: "closing",
			multiple,
			codes: all,
		});
		const kinds = { ...one("behaviours"), codes: codes("1", "2", "3", "6") };
		const asked = [...questions.slice(0, 1), one("category"), one("further", true), kinds];
		const behaviours = (further: string, domain = "oo") =>
			fitting({ domain, category: "pesten", further, behaviours: "6" }, asked, 2026)["behaviours"];
		expect(behaviours("")).toBe("1");
		expect(behaviours("pesten agressie")).toBe("2");
		expect(behaviours("agressie stalking discriminatie")).toBe("3");
		expect(behaviours("agressie stalking discriminatie intimidatie seks_int")).toBe("6");
		expect(behaviours("", "buiten")).toBeUndefined();
		expect(asked.filter((question) => isAsked(question, {})).map(({ name }) => name)).toEqual([
			"domain",
			"category",
			"further",
		]);
	});

	test("an organisation's own code goes with what it is below, in the years it is asked", () => {
		const own = {
			name: "category_own",
			moment: "intake",
			multiple: false,
			of: "category",
			codes: [{ code: "app", domains: [], under: "pesten", first_year: 2025, last_year: 2026 }],
		};
		const asked = [...questions, own];
		const told = { domain: "oo", category: "pesten", category_own: "app" };
		expect(fitting(told, asked, 2026)["category_own"]).toBe("app");
		expect(fitting(told, asked, 2024)["category_own"]).toBeUndefined();
		expect(fitting(told, asked, 2027)["category_own"]).toBeUndefined();
		const other = { ...told, category: "discriminatie" };
		expect(fitting(other, asked, 2026)["category_own"]).toBeUndefined();
	});
});
