import { readFileSync } from "node:fs";
import { parse } from "smol-toml";
import { expect, it } from "vitest";
import { plain, Rules, type RulesData } from "./rules.ts";

interface Sentence {
	text: string;
	traces: [passage: string, reason: string][];
}

type Sets = Record<string, Record<string, Sentence[]>>;

const read = (path: string) => readFileSync(new URL(path, import.meta.url), "utf8");
const data = parse(read("../../src/luwte/reports/data/own_words.toml")) as unknown as RulesData;
const rules = new Rules(data);
const sets: Sets = JSON.parse(read("../../tests/reports/sentences/own_words.json"));
const disguised: { text: string; passage: string }[] = JSON.parse(
	read("../../tests/reports/sentences/disguised.json"),
);
const sentences = Object.values(sets).flatMap((named) => Object.values(named).flat());

it("M26 the browser sees in every sentence what the server sees", () => {
	expect(sentences.length).toBeGreaterThan(200);
	for (const { text, traces } of sentences) {
		const found = rules.traces(text).map(({ passage, reason }) => [passage, reason]);
		expect(found, text).toEqual(traces);
	}
});

it("M26 a passage is found where it stands, and confirmed with its sentence", () => {
	const text = plain("Wij adviseren scholing.\n Er waren dit jaar\n drie  meldingen.");
	const [trace] = rules.traces(text);
	expect(text.slice(trace?.start, trace?.end)).toBe("drie meldingen");
	expect(trace?.key).toBe("drie meldingen | Er waren dit jaar drie meldingen.");
});

it("M26 a part that is too small is never named, whatever signs are in its name", () => {
	const advice = "Wij adviseren aandacht voor team (Groen & Water).";
	expect(rules.traces(advice)).toEqual([]);
	expect(rules.traces(advice, ["(groen & water)", ""])).toMatchObject([{ reason: "unit" }]);
	expect(rules.traces(advice, ["wate", "Groene"])).toEqual([]);
});

it.each(disguised)(
	"M26 signs that nobody sees or that only look alike hide nothing: $text",
	({ text, passage }) => {
		const found = rules.traces(text, ["Postkamer"]).map((trace) => trace.passage);
		expect(found).toContain(passage);
	},
);
