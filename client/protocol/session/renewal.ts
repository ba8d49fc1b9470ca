/** A counsellor's new keys, brought to every place that knows the former ones. */

import type { Id, ListedConversation, OrganisationMembership, Progress } from "../api";
import { ProtocolError } from "../refusal";
import type { Line } from "./http";
import { listChanges } from "./listing";
import { isStatus, LuwteError } from "./problem";
import type { Thread } from "./thread";

export interface RenewalServices {
	line: Line;
	organisations: readonly OrganisationMembership[];
	/** The card in the organisation's roster, where it still has the former keys. */
	renewCard(membership: OrganisationMembership): Promise<void>;
	thread(conversation: Id): Promise<Thread>;
}

/**
 * First the rosters: from then on nobody begins anything under the former keys, so that the logs
 * listed after it are all there will be. Resolves to how many places still need the former keys.
 */
export async function renewAll(
	{ line, organisations, renewCard, thread }: RenewalServices,
	progress?: (p: Progress) => void,
): Promise<number> {
	const current = organisations.filter(({ state }) => state === "current");
	let left = 0;
	for (const membership of current) {
		const renewed = await isDone(async () => {
			await renewCard(membership);
			return true;
		});
		if (!renewed) left += 1;
	}
	const { changed } = await listChanges(line, 0);
	const known = ownFirst(changed.filter(({ state }) => state !== "left" && state !== "destroyed"));
	for (const [done, { conversation, state }] of known.entries()) {
		progress?.({ done, total: known.length, waiting: false });
		// It may come back: then only the former keys open it.
		const renewed =
			state !== "withdrawn" && (await isDone(async () => (await thread(conversation)).renewKeys()));
		if (!renewed) left += 1;
	}
	progress?.({ done: known.length, total: known.length, waiting: false });
	return left;
}

/** The own log holds what is needed to go on after an interruption. */
function ownFirst(listed: ListedConversation[]): ListedConversation[] {
	return listed.sort(
		(one, other) => Number(other.purpose === "own") - Number(one.purpose === "own"),
	);
}

const refused = [403, 409, 422];

/** What can't be trusted, or is refused, keeps the former keys; a broken line stops the whole. */
async function isDone(renew: () => Promise<boolean>): Promise<boolean> {
	try {
		return await renew();
	} catch (error) {
		if (isStatus(error, 404)) return true;
		if (error instanceof ProtocolError) return false;
		if (error instanceof LuwteError && refused.includes(error.status)) return false;
		throw error;
	}
}
