/** What of a conversation goes into an archive: enough to verify it, and no key that opens more. */

import type { Evidence, EvidenceItem, Id, RosterProof } from "./api";
import type { Seeds } from "./epoch";
import type { LogState } from "./log";
import { keysOf } from "./reading";
import { fileKeyOf } from "./seal";

/**
 * The items as they were verified. Each statement that could be read comes with the file key of
 * its own seal: it opens that statement, and nothing else now or later.
 */
export async function evidenceOf(
	state: LogState,
	seeds: Seeds,
	person: Id,
	proofs: (fingerprints: string[]) => RosterProof[],
): Promise<Evidence> {
	const { instance, conversation, length, head } = state;
	const keys = keysOf(state, seeds);
	const items: EvidenceItem[] = [];
	const rosters: string[] = [];
	for (const record of state.items) {
		const { day, bytes } = record;
		if (record.sort === "event") {
			items.push({ day, bytes, header: null, key: null });
			if ("roster" in record.event && record.event.roster)
				rosters.push(record.event.roster.fingerprint);
			continue;
		}
		const { header, frame } = record;
		const key = header && keys(frame.epoch);
		// What doesn't open here opens nowhere: it goes along closed.
		const own = key ? await fileKeyOf(key, header).catch(() => null) : null;
		items.push({ day, bytes, header, key: own });
	}
	return { instance, conversation, person, length, head, items, rosters: proofs(rosters) };
}
