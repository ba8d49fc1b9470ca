/** `docs/casework.md` is drawn from the table of kinds; `DRAW=1` draws it anew. */

import { readFileSync, writeFileSync } from "node:fs";
import { expect, test } from "vitest";
import { guidanceKinds } from "./guidance-kinds.ts";
import { type KindRow, mayWrite } from "./kinds.ts";

const FILE = new URL("../../docs/casework.md", import.meta.url);
const BEGIN = "<!-- drawn from client/casework/guidance-kinds.ts -->";
const END = "<!-- /drawn -->";

const rows = Object.entries(guidanceKinds) as [keyof typeof guidanceKinds, KindRow][];
const people = { R: "reporter", O: "one-time words", C: "counsellor" } as const;

function table(): string[] {
	const lines = rows.map(([kind, row]) => {
		const who = row.writers.map((one) => people[one]).join(", ");
		const noted = mayWrite(kind, "R", "conversation") ? "spoken, paper" : "";
		const fields = Object.keys(row.fields).map((one) => `\`${one}\``);
		const answers = (row.answers ?? []).map((one) => `\`${one}\``);
		const cells = [`\`${kind}\``, who, noted, row.places.join(", "), answers.join(" ")];
		return `| ${[...cells, fields.join(" ")].join(" | ")} |`;
	});
	return [
		"| kind | written by | noted as | where | answers | content |",
		"| --- | --- | --- | --- | --- | --- |",
		...lines,
	];
}

function picture(): string[] {
	const arrows = rows.flatMap(([kind, row]) =>
		(row.answers ?? []).map((other) => `  ${other} --> ${kind}`),
	);
	return ["```mermaid", "flowchart LR", ...arrows, "```"];
}

const drawn = [BEGIN, ...table(), "", ...picture(), END].join("\n");

test("the page on casework shows the table as it is in the code", () => {
	const page = readFileSync(FILE, "utf8");
	const [before = "", rest = ""] = page.split(BEGIN);
	const [, after = ""] = rest.split(END);
	const wanted = before + drawn + after;
	if (process.env["DRAW"] === "1") writeFileSync(FILE, wanted);
	else expect(page).toBe(wanted);
});
