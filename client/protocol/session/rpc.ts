/**
 * Calls across `postMessage`: the Worker's side (`serve`) and the page's side (`startWorker`).
 *
 * A function among the arguments is taken for the progress function of the call and stays on the
 * page; what the Worker tells it comes back under the number of the call.
 */

import type { FromWorker, Language, Progress, ToWorker } from "../api";
import { clientError, LuwteError } from "./problem";

const progressMark = "luwte:progress";
/** Call 0 is for what belongs to no call: token and addresses going in, "the line is gone" coming out. */
const noCall = 0;

/** The part of a Worker's own scope that is needed; a test gives a MessagePort. */
export interface Channel {
	postMessage(message: unknown): void;
	addEventListener(type: "message", listener: (event: MessageEvent) => void): void;
}

/** What the page tells its Worker outside of any call. */
export interface ServeOptions {
	csrf?: (token: string) => void;
	words?: (addresses: WordAddresses) => void;
}

/** Where the word lists are, as JSON arrays. */
export type WordAddresses = Partial<Record<Language, string>>;

type Methods = { [name: string]: ((...args: never[]) => unknown) | undefined };

/** Answers calls by these methods of `implementation` and no others. Returns what tells the page that the line is gone or back. */
export function serve(
	channel: Channel,
	implementation: object,
	methods: readonly string[],
	options: ServeOptions = {},
): (is: boolean) => void {
	const send = (message: FromWorker) => channel.postMessage(message);
	const allowed = new Set(methods);
	channel.addEventListener("message", (event: MessageEvent) => {
		const { call, method, args } = event.data as ToWorker;
		if (call === noCall) {
			if (method === "csrf") options.csrf?.(String(args[0]));
			if (method === "words") options.words?.(args[0] as WordAddresses);
			return;
		}
		void answer(implementation as Methods, allowed, { call, method, args }, send);
	});
	send({ ready: true });
	return (waiting) => send({ call: noCall, progress: { done: 0, total: 0, waiting } });
}

async function answer(
	methods: Methods,
	allowed: ReadonlySet<string>,
	{ call, method, args }: ToWorker,
	send: (message: FromWorker) => void,
) {
	const progress = (p: Progress) => send({ call, progress: p });
	try {
		const found = methods[method];
		if (typeof found !== "function" || !allowed.has(method)) {
			throw clientError("internal", `no method ${method}`);
		}
		const filled = args.map((arg) => (arg === progressMark ? progress : arg)) as never[];
		send({ call, result: await found.apply(methods, filled) });
	} catch (error) {
		const known = error instanceof LuwteError ? error : clientError("internal");
		send({ call, error: known.shape });
	}
}

export interface WorkerHooks {
	/** Sends are being repeated because the line is gone (true), or went through after all (false). */
	waiting?: (is: boolean) => void;
	/** Asked before each call; counsellors pass the value of the CSRF cookie, which a Worker can't read. */
	csrf?: () => string;
	/** Where the build put the word lists; the Worker fetches one when it needs it. */
	words?: WordAddresses;
	/** The Worker itself broke: nothing will answer any more. */
	broken?: () => void;
}

export type Remote<T> = T & { terminate(): void };

/**
 * Starts the Worker at the address that the application's Trusted Types policy gave, and resolves
 * once it answers. The methods of `T` can then be called as if they were here.
 */
export function startWorker<T extends object>(
	policyUrl: string | URL,
	hooks: WorkerHooks = {},
): Promise<Remote<T>> {
	const worker = new Worker(policyUrl);
	return connect<T>(worker, hooks, () => worker.terminate());
}

interface Waiting {
	resolve(value: unknown): void;
	reject(error: Error): void;
	progress?: (p: Progress) => void;
}

/** The page's side over any channel; `startWorker` is what an application calls. */
export function connect<T extends object>(
	channel: Channel & { addEventListener(type: "error", listener: () => void): void },
	hooks: WorkerHooks = {},
	end: () => void = () => undefined,
): Promise<Remote<T>> {
	const calls = new Map<number, Waiting>();
	let last = 0;
	let token = "";
	const post = (message: ToWorker) => channel.postMessage(message);
	const renewToken = () => {
		const now = hooks.csrf?.() ?? "";
		if (now === token) return;
		token = now;
		post({ call: noCall, method: "csrf", args: [now] });
	};
	const ask = (method: string, given: unknown[]) =>
		new Promise<unknown>((resolve, reject) => {
			renewToken();
			const call = ++last;
			const progress = given.find((arg) => typeof arg === "function") as Waiting["progress"];
			calls.set(call, { resolve, reject, ...(progress ? { progress } : {}) });
			const args = given.map((arg) => (typeof arg === "function" ? progressMark : arg));
			post({ call, method, args });
		});
	const breakAll = () => {
		const error = clientError("internal");
		for (const { reject } of calls.values()) reject(error);
		calls.clear();
		hooks.broken?.();
	};
	const stop = () => {
		breakAll();
		end();
	};
	const remote = new Proxy({} as Remote<T>, {
		get: (_, name) => {
			// A promise that resolves to this proxy asks whether it is a promise itself.
			if (typeof name !== "string" || name === "then") return undefined;
			if (name === "terminate") return stop;
			return (...args: unknown[]) => ask(name, args);
		},
	});
	return new Promise((resolve, reject) => {
		channel.addEventListener("error", () => {
			breakAll();
			reject(clientError("internal"));
		});
		channel.addEventListener("message", (event: MessageEvent) => {
			const message = event.data as FromWorker;
			if ("ready" in message) {
				if (hooks.words) post({ call: noCall, method: "words", args: [hooks.words] });
				return resolve(remote);
			}
			receive(message, calls, hooks);
		});
	});
}

function receive(
	message: Exclude<FromWorker, { ready: true }>,
	calls: Map<number, Waiting>,
	hooks: WorkerHooks,
): void {
	if (message.call === noCall) {
		if ("progress" in message) hooks.waiting?.(message.progress.waiting);
		return;
	}
	const waiting = calls.get(message.call);
	if ("progress" in message) {
		waiting?.progress?.(message.progress);
		return;
	}
	calls.delete(message.call);
	if ("error" in message) {
		const { code, status, detail } = message.error;
		waiting?.reject(new LuwteError(code, status, detail));
	} else {
		waiting?.resolve(message.result);
	}
}
