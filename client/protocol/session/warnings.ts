/** What a reader should hear of the lists that a log names, without distrusting the log. */

import type { Day, Id, Refusal } from "../api";
import type { LogState } from "../log";
import { isFresh } from "../roster";

type Heads = Parameters<typeof isFresh>[0];

/** A reporter wants to know that the counsellor has seen the roster lately. */
export function staleHeads(
	log: LogState,
	me: Id,
	{ fingerprint, heads, today }: { fingerprint: string; heads: Heads; today: Day },
): Refusal[] {
	if (log.members.find(({ person }) => person === me)?.role !== "reporter") return [];
	return log.members
		.filter((one) => one.roster?.fingerprint === fingerprint && !isFresh(heads, one.person, today))
		.map((one) => ({ code: "stale-head", detail: one.person }));
}

export function uniqueRefusals(refusals: Refusal[]): Refusal[] {
	return [...new Map(refusals.map((one) => [`${one.code} ${one.detail}`, one])).values()];
}
