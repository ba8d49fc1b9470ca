import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bundles, checkRoute, languages, routeParts } from "../content/compile.mjs";
import type { Routes } from "../content/content.ts";
import { type Matter, nextRoutes, type RouteId, routes, routesFor } from "./route-order.ts";

const ids = Object.keys(routes) as RouteId[];
const formal = ids.filter((id) => routes[id] === "formal");
const subjects = bundles("nl").content as unknown as {
	choices: { topics: { items: { code: string }[] } };
};
const codes = subjects.choices.topics.items.map(({ code }) => code);

function order(matter: Partial<Matter>): RouteId[] {
	return routesFor({ subjects: [], ...matter }).map(({ id }) => id);
}

function firstFormal(matter: Partial<Matter>): RouteId | undefined {
	return order(matter).find((id) => formal.includes(id));
}

const anyMatter = fc.record({
	subjects: fc.subarray(codes),
	danger: fc.boolean(),
	aboutTheTop: fc.boolean(),
	formalFirst: fc.boolean(),
});

describe("M10 the order of the routes", () => {
	it("M10 always holds every route once: the reporter decides, whatever it is about", () => {
		fc.assert(
			fc.property(anyMatter, (matter) => {
				expect(order(matter).sort()).toEqual([...ids].sort());
			}),
		);
	});

	it("M10 begins with safety and being listened to, then what is informal", () => {
		const found = order({ subjects: ["pesten"] });
		expect(found.slice(0, 3)).toEqual(["safer-now", "only-listening", "own-talk"]);
		const lastInformal = Math.max(
			...ids.filter((id) => routes[id] === "informal").map((id) => found.indexOf(id)),
		);
		expect(found.indexOf(firstFormal({ subjects: ["pesten"] }) as RouteId)).toBeGreaterThan(
			lastInformal,
		);
	});

	it("M10 puts the formal ways first when the reporter asks so, or where there was violence", () => {
		for (const matter of [{ formalFirst: true }, { danger: true }, { subjects: ["agressie"] }])
			expect(formal).toContain(order(matter)[2]);
	});

	it("M10 begins with medical help and the Centrum Seksueel Geweld when it may be sexual violence", () => {
		fc.assert(
			fc.property(anyMatter, (matter) => {
				const found = order({ ...matter, subjects: [...matter.subjects, "seks_int"] });
				expect(found[0]).toBe("medical-help");
			}),
		);
		const { routes: texts } = bundles("nl").routes as unknown as Routes;
		expect(texts["medical-help"]?.helplines?.[0]).toBe("sexual-violence-centre");
	});

	it("M10 puts talking to the other side last, with a warning, where that may be unsafe", () => {
		for (const matter of [
			{ subjects: ["seks_int"] },
			{ danger: true },
			{ subjects: ["agressie"] },
		]) {
			const found = routesFor({ subjects: [], ...matter });
			const place = found.findIndex(({ id }) => id === "own-talk");
			expect(place).toBeGreaterThan(found.length - 3);
			expect(found[place]?.careful).toBe(true);
		}
		expect(routesFor({ subjects: ["pesten"] }).some(({ careful }) => careful)).toBe(false);
	});

	it("M44 gives the second address first of the formal ways when it is about the top", () => {
		fc.assert(
			fc.property(anyMatter, (matter) => {
				expect(firstFormal({ ...matter, aboutTheTop: true })).toBe("second-address");
			}),
		);
	});

	it("M11 puts first of the formal ways what fits the subject", () => {
		expect(firstFormal({ subjects: ["int"] })).toBe("integrity-report");
		expect(firstFormal({ subjects: ["discriminatie"] })).toBe("outside-bodies");
		expect(firstFormal({ danger: true })).toBe("police");
		expect(order({ subjects: ["werkdruk"] }).slice(0, 5)).toContain("company-doctor");
	});

	it("M13 opens the next way when one led nowhere", () => {
		const next = nextRoutes({ subjects: ["pesten"] }, ["safer-now", "only-listening", "own-talk"]);
		expect(next[0]?.id).toBe("talk-together");
	});
});

describe("M11 the texts of the routes", () => {
	it.each(languages)("M11 are there for every route, in six parts (%s)", (lang) => {
		const { routes: texts } = bundles(lang).routes as unknown as Routes;
		expect(Object.keys(texts).sort()).toEqual([...ids].sort());
		for (const text of Object.values(texts))
			for (const part of routeParts as (keyof typeof text)[])
				expect(text[part], `${text.id} ${part}`).not.toHaveLength(0);
	});

	it.each(languages)("M11 warn wherever one sits down with the other side (%s)", (lang) => {
		const { routes: texts } = bundles(lang).routes as unknown as Routes;
		for (const { id } of routesFor({ subjects: ["seks_int"] }).filter(({ careful }) => careful))
			expect(texts[id]?.careful).toBeTruthy();
	});

	it("M11 have a preparation sheet for the own talk, and two terms for a report", () => {
		const { routes: texts } = bundles("en").routes as unknown as Routes;
		expect(texts["own-talk"]?.sheet?.questions.length).toBeGreaterThan(4);
		expect(texts["integrity-report"]?.terms).toBe(true);
		expect(texts["integrity-report"]?.time.join(" ")).toMatch(/7 days.*3 months/);
	});

	const whole = (): Record<string, unknown> => {
		const words = {
			title: "a",
			short: "b",
			...Object.fromEntries(routeParts.map((part) => [part, ["c"]])),
		};
		return {
			id: "walk",
			nl: { ...words },
			en: { ...words },
			sources: ["a book"],
			next_review: new Date("2027-01-01"),
		};
	};

	it("M11 stop the build when a part is missing, in either language, or nobody read them again", () => {
		expect(() => checkRoute(whole(), "2026-12-31")).not.toThrow();
		expect(() => checkRoute(whole(), "2027-01-01")).toThrow("overdue");
		expect(() => checkRoute({ ...whole(), sources: [] }, "2026-12-31")).toThrow("sources");
		for (const lang of languages)
			for (const part of routeParts) {
				const short = whole();
				delete (short[lang] as Record<string, unknown>)[part];
				expect(() => checkRoute(short, "2026-12-31")).toThrow(`walk: ${lang}.${part} is missing`);
			}
	});
});
