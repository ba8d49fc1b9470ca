/**
 * Sends ready-made requests over a few kept connections, each as fast as it is answered:
 *
 *     node fire.mjs FILE PORT SKIP COUNT CLIENTS
 *
 * Prints how long all of it took, the statuses, and the times of single requests in milliseconds.
 */

import { readFileSync } from "node:fs";
import { connect } from "node:net";
import { argv } from "node:process";

const [file, port, skip, count, clients] = [argv[2], ...argv.slice(3).map(Number)];

function requests() {
	const bytes = readFileSync(file);
	const found = [];
	for (let at = 0; at < bytes.length; ) {
		const end = at + 4 + bytes.readUInt32BE(at);
		found.push(bytes.subarray(at + 4, end));
		at = end;
	}
	return found.slice(skip, skip + count);
}

/** The status of an answer once all of it is there; "" before. */
function statusOf(bytes) {
	const end = bytes.indexOf("\r\n\r\n");
	if (end < 0) return "";
	const head = bytes.subarray(0, end).toString("latin1");
	const length = /content-length: *(\d+)/i.exec(head);
	if (!length) throw new Error(`an answer without its length: ${head}`);
	return bytes.length < end + 4 + Number(length[1]) ? "" : head.slice(9, 12);
}

/** One request after the other over one connection, taken from what is left for all. */
function client(waiting, times, statuses) {
	return new Promise((resolve, reject) => {
		const socket = connect({ host: "127.0.0.1", port, noDelay: true });
		let began = 0;
		let got = Buffer.alloc(0);
		const next = () => {
			const request = waiting.pop();
			if (!request) return socket.end(resolve);
			began = performance.now();
			socket.write(request);
		};
		socket.on("connect", next);
		socket.on("error", reject);
		socket.on("data", (data) => {
			got = Buffer.concat([got, data]);
			const status = statusOf(got);
			if (status === "") return;
			times.push(performance.now() - began);
			statuses[status] = (statuses[status] ?? 0) + 1;
			got = Buffer.alloc(0);
			next();
		});
	});
}

const waiting = requests().reverse();
const times = [];
const statuses = {};
const begin = performance.now();
await Promise.all(Array.from({ length: clients }, () => client(waiting, times, statuses)));
const seconds = (performance.now() - begin) / 1000;
times.sort((a, b) => a - b);
const at = (share) => times[Math.ceil(times.length * share) - 1];
const result = {
	done: times.length,
	seconds,
	statuses,
	p50: at(0.5),
	p95: at(0.95),
	p99: at(0.99),
};
process.stdout.write(JSON.stringify(result));
