import type { Bin, Hash, Id, Refusal } from "./api";
import type { Card } from "./cards";
import type { RosterPoint } from "./items";
import { ensure, ProtocolError } from "./refusal";

/** A person's card for part of the chain. */
export interface Tenure {
	card: Card;
	/** Valid when the chain is this long, … */
	since: number;
	/** … and no longer when it is this long; null while current. */
	until: number | null;
	/** The position at which this person came in. */
	admitted: number;
	/** Who let them in: a person, or "" for the first. */
	admittedBy: Id;
	/** The provider's roster when the admitting key is of that, else "". */
	admittedVia: string;
}

export interface VerifiedRoster {
	instance: Id;
	fingerprint: string;
	length: number;
	head: Hash;
	/** Hash of each entry. */
	hashes: Hash[];
	/** Every card there ever was, in order. */
	tenures: Tenure[];
	/** Fingerprint of the roster that this one takes the place of, or "". */
	replaces: string;
	/** Fingerprint of the provider's roster that may witness and admit, or "". */
	provider: string;
	/** How much of the provider's roster the last `via` had seen. */
	viaLength: number;
	/** Times at which the provider's roster witnessed this one. */
	witnesses: { position: number; by: Id; roster: string }[];
	/** Ends asked for by one other, not in force. */
	endsAsked: { person: Id; by: Id; position: number }[];
	/** Re-anchored, ended by others and the like: for everybody to see. */
	warnings: Refusal[];
}

/** Rosters named in `via`, by fingerprint, verified before. */
export type KnownRosters = ReadonlyMap<string, VerifiedRoster>;

export function pointOf(roster: VerifiedRoster): RosterPoint {
	return { fingerprint: roster.fingerprint, length: roster.length, head: roster.head };
}

/** Against a point seen before: `rolled-back`, `forked`, `wrong-roster` or null. */
export function checkRosterPoint(roster: VerifiedRoster, seen: RosterPoint): Refusal | null {
	if (roster.fingerprint !== seen.fingerprint)
		return new ProtocolError("wrong-roster", "another roster").refusal();
	if (roster.length < seen.length)
		return new ProtocolError("rolled-back", `${seen.length} entries before`).refusal();
	return roster.hashes[seen.length - 1] === seen.head
		? null
		: new ProtocolError("forked", "another history of the roster").refusal();
}

/** Throws what `checkRosterPoint` finds. */
export function ensurePoint(roster: VerifiedRoster, seen: RosterPoint): void {
	const refusal = checkRosterPoint(roster, seen);
	ensure(!refusal, refusal?.code ?? "forked", refusal?.detail ?? "");
}

/** Those current now (or when the chain was `length` long), in order of admission. */
export function currentMembers(roster: VerifiedRoster, length = roster.length): Tenure[] {
	return roster.tenures
		.filter(({ since, until }) => since <= length && (until === null || length < until))
		.sort((a, b) => a.admitted - b.admitted);
}

export function currentTenure(
	roster: VerifiedRoster,
	person: Id,
	length?: number,
): Tenure | undefined {
	return currentMembers(roster, length).find(({ card }) => card.person === person);
}

/** The card under which this key was that person's when the chain was `length` long. */
export function cardAt(roster: VerifiedRoster, person: Id, sign: Bin, length: number): Card | null {
	const card = currentTenure(roster, person, length)?.card;
	return card?.sign === sign ? card : null;
}
