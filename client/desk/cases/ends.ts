/** What is left of a case that ended: one count, and proof that it was destroyed. */

import type { Case } from "../../casework/case.ts";
import { type Content, draft } from "../../casework/kinds.ts";
import type { Draft, Id, ListedConversation } from "../../protocol/api.ts";
import { organisations } from "../account/session.ts";
import { leaveNotCounted } from "../counting/counting.ts";
import { worker } from "../remote.ts";
import { markCounted } from "./acts.ts";
import { noEnds } from "./keeping.ts";
import { cases, ownIs, register, writeOwn } from "./store.ts";

type Ends = Content<"ends">;

/**
 * Notes what is gone and counts it as "not counted" when nobody counted it in time. What is
 * withdrawn is noted as well: once it is gone, only this says where it belonged.
 */
export async function settleEnds(changed: readonly ListedConversation[]): Promise<void> {
	const drafts = changed.filter(({ purpose }) => purpose !== "own").flatMap(fresh);
	if (drafts.length > 0) await writeOwn(drafts);
	if (cases.peek().some(isOver)) {
		// Another device may have done it just now.
		ownIs(await (await worker()).own());
		for (const one of cases.peek().filter(isOver)) await countAsLost(one);
	}
	for (const { conversation } of changed.filter(({ state }) => state === "destroyed")) {
		// Once its participants have read that it is gone, the server forgets that it was there.
		if (isSettled(conversation)) await (await worker()).open(conversation).catch(() => null);
	}
}

function fresh({ conversation, organisation, state, day }: ListedConversation): Draft[] {
	const known = register.peek().ends[conversation];
	if (state === "withdrawn" && !known) {
		return [draft("ends", { ...noEnds, conversation, organisation, year: day.slice(0, 4) })];
	}
	if (state !== "destroyed" || known?.gone) return [];
	return [draft("ends", { ...noEnds, ...known, conversation, gone: day })];
}

/** Without a file there is nothing that the counsellor still has to decide. */
function isOver(one: Case): boolean {
	if (one.stage !== "destroyed" || one.counted || one.file !== "") return false;
	const entry = register.peek().cases.find(({ conversation }) => conversation === one.id);
	return !entry?.file || (entry.state !== "closed" && entry.state !== "destroyed");
}

async function countAsLost(one: Case): Promise<void> {
	const known = register.peek().ends[one.id];
	const [only, ...others] = organisations.peek();
	const organisation =
		one.organisation || known?.organisation || (others.length === 0 ? only?.id : "") || "";
	const opened = known?.year ? `${known.year}-01-01` : one.opened;
	await leaveNotCounted({ ...one, organisation, opened });
	await markCounted(one);
}

function isSettled(conversation: Id): boolean {
	const one = cases.peek().find((other) => [other.conversation, other.file].includes(conversation));
	return one === undefined || one.counted || one.conversation === "";
}

/** What was destroyed, the latest first. */
export function destroyed(): Ends[] {
	return Object.values(register.value.ends)
		.filter(({ gone }) => gone !== "")
		.sort((one, other) => (one.gone < other.gone ? 1 : one.gone > other.gone ? -1 : 0));
}
