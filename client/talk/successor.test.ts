import { afterEach, describe, expect, it } from "vitest";
import type { RosterView } from "../protocol/api.ts";
import { exampleRoster } from "./example.ts";
import { rosters } from "./store.ts";
import { newestAfter } from "./successor.ts";

function list(fingerprint: string, replaces: string, succeededBy: string): RosterView {
	return { ...exampleRoster, fingerprint, replaces, succeededBy };
}

afterEach(() => {
	rosters.value = {};
});

describe("M16 M36 the list that took the place of another", () => {
	it("is the last of those that followed", async () => {
		const [a, b, c] = [list("a", "", "b"), list("b", "a", "c"), list("c", "b", "")];
		rosters.value = { a, b, c };
		expect((await newestAfter(a)).fingerprint).toBe("c");
		expect((await newestAfter(c)).fingerprint).toBe("c");
	});

	it("is never one that doesn't say itself which it replaces", async () => {
		const [a, other] = [list("a", "", "b"), list("b", "z", "")];
		rosters.value = { a, b: other };
		expect((await newestAfter(a)).fingerprint).toBe("a");
	});
});
