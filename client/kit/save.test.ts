import { describe, expect, test } from "vitest";
import { inertType } from "../protocol/session/transfer.ts";
import { plainName } from "./save.ts";

describe("M09 a file that somebody sends", () => {
	test.each([
		["loon\u202efdp.exe", "loonfdp.exe"],
		["../../.profile", ".....profile"],
		["a\u0000b\nc.txt", "abc.txt"],
		["\u200f", "_"],
		["café ☕ 2026.pdf", "café ☕ 2026.pdf"],
	])("is called what it is: %j", (name, shown) => {
		expect(plainName(name)).toBe(shown);
	});

	test("is never a page of this address, whatever it says it is", () => {
		for (const type of ["text/html", "image/svg+xml", "application/xhtml+xml", "text/xml", "x"]) {
			expect(inertType(type)).toBe("application/octet-stream");
		}
		for (const type of ["image/jpeg", "application/pdf", "text/plain", "audio/webm;codecs=opus"]) {
			expect(inertType(type)).toBe(type);
		}
	});
});
