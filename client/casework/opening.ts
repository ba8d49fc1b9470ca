/** In which order the logs of many cases are opened, by what the list and the own log tell. Pure. */

import type { Id, ListedConversation } from "../protocol/api.ts";
import type { Register } from "./register.ts";

/** More came into a conversation than this counsellor has read; known before it is opened. */
export function isUnseen(
	{ conversation, purpose, length }: ListedConversation,
	register: Register,
): boolean {
	return purpose === "conversation" && length - 1 > (register.read[conversation] ?? -1);
}

/** First where something new came, then by the newest change; both logs of a case together. */
export function inOpeningOrder(
	wanted: readonly ListedConversation[],
	register: Register,
): ListedConversation[] {
	const caseOf = new Map<Id, Id>(register.cases.map((one) => [one.file, one.conversation]));
	const nameOf = ({ conversation }: ListedConversation) => caseOf.get(conversation) || conversation;
	const [unseen, newest] = [new Set<Id>(), new Map<Id, number>()];
	for (const one of wanted) {
		const name = nameOf(one);
		if (isUnseen(one, register)) unseen.add(name);
		newest.set(name, Math.max(one.change, newest.get(name) ?? 0));
	}
	const rank = (name: Id) => [unseen.has(name) ? 1 : 0, newest.get(name) ?? 0] as const;
	return [...wanted].sort((one, other) => {
		const [[a, b], [c, d]] = [rank(nameOf(one)), rank(nameOf(other))];
		return c - a || d - b;
	});
}
