/**
 * A reporter without a screen, for journeys of the counsellor: the real session over the real
 * line. Reads one JSON command a line: a method of the session and its arguments.
 */

import { createInterface } from "node:readline";
import { wordLists } from "../../client/node/words";
import type { ReporterWorker } from "../../client/protocol/api";
import { blindToken } from "../../client/protocol/judging";
import { makeReporter } from "../../client/protocol/session/index";

interface Command {
	origin: string;
	do: string;
	args: unknown[];
}

type Session = Record<string, (...args: unknown[]) => Promise<unknown>>;

let session: Session | null = null;

async function carryOut({ origin, do: method, args }: Command): Promise<unknown> {
	const lists = await wordLists();
	session ??= makeReporter({
		origin,
		words: async (language) => lists[language],
	}) as unknown as Session;
	// The page unblinds; there is none here.
	if (method === "token") return blindToken(session as unknown as ReporterWorker, String(args[0]));
	const result = await session[method]?.(...args);
	return result instanceof Blob ? inBase64(result) : (result ?? null);
}

async function inBase64(blob: Blob): Promise<string> {
	return Buffer.from(await blob.arrayBuffer()).toString("base64");
}

for await (const line of createInterface({ input: process.stdin })) {
	try {
		const result = await carryOut(JSON.parse(line) as Command);
		process.stdout.write(`${JSON.stringify({ result })}\n`);
	} catch (error) {
		const { code = "", status = 0 } = error as { code?: string; status?: number };
		process.stdout.write(`${JSON.stringify({ error: String(error), code, status })}\n`);
	}
}
process.exit(0);
