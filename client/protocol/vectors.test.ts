import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { asFile, makeVectors, VECTOR_NAMES } from "./vectors";

function stored(name: string): string {
	return readFileSync(new URL(`../../tests/vectors/${name}.json`, import.meta.url), "utf8");
}

describe("M22 the vectors that other readings are checked against", () => {
	test.each(VECTOR_NAMES)("%s come out as stored", { timeout: 60_000 }, async (name) => {
		expect(asFile(await makeVectors(name)) === stored(name)).toBe(true);
	});
});
