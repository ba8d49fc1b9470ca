/**
 * Stands in for `@noble/hashes/scrypt.js` in the programs for Node: the same function, by Node's
 * own OpenSSL, in a fraction of the time. A passphrase costs a second of work on purpose, and the
 * demo and the tests make many.
 */

import { scryptSync } from "node:crypto";

export function scrypt(password, salt, { N, r, p, dkLen = 32 }) {
	// OpenSSL refuses what needs more than this; the function itself takes 128 N r bytes.
	const maxmem = 256 * N * r + 2 ** 20;
	return Uint8Array.from(scryptSync(password, salt, dkLen, { N, r, p, maxmem }));
}
