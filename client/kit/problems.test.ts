import { afterEach, describe, expect, it } from "vitest";
import { LuwteError } from "../protocol/session/problem.ts";
import { useCatalogue } from "./locale.ts";
import { sentenceOf } from "./problems.ts";

const phrase = "Make your return phrase first.";
const refused = "The server gave something that is not right. So nothing was sent or opened.";

describe("what an error says to a person", () => {
	afterEach(() => useCatalogue("nl", {}));

	it("is the server's own sentence when the server refuses", () => {
		expect(sentenceOf(new LuwteError("conflict", 409, "Iemand was je voor."))).toBe(
			"Iemand was je voor.",
		);
	});

	it("is in the language on screen when the client refuses", () => {
		const error = new LuwteError("no-phrase", -1, "no phrase was made");
		expect(sentenceOf(error)).toBe(phrase);
		useCatalogue("nl", { [phrase]: "Maak eerst je terugkomzin." });
		expect(sentenceOf(error)).toBe("Maak eerst je terugkomzin.");
	});

	it("says of whatever doesn't verify that nothing was sent or opened", () => {
		expect(sentenceOf(new LuwteError("broken-chain", -1, "item 3"))).toBe(refused);
	});

	it("is never empty, nor for developers", () => {
		for (const one of [null, new Error("x of undefined"), new LuwteError("http-502", 502, "")]) {
			expect(sentenceOf(one)).toBe("Something went wrong. Try again.");
		}
	});
});
