/**
 * Looks for thousands of needles at once in what comes in on standard input.
 *
 * `node hunt.mjs NEEDLES`, a file with one needle a line in base64, each at least eight bytes.
 * Prints the numbers of the lines that were found as JSON.
 */

import { readFileSync, readSync } from "node:fs";

const needles = readFileSync(process.argv[2] ?? "", "latin1")
	.split("\n")
	.map((line) => Buffer.from(line, "base64"));
const longest = Math.max(...needles.map((needle) => needle.length));
const found = new Set<number>();

/** Four bytes decide whether a needle may begin here: one bit of a small table tells. */
const bits = new Uint32Array(1 << 13);
const beginning = new Map<number, number[]>();

for (const [number, needle] of needles.entries()) {
	const word = needle.readInt32LE(0);
	const slot = Math.imul(word, 0x9e3779b1) >>> 14;
	bits[slot >>> 5] = (bits[slot >>> 5] ?? 0) | (1 << (slot & 31));
	beginning.set(word, [...(beginning.get(word) ?? []), number]);
}

function look(data: Buffer, at: number, word: number): void {
	for (const number of beginning.get(word) ?? []) {
		const needle = needles[number] as Buffer;
		if (needle.equals(data.subarray(at, at + needle.length))) found.add(number);
	}
}

function scan(data: Buffer): void {
	let word = 0;
	for (let end = 0; end < data.length; end++) {
		word = (word >>> 8) | ((data[end] as number) << 24);
		const slot = Math.imul(word, 0x9e3779b1) >>> 14;
		if (((bits[slot >>> 5] as number) >>> (slot & 31)) & 1 && end >= 3) look(data, end - 3, word);
	}
}

const room = Buffer.alloc(1 << 22);
let kept = 0;
for (;;) {
	const read = readSync(0, room, kept, room.length - kept, null);
	if (read === 0) break;
	const data = room.subarray(0, kept + read);
	scan(data);
	kept = Math.min(data.length, longest - 1);
	room.copyWithin(0, data.length - kept, data.length);
}
process.stdout.write(JSON.stringify([...found]));
