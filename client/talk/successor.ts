/** Lists that took the place of others, because all their keys were lost (docs/rosters.md). */

import type { RosterView } from "../protocol/api.ts";
import { rosterOf } from "./store.ts";

/** The last of the lists that followed this one; each must say itself which it replaces. */
export async function newestAfter(view: RosterView): Promise<RosterView> {
	let newest = view;
	while (newest.succeededBy !== "") {
		const next = await rosterOf(newest.succeededBy);
		if (next.replaces !== newest.fingerprint) return newest;
		newest = next;
	}
	return newest;
}
