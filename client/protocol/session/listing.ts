/** `conversations/list`: what changed for a counsellor since they last asked. */

import type { Id, ListedConversation } from "../api";
import type { Line } from "./http";

interface ListAnswer {
	conversations: (Omit<ListedConversation, "destroyOn" | "destroyBy"> & {
		destroy_on: string;
		destroy_by: string;
	})[];
	last: number;
}

const pageSize = 200;

/** Everything after the change numbered `after`; `last` is what to ask with the next time. */
export async function listChanges(
	line: Line,
	after: number,
): Promise<{ changed: ListedConversation[]; last: number }> {
	const latest = new Map<Id, ListedConversation>();
	let last = after;
	for (;;) {
		const body = { after: last, limit: pageSize };
		const answer = await line.json<ListAnswer>("conversations/list", body);
		for (const { destroy_on, destroy_by, ...rest } of answer.conversations) {
			latest.set(rest.conversation, { ...rest, destroyOn: destroy_on, destroyBy: destroy_by });
		}
		last = Math.max(last, answer.last);
		if (answer.conversations.length < pageSize) return { changed: [...latest.values()], last };
	}
}
