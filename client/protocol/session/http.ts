/**
 * The line to the sealed API: JSON and parts bodies, problem details, and patience.
 *
 * Every call may be repeated with the same bytes: the server answers a repeated append as it
 * answered the first. So a call that got no answer is simply sent again.
 */

import type { ClientCode, JsonObject, Language } from "../api";
import { joinParts, splitParts, utf8 } from "../bytes";
import { clientError, LuwteError } from "./problem";

export interface LineSettings {
	/** Of the application host: `https://…` without a slash at the end. It is signed by whoever signs in. */
	origin: string;
	/** Counsellors have a session cookie; then this gives the CSRF token that goes along. */
	csrf?: () => string;
	fetch?: typeof fetch;
	/** Told true when calls are being repeated because the line is gone, false when it is back. */
	waiting?: (is: boolean) => void;
	/** Waits; a test passes something faster. */
	pause?: (milliseconds: number) => Promise<void>;
}

/**
 * - `once`: one try, for what the person can simply ask again
 * - `reading`: a few tries, then the error
 * - `acknowledged`: until the server has answered; only `stop` ends it
 */
export type Patience = "once" | "reading" | "acknowledged";

export interface CallOptions {
	token?: string;
	patience?: Patience;
	/** Told when this very call waits for the line. */
	waiting?: (is: boolean) => void;
}

const timeout = { json: 30_000, bytes: 150_000 };
const tries = { once: 1, reading: 4, acknowledged: Number.POSITIVE_INFINITY };
/** An answer that is none: whoever sent it may know more in a moment. */
const passing = new Set([0, 429, 502, 503, 504]);

function isWorthAnother(status: number, attempt: number, patience: Patience): boolean {
	if (passing.has(status)) return attempt < tries[patience];
	// A fault of the server is worth a second try, a standing one isn't worth a fourth.
	return status === 500 && attempt < Math.min(3, tries[patience]);
}

export class Line {
	language: Language = "nl";
	private stopped = new AbortController();
	private waitingCalls = 0;

	constructor(private readonly settings: LineSettings) {}

	get origin(): string {
		return this.settings.origin;
	}

	error(code: ClientCode, why = ""): LuwteError {
		return clientError(code, why);
	}

	/** Ends all calls under way with `locked`; later calls work again. */
	stop(): void {
		this.stopped.abort();
		this.stopped = new AbortController();
	}

	async json<T>(operation: string, body: object, options: CallOptions = {}): Promise<T> {
		const answer = await this.call(operation, JSON.stringify(body), options);
		return this.parsed<T>(answer);
	}

	/** Sends meta and parts, reads JSON. */
	async parts<T>(
		operation: string,
		meta: object,
		parts: Uint8Array[],
		options: CallOptions = {},
	): Promise<T> {
		const body = joinParts([utf8(JSON.stringify(meta)), ...parts]);
		const answer = await this.call(operation, body, options);
		return this.parsed<T>(answer);
	}

	/** Sends JSON, reads meta and parts. */
	async readParts<T>(
		operation: string,
		body: object,
		options: CallOptions = {},
	): Promise<[T, Uint8Array[]]> {
		const answer = await this.call(operation, JSON.stringify(body), options);
		try {
			const [first, ...parts] = splitParts(answer);
			return [this.parsed<T>(first ?? new Uint8Array()), parts];
		} catch {
			throw this.error("bad-answer", operation);
		}
	}

	async get<T>(operation: string): Promise<T> {
		return this.parsed<T>(await this.call(operation, null, {}));
	}

	octets(operation: string, body: object, options: CallOptions = {}): Promise<Uint8Array> {
		return this.call(operation, JSON.stringify(body), options);
	}

	private parsed<T>(bytes: Uint8Array): T {
		try {
			return JSON.parse(new TextDecoder().decode(bytes)) as T;
		} catch {
			throw this.error("bad-answer");
		}
	}

	private async call(
		operation: string,
		body: string | Uint8Array | null,
		options: CallOptions,
	): Promise<Uint8Array> {
		const stopped = this.stopped.signal;
		const waits = this.waitingTeller(options);
		try {
			for (let attempt = 1; ; attempt++) {
				const answer = await this.tried(operation, body, options, stopped);
				if (stopped.aborted) throw this.error("locked");
				if (!(answer instanceof LuwteError)) return answer;
				if (!isWorthAnother(answer.status, attempt, options.patience ?? "reading")) throw answer;
				if (answer.status === 0) waits(true);
				await this.pause(attempt, stopped);
			}
		} finally {
			waits(false);
		}
	}

	/** Tells of a change only, to the call's own listener and to the session's. */
	private waitingTeller(options: CallOptions): (is: boolean) => void {
		let waiting = false;
		return (is) => {
			if (is === waiting) return;
			waiting = is;
			options.waiting?.(is);
			this.count(is ? 1 : -1);
		};
	}

	private count(change: 1 | -1): void {
		const before = this.waitingCalls > 0;
		this.waitingCalls += change;
		const after = this.waitingCalls > 0;
		if (before !== after) this.settings.waiting?.(after);
	}

	/** One try; what went wrong is the answer. */
	private async tried(
		operation: string,
		body: string | Uint8Array | null,
		options: CallOptions,
		stopped: AbortSignal,
	): Promise<Uint8Array | LuwteError> {
		if (stopped.aborted) return this.error("locked");
		const gone = new AbortController();
		const end = () => gone.abort();
		const timer = setTimeout(end, body instanceof Uint8Array ? timeout.bytes : timeout.json);
		stopped.addEventListener("abort", end);
		try {
			const answer = await this.send(operation, body, options, gone.signal);
			const bytes = new Uint8Array(await answer.arrayBuffer());
			return answer.ok ? bytes : this.problem(answer.status, bytes);
		} catch (error) {
			return this.error("line-gone", String(error));
		} finally {
			clearTimeout(timer);
			stopped.removeEventListener("abort", end);
		}
	}

	private send(
		operation: string,
		body: string | Uint8Array | null,
		options: CallOptions,
		signal: AbortSignal,
	): Promise<Response> {
		const ask = this.settings.fetch ?? fetch;
		return ask(`${this.settings.origin}/api/v1/${operation}`, {
			method: body === null ? "GET" : "POST",
			body: body as BodyInit | null,
			headers: this.headers(body, options.token),
			// A reporter's request carries a token and nothing that a browser keeps.
			credentials: this.settings.csrf ? "same-origin" : "omit",
			cache: "no-store",
			redirect: "error",
			referrerPolicy: "no-referrer",
			signal,
		});
	}

	private headers(body: string | Uint8Array | null, token?: string): Record<string, string> {
		const csrf = this.settings.csrf?.();
		return {
			...(body === null
				? {}
				: {
						"Content-Type":
							typeof body === "string" ? "application/json" : "application/octet-stream",
					}),
			"Accept-Language": this.language,
			...(token ? { Authorization: `Bearer ${token}` } : {}),
			...(csrf ? { "X-CSRFToken": csrf } : {}),
		};
	}

	/** Whatever stands in between may answer with a page of its own instead of problem details. */
	private problem(status: number, bytes: Uint8Array): LuwteError {
		let told: JsonObject = {};
		try {
			told = JSON.parse(new TextDecoder().decode(bytes)) as JsonObject;
		} catch {
			// Not ours: the status alone has to do.
		}
		const { code, detail, ...fields } = told;
		return new LuwteError(
			typeof code === "string" ? code : `http-${status}`,
			status,
			typeof detail === "string" ? detail : "",
			fields,
		);
	}

	/** Longer each time, up to a quarter of a minute; cut short when the browser says the line is back. */
	private async pause(attempt: number, stopped: AbortSignal): Promise<void> {
		const milliseconds = Math.min(15_000, 400 * 2 ** (attempt - 1)) * (0.75 + Math.random() / 2);
		if (this.settings.pause) return this.settings.pause(milliseconds);
		await new Promise<void>((resolve) => {
			const end = () => {
				clearTimeout(timer);
				globalThis.removeEventListener?.("online", end);
				stopped.removeEventListener("abort", end);
				resolve();
			};
			const timer = setTimeout(end, milliseconds);
			globalThis.addEventListener?.("online", end);
			stopped.addEventListener("abort", end);
		});
	}
}
