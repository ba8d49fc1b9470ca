import { afterEach, describe, expect, it } from "vitest";
import {
	formatDay,
	formatWeekday,
	language,
	preferredLanguage,
	t,
	tc,
	tn,
	useCatalogue,
} from "./locale.ts";

afterEach(() => useCatalogue("nl", {}));

describe("texts", () => {
	it("shows the English source where a catalogue has nothing", () => {
		expect(t("Send")).toBe("Send");
		expect(tn("{n} day", "{n} days", 1)).toBe("1 day");
		expect(tn("{n} day", "{n} days", 0)).toBe("0 days");
	});

	it("shows the translation, with its values filled in", () => {
		useCatalogue("nl", { "Read by {name}": "{name} leest dit" });
		expect(t("Read by {name}", { name: "Noor" })).toBe("Noor leest dit");
	});

	it("leaves a name without a value as it is, and never fills in twice", () => {
		expect(t("{a} and {b}", { a: "{b}", b: "B" })).toBe("{b} and B");
		expect(t("{a}", { b: "x" })).toBe("{a}");
	});

	it("counts in the language's own forms", () => {
		useCatalogue("nl", { "{n} day": ["{n} dag", "{n} dagen"] });
		expect(tn("{n} day", "{n} days", 1)).toBe("1 dag");
		expect(tn("{n} day", "{n} days", 3)).toBe("3 dagen");
	});

	it("tells one English word in two contexts apart", () => {
		useCatalogue("nl", { "verb\u0004Close": "Sluiten", "nearby\u0004Close": "Dichtbij" });
		expect(tc("verb", "Close")).toBe("Sluiten");
		expect(tc("nearby", "Close")).toBe("Dichtbij");
	});

	it("writes days in words", () => {
		expect(formatDay("2026-03-09")).toBe("9 maart 2026");
		useCatalogue("en", {});
		expect(formatWeekday("2026-03-09")).toBe("Monday 9 March");
	});

	it("M22 shows what somebody wrote in place of a day, rather than nothing at all", () => {
		for (const odd of ["gisteren", "2026-99-99", ""]) {
			expect(formatDay(odd)).toBe(odd);
			expect(formatWeekday(odd)).toBe(odd);
		}
	});
});

describe("the language", () => {
	it("is the first that both the browser and we know, and Dutch otherwise", () => {
		expect(preferredLanguage(["fr-FR", "en-US", "nl"])).toBe("en");
		expect(preferredLanguage(["NL-be"])).toBe("nl");
		expect(preferredLanguage(["fr"])).toBe("nl");
	});

	it("changes together with its texts", () => {
		useCatalogue("en", {});
		expect(language.value).toBe("en");
	});
});
