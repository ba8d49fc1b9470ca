import { describe, expect, test } from "vitest";
import type { CounsellorCard } from "../protocol/api.ts";
import { offered, remaining, thereFirst } from "./filters.ts";

const card = (person: string, change: Partial<CounsellorCard> = {}): CounsellorCard => ({
	person,
	sign: "",
	profile: {
		name: person,
		position: "internal",
		domains: ["conduct"],
		trained: true,
		gender: "",
		age: "",
		languages: ["nl"],
		background: "",
		expertise: [],
		text: { nl: "", en: "" },
		portrait: "",
		...change.profile,
	},
	keyFingerprint: "",
	fresh: true,
	admittedBy: "",
	endAskedBy: [],
	renewedOn: "",
	promiseDays: 2,
	absentFrom: "",
	absentUntil: "",
	standIn: "",
	onSite: { nl: "", en: "" },
	phone: "",
	...Object.fromEntries(Object.entries(change).filter(([name]) => name !== "profile")),
});

const woman = card("w", { profile: { ...card("w").profile, gender: "woman" } });
const man = card("m", { profile: { ...card("m").profile, gender: "man" }, promiseDays: 1 });
const away = card("a", { promiseDays: 1, absentFrom: "2026-11-01", absentUntil: "2026-11-30" });

describe("M04 choosing a counsellor", () => {
	test("a filter that would not tell them apart isn't offered", () => {
		expect(offered([woman, man, away])).toEqual([["gender", ["man", "woman"]]]);
	});

	test("what remains has one of the wanted values in every filter", () => {
		expect(remaining([woman, man, away], { gender: ["woman"] })).toEqual([woman]);
		expect(remaining([woman, man, away], { gender: [] })).toHaveLength(3);
		expect(remaining([woman, man], { gender: ["woman", "man"], languages: ["en"] })).toEqual([]);
	});

	test("no preference gives who answers soonest and is there", () => {
		expect(thereFirst([woman, away, man], [], "2026-11-16")?.person).toBe("m");
	});

	test("no preference never gives who was ruled out", () => {
		expect(thereFirst([woman, man], ["m"], "2026-11-16")?.person).toBe("w");
		expect(thereFirst([man], ["m"], "2026-11-16")).toBeNull();
	});

	test("among equals the order of chance decides", () => {
		const other = card("other");
		expect(thereFirst([other, woman], [], "2026-11-16")?.person).toBe("other");
		expect(thereFirst([woman, other], [], "2026-11-16")?.person).toBe("w");
	});
});
