/** `conversations/create`: sent until it is acknowledged, and never made twice. */

import type { Append } from "../write";
import { type Alongside, appendMeta, appendParts } from "./appending";
import type { Line } from "./http";
import { LuwteError } from "./problem";
import { withWork } from "./work";

/**
 * Resolves once the conversation is there; to the reporter's token, or "" for a counsellor and
 * where the first answer was lost.
 */
export async function createConversation(
	line: Line,
	append: Append,
	alongside: Alongside,
	by: "reporter" | "counsellor",
): Promise<string> {
	const parts = appendParts(append, alongside.index);
	const send = async (work: string) => {
		const meta = appendMeta(append, { ...alongside, work });
		const options = { patience: "acknowledged" } as const;
		return (await line.parts<{ token: string }>("conversations/create", meta, parts, options))
			.token;
	};
	return by === "reporter" ? withWork(line, send) : send("");
}

/** Whether the list of counsellors isn't what it was; the server has stored nothing then. */
export function refusesList(error: unknown): boolean {
	const codes = ["key-not-current", "roster-replaced"];
	return error instanceof LuwteError && codes.includes(error.code);
}
