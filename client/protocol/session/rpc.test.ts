import { describe, expect, it } from "vitest";
import type { Progress } from "../api";
import { LuwteError } from "./problem";
import { type Channel, connect, serve } from "./rpc";

type Listener = (event: MessageEvent) => void;

/** Two ends of a line that copies what goes over it, as `postMessage` does. */
function line(): [Channel & { addEventListener(type: string, listener: Listener): void }, Channel] {
	const listeners: [Listener[], Listener[]] = [[], []];
	const end = (own: 0 | 1) => ({
		postMessage: (message: unknown) => {
			const data = structuredClone(message);
			const others = listeners[own === 0 ? 1 : 0];
			queueMicrotask(() => {
				for (const listener of others) listener({ data } as MessageEvent);
			});
		},
		addEventListener: (type: string, listener: Listener) => {
			if (type === "message") listeners[own].push(listener);
		},
	});
	return [end(0), end(1)];
}

interface Sums {
	add(a: number, b: number): Promise<number>;
	count(to: number, progress?: (p: Progress) => void): Promise<number>;
	fail(how: string): Promise<void>;
}

const sums: Sums = {
	add: async (a, b) => a + b,
	count: async (to, progress) => {
		for (let done = 1; done <= to; done++) progress?.({ done, total: to, waiting: false });
		return to;
	},
	fail: async (how) => {
		throw how === "known" ? new LuwteError("wrong-phrase", 401, "Nee.") : new Error("secret");
	},
};

async function remote(hooks = {}, told = {}) {
	const [page, worker] = line();
	const joined = connect<Sums>(page, hooks);
	const waiting = serve(worker, sums, ["add", "count", "fail"], told);
	return { sums: await joined, waiting };
}

describe("calls across postMessage", () => {
	it("give results, each to its own call", async () => {
		const { sums: far } = await remote();
		expect(await Promise.all([far.add(1, 2), far.add(3, 4)])).toEqual([3, 7]);
	});

	it("tell progress to the function that came along, wherever it stands", async () => {
		const { sums: far } = await remote();
		const seen: number[] = [];
		expect(await far.count(3, ({ done }) => seen.push(done))).toBe(3);
		expect(seen).toEqual([1, 2, 3]);
		expect(await far.count(2)).toBe(2);
	});

	it("carry errors over with code, status and sentence, and nothing of unexpected ones", async () => {
		const { sums: far } = await remote();
		const known = { name: "LuwteError", code: "wrong-phrase", status: 401, detail: "Nee." };
		await expect(far.fail("known")).rejects.toMatchObject(known);
		const error = await far.fail("other").catch((reason: LuwteError) => reason);
		expect(error).toMatchObject({ code: "internal", status: -1 });
		expect(JSON.stringify(error)).not.toContain("secret");
	});

	it("refuse what the session doesn't offer", async () => {
		const { sums: far } = await remote();
		const other = far as unknown as Record<string, () => Promise<void>>;
		for (const name of ["nothing", "constructor", "hasOwnProperty"]) {
			await expect(other[name]?.()).rejects.toMatchObject({ code: "internal" });
		}
	});

	it("tell the page when the line is gone, and the Worker the CSRF token before each call", async () => {
		const seen: boolean[] = [];
		const tokens: string[] = [];
		let token = "een";
		const hooks = { waiting: (is: boolean) => seen.push(is), csrf: () => token };
		const { sums: far, waiting } = await remote(hooks, { csrf: (now: string) => tokens.push(now) });
		await far.add(1, 1);
		await far.add(1, 1);
		token = "twee";
		await far.add(1, 1);
		waiting(true);
		await far.add(1, 1);
		expect(tokens).toEqual(["een", "twee"]);
		expect(seen).toEqual([true]);
	});

	it("end for all who wait when the Worker is stopped", async () => {
		let ended = false;
		const [other, worker] = line();
		const joined = connect<Sums>(other, {}, () => {
			ended = true;
		});
		serve(worker, { add: () => new Promise(() => undefined) }, ["add"]);
		const far = await joined;
		const call = far.add(1, 1);
		far.terminate();
		await expect(call).rejects.toMatchObject({ code: "internal" });
		expect(ended).toBe(true);
	});
});
