import { scrypt as portable } from "@noble/hashes/scrypt.js";
import { expect, it } from "vitest";
import { utf8 } from "../protocol/bytes";
import { scrypt } from "./scrypt.mjs";

it("M05: the programs' scrypt gives what the browsers' does", () => {
	for (const N of [2, 2 ** 10, 2 ** 15]) {
		const cost = { N, r: 8, p: 1, dkLen: 32 };
		const [password, salt] = [utf8("negen woorden zijn er een té veel"), utf8(`zout ${N}`)];
		expect(scrypt(password, salt, cost)).toEqual(portable(password, salt, cost));
	}
});
