import { describe, expect, test } from "vitest";
import { type Kind, type KindRow, kinds } from "../../casework/kinds.ts";
import { grouped, hasHeading } from "./kept-groups.ts";

const all = Object.entries(kinds) as [Kind, KindRow][];

describe("M24 what is kept about me", () => {
	test("has a heading for every kind that a conversation can hold", () => {
		const said = all.filter(([, { places }]) => places.includes("conversation"));
		expect(said.map(([kind]) => kind).filter((kind) => !hasHeading(kind))).toEqual([]);
	});

	test("stands in the same order whatever was said first", () => {
		const said = [
			{ kind: "summary" },
			{ kind: "message" },
			{ kind: null },
			{ kind: "decline" },
		] as const;
		const shown = grouped(said);
		expect(shown.map(({ those }) => those.map(({ kind }) => kind))).toEqual([
			["message", "decline"],
			["summary"],
			[null],
		]);
		expect(grouped([...said].reverse()).map(({ title }) => title)).toEqual(
			shown.map(({ title }) => title),
		);
	});
});
