import { readFileSync } from "node:fs";
import { describe, expect, test, vi } from "vitest";
import { asFile, makeVectors, VECTOR_NAMES } from "./vectors";

// Work factors and thousands of flipped bytes take their time on a busy machine.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

function stored(name: string): string {
	return readFileSync(new URL(`../../tests/vectors/${name}.json`, import.meta.url), "utf8");
}

describe("M22 the vectors that other readings are checked against", () => {
	test.each(VECTOR_NAMES)("%s come out as stored", async (name) => {
		expect(asFile(await makeVectors(name)) === stored(name)).toBe(true);
	});
});
