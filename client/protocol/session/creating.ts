/** `conversations/create`: sent until it is acknowledged, and never made twice. */

import type { Append } from "../write";
import { type Alongside, appendMeta, appendParts } from "./appending";
import type { Line } from "./http";
import { LuwteError } from "./problem";

/** A proof of work is good for a few minutes and for one use; a slow line may outlast it. */
const proofs = 3;

/**
 * Resolves once the conversation is there; to the reporter's token, or "" for a counsellor.
 * `prove`, for reporters: work that goes along.
 */
export async function createConversation(
	line: Line,
	append: Append,
	alongside: Alongside,
	prove: (() => Promise<string>) | null,
): Promise<string> {
	const parts = appendParts(append, alongside.index);
	for (let proof = 1; ; proof++) {
		const meta = appendMeta(append, { ...alongside, ...(prove ? { work: await prove() } : {}) });
		try {
			const answer = await line.parts<{ token?: string }>("conversations/create", meta, parts, {
				patience: "acknowledged",
			});
			return answer.token ?? "";
		} catch (error) {
			const stale = error instanceof LuwteError && error.code === "work-refused";
			if (!prove || !stale || proof === proofs) throw error;
		}
	}
}
