/** What goes wrong on the way to the server or in the client, as one kind of error. */

import type { ClientCode, JsonObject, LuwteErrorShape } from "../api";

export class LuwteError extends Error implements LuwteErrorShape {
	override readonly name = "LuwteError";

	constructor(
		readonly code: string,
		readonly status: number,
		readonly detail: string,
		/** Further members of the server's problem details: `head`, `length`, `offset`. */
		readonly fields: JsonObject = {},
	) {
		super(`${code} (${status}): ${detail}`);
	}

	get shape(): LuwteErrorShape {
		return { code: this.code, status: this.status, detail: this.detail };
	}
}

/** What the client itself says, for developers; pages have a sentence of their own for each code. */
const meanings: Readonly<Record<ClientCode, string>> = {
	"line-gone": "no answer came",
	"bad-answer": "the server's answer has another shape",
	locked: "the keys are locked",
	"wrong-phrase": "no conversation is found with these words",
	"incomplete-phrase": "not eight words of one list",
	"no-phrase": "no phrase was made",
	"wrong-passphrase": "opens none of the unlockers",
	"wrong-recovery": "not the recovery key",
	"unknown-conversation": "not open in this session",
	"one-time-phrase": "the one-time phrase is to be replaced first",
	"file-too-large": "larger than the server takes",
	"file-empty": "no bytes",
	"text-too-long": "longer than a statement may be",
	"file-damaged": "not the file that was sent",
	"already-running": "one at a time",
	"unknown-roster": "no such organisation",
	"no-keys": "no keys were made",
	"not-current": "not current in the roster",
	"try-again": "others were first, too often",
	internal: "a fault of the client",
};

/** An error that the client makes itself: -1, or 0 when the line is gone. */
export function clientError(code: ClientCode, why = ""): LuwteError {
	const error = new LuwteError(code, code === "line-gone" ? 0 : -1, meanings[code]);
	if (why) error.cause = why;
	return error;
}

export function isStatus(error: unknown, status: number): error is LuwteError {
	return error instanceof LuwteError && error.status === status;
}
