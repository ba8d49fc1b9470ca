import { Encrypter } from "age-encryption";
import { describe, expect, test, vi } from "vitest";
import type { Json } from "./api";
import { bin, equal, fromBin, fromHex, joinParts, random, splitParts, u32, utf8 } from "./bytes";
import { canonical, parseCanonical } from "./canonical";
import { padme, statementClass } from "./items";
import { ProtocolError } from "./refusal";
import {
	newSharedKey,
	openKey,
	openPassphrase,
	openWith,
	recipientOf,
	sealedSize,
	sealKey,
	sealPassphrase,
	sealTo,
	sharedKey,
	splitHeader,
} from "./seal";
import {
	isFitKey,
	publicKey,
	signNatively,
	signPortably,
	verify,
	verifyNatively,
	verifyPortably,
} from "./sign";

// Work factors and thousands of flipped bytes take their time on a busy machine.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

function codeOf(run: () => unknown): string {
	try {
		run();
		return "";
	} catch (error) {
		return error instanceof ProtocolError ? error.code : String(error);
	}
}

async function codeLater(promise: Promise<unknown>): Promise<string> {
	return promise.then(
		() => "",
		(error) => (error instanceof ProtocolError ? error.code : String(error)),
	);
}

describe("M22 bytes", () => {
	test("parts come back as they went, and nothing is read past the end", () => {
		const parts = [utf8("{}"), new Uint8Array(0), random(300)];
		expect(splitParts(joinParts(parts))).toEqual(parts);
		const body = joinParts(parts);
		expect(codeOf(() => splitParts(body.subarray(0, body.length - 1)))).toBe("bad-shape");
		expect(codeOf(() => splitParts(u32(4_000_000_000)))).toBe("bad-shape");
		expect(codeOf(() => splitParts(joinParts(parts), 2))).toBe("bad-shape");
	});

	test("base64url takes no padding, no spare bits, no other length", () => {
		for (const text of ["AA==", "AB", "A", "A+/A"])
			expect(codeOf(() => fromBin(text))).toBe("bad-shape");
		expect(codeOf(() => fromBin("AAAA", 4))).toBe("bad-shape");
		expect(codeOf(() => fromHex("AB"))).toBe("bad-shape");
		const bytes = random(33);
		expect(fromBin(bin(bytes), 33)).toEqual(bytes);
	});

	test("comparing looks at every byte", () => {
		expect(equal(utf8("abc"), utf8("abc"))).toBe(true);
		expect(equal(utf8("abc"), utf8("abd"))).toBe(false);
		expect(equal(utf8("abc"), utf8("ab"))).toBe(false);
	});
});

describe("M22 canonical JSON", () => {
	test.each([
		'{"a":1.5}',
		'{"b":1,"a":2}',
		'{"a":1,"a":1}',
		'{ "a":1}',
		'{"a":1e2}',
		'{"a":-0}',
		'{"a":1}\n',
		'"\\u0041"',
	])("%s isn't taken", (text) =>
		expect(codeOf(() => parseCanonical(utf8(text)))).toBe("not-canonical"),
	);

	test.each([
		[1.5],
		[Number.NaN],
		[2 ** 53],
		[undefined],
		[() => 1],
		[new Date()],
		["\ud800"],
		[{ a: undefined }],
	])("a writer can't sign %s", (value) =>
		expect(codeOf(() => canonical(value as unknown as Json))).toBe("bad-shape"),
	);

	test("no nesting overflows the stack", () => {
		const deep = utf8("[".repeat(5000) + "]".repeat(5000));
		expect(codeOf(() => parseCanonical(deep))).toBe("not-canonical");
	});

	test("bytes that aren't UTF-8 aren't text", () => {
		expect(codeOf(() => parseCanonical(new Uint8Array([34, 0xff, 34])))).toBe("bad-shape");
	});
});

describe("M22 signatures", () => {
	test("browser and library give the same, and take the same", async () => {
		const secret = random(32);
		const key = publicKey(secret);
		const message = random(200);
		const signature = await signNatively(secret, message);
		expect(signPortably(secret, message)).toEqual(signature);
		expect(await verifyNatively(key, message, signature)).toBe(true);
		expect(verifyPortably(key, message, signature)).toBe(true);
	});

	test("every byte of a signature, key and message counts", async () => {
		const secret = random(32);
		const key = publicKey(secret);
		const message = random(20);
		const signature = signPortably(secret, message);
		for (let i = 0; i < 64; i++) {
			const other = signature.slice();
			other[i] = (other[i] ?? 0) ^ 4;
			expect(await verify(key, message, other)).toBe(false);
		}
		for (let i = 0; i < 32; i++) {
			const other = key.slice();
			other[i] = (other[i] ?? 0) ^ 4;
			expect(await verify(other, message, signature)).toBe(false);
		}
		expect(await verify(key, random(20), signature)).toBe(false);
	});

	test("keys that make any signature fit are nobody's", async () => {
		const small = [
			new Uint8Array(32),
			fromHex(`01${"00".repeat(31)}`),
			fromHex(`ec${"ff".repeat(30)}7f`),
		];
		for (const key of small) {
			expect(isFitKey(key)).toBe(false);
			expect(await verify(key, utf8("x"), new Uint8Array(64))).toBe(false);
		}
		const mixed = fromHex("c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a");
		expect(isFitKey(mixed)).toBe(false);
	});
});

describe("M22 sealing", () => {
	test("only the key opens, and every byte counts", async () => {
		const key = newSharedKey();
		const file = await sealKey(key, utf8("hallo"));
		expect(file.length).toBe(sealedSize(5));
		expect(await openKey(key, file)).toEqual(utf8("hallo"));
		expect(await codeLater(openKey(newSharedKey(), file))).toBe("unreadable");
		for (let i = 0; i < file.length; i++) {
			const other = file.slice();
			other[i] = (other[i] ?? 0) ^ 1;
			expect(await codeLater(openKey(key, other)), `byte ${i}`).toBe("unreadable");
		}
	});

	test("an envelope opens for its receiver alone, and every byte counts", async () => {
		const identity = random(32);
		const file = await sealTo(await recipientOf(identity), utf8("hallo"));
		expect(await openWith(identity, file)).toEqual(utf8("hallo"));
		expect(await codeLater(openWith(random(32), file))).toBe("unreadable");
		// The long encapsulated key by samples; tampering.test.ts flips all of an envelope.
		for (let i = 0; i < file.length; i += i > 60 && i < 1540 ? 29 : 1) {
			const other = file.slice();
			other[i] = (other[i] ?? 0) ^ 1;
			expect(await codeLater(openWith(identity, other)), `byte ${i}`).toBe("unreadable");
		}
	});

	test("a header is cut off and put back", async () => {
		const key = newSharedKey();
		const { header, body } = splitHeader(await sealKey(key, new Uint8Array(1000)), "key");
		expect(new TextDecoder().decode(header)).toMatch(/\n--- .{43}\n$/);
		expect(body.length).toBe(16 + 1000 + 16);
	});

	test("a server can't make a browser work harder, nor a passphrase work less", async () => {
		const key = newSharedKey();
		const heavy = new Encrypter();
		heavy.setPassphrase(bin(key));
		heavy.setScryptWorkFactor(2);
		expect(await codeLater(openKey(key, await heavy.encrypt("x")))).toBe("unreadable");
		const light = new Encrypter();
		light.setPassphrase("zwak");
		light.setScryptWorkFactor(10);
		expect(await codeLater(openPassphrase("zwak", await light.encrypt("x")))).toBe("unreadable");
		const text = new TextDecoder("latin1").decode(await sealKey(key, utf8("x")));
		const claimed = Uint8Array.from(text.replace(/ 1\n/, " 30\n"), (c) => c.charCodeAt(0));
		const begun = performance.now();
		expect(await codeLater(openKey(key, claimed))).toBe("unreadable");
		expect(await codeLater(openPassphrase("x", claimed))).toBe("unreadable");
		expect(performance.now() - begun).toBeLessThan(100);
	});

	test("a file for two readers is nobody's", async () => {
		const identity = random(32);
		const { bech32 } = await import("@scure/base");
		const address = async (of: Uint8Array) =>
			bech32.encode("age1pq", bech32.toWords(await recipientOf(of)), false);
		const both = new Encrypter();
		both.addRecipient(await address(identity));
		both.addRecipient(await address(random(32)));
		expect(await codeLater(openWith(identity, await both.encrypt("x")))).toBe("unreadable");
	});

	test("a passphrase opens what it sealed, and costs something", async () => {
		const file = await sealPassphrase("zes woorden", utf8("hallo"));
		expect(new TextDecoder().decode(file.slice(0, 60))).toMatch(/-> scrypt \S{22} 18/);
		expect(await openPassphrase("zes woorden", file)).toEqual(utf8("hallo"));
	});

	test("a shared key is 32 bytes or none", () => {
		expect(codeOf(() => sharedKey(random(31)))).toBe("bad-shape");
	});
});

describe("M22 sizes tell little", () => {
	test("statements come in classes, then by Padmé", () => {
		const edges = [
			[69, 1024],
			[1024, 1024],
			[1025, 4096],
			[4097, 16384],
			[16385, 65536],
			[65537, 67584],
			[262144, 262144],
		];
		for (const [length, size] of edges) expect(statementClass(length as number)).toBe(size);
		expect(codeOf(() => statementClass(262145))).toBe("bad-shape");
	});

	test("Padmé adds at most 12 % and never takes away", () => {
		for (let length = 1; length < 2 ** 27; length = Math.ceil(length * 1.07) + 1) {
			const padded = padme(length);
			expect(padded).toBeGreaterThanOrEqual(length);
			expect(padded).toBeLessThanOrEqual(length * 1.12);
			expect(padme(padded)).toBe(padded);
		}
	});
});
