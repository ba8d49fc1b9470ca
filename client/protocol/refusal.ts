import type { Refusal, RefusalCode } from "./api";

/** The one error of the pure protocol core: something was refused, and why. */
export class ProtocolError extends Error {
	readonly code: RefusalCode;
	readonly seq: number | undefined;

	constructor(code: RefusalCode, detail: string, seq?: number) {
		super(`${code}: ${detail}`);
		this.name = "ProtocolError";
		this.code = code;
		this.seq = seq;
	}

	/** The same, as plain data for a view. */
	refusal(seq: number | undefined = this.seq): Refusal {
		const base = { code: this.code, detail: this.message };
		return seq === undefined ? base : { ...base, seq };
	}
}

/** Throws a `ProtocolError` unless the condition holds. */
export function ensure(condition: unknown, code: RefusalCode, detail: string): asserts condition {
	if (!condition) throw new ProtocolError(code, detail);
}
