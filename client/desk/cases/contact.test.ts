// @vitest-environment happy-dom
import { expect, test } from "vitest";
import type { Case } from "../../casework/case.ts";
import { usualChannel } from "./contact.tsx";

const began = (talk: object | null) => usualChannel({ talk } as unknown as Case);

test("M14 a contact is logged as the case came in", () => {
	expect(began({ reporter: { oneTime: false }, callMe: null })).toBe("online");
	expect(began({ reporter: { oneTime: false }, callMe: { number: "06" } })).toBe("telefoon");
	expect(began({ reporter: { oneTime: true }, callMe: null })).toBe("telefoon");
	expect(began(null)).toBe("telefoon");
});
