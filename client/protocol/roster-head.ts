import type { Day, Id } from "./api";
import type { RosterPoint } from "./items";
import { ensure } from "./refusal";
import { currentTenure, ensurePoint, pointOf, type VerifiedRoster } from "./roster-state";
import { either, isCount, isDay, isFingerprint, isHash, isId, isText, object } from "./shape";
import { makeSigned, parseSigned } from "./signed-object";

/** "I saw the roster like this", by a member. */
export interface SignedHead extends RosterPoint {
	author: Id;
	day: Day;
}

const FRESH_DAYS = 35;
/** A clock may be off by this much. */
const AHEAD_DAYS = 2;
const HEAD = object({
	v: isCount,
	suite: isText,
	instance: isId,
	kind: either("head"),
	roster: isFingerprint,
	length: isCount,
	head: isHash,
	author: isId,
	day: isDay,
});

export async function makeHead(
	signSecret: Uint8Array,
	author: Id,
	roster: VerifiedRoster,
	day: Day,
): Promise<Uint8Array> {
	const { fingerprint, length, head } = pointOf(roster);
	const { instance } = roster;
	const json = {
		v: 1,
		suite: "1",
		instance,
		kind: "head",
		roster: fingerprint,
		length,
		head,
		author,
		day,
	};
	ensure(HEAD(json), "bad-shape", "not a head");
	return makeSigned("H", signSecret, json);
}

/** Throws unless signed by a key current there, and part of this chain. */
export async function verifyHead(roster: VerifiedRoster, bytes: Uint8Array): Promise<SignedHead> {
	const { json, isSignedBy } = parseSigned("H", bytes);
	ensure(HEAD(json), "bad-shape", "not a head");
	const { length, head, author, day } = json as unknown as SignedHead;
	const point = { fingerprint: json.roster as string, length, head };
	ensure(json.instance === roster.instance, "wrong-instance", "a head of another instance");
	ensurePoint(roster, point);
	const member = currentTenure(roster, author, length);
	ensure(member, "unknown-author", "not by anybody current there");
	ensure(await isSignedBy(member.card.sign), "bad-signature", "not signed by its author");
	return { ...point, author, day };
}

/** Whether one of the heads is this person's and of the last 35 days. */
export function isFresh(heads: readonly SignedHead[], person: Id, today: Day): boolean {
	const now = Date.parse(today);
	return heads.some(({ author, day }) => {
		const age = (now - Date.parse(day)) / 86_400_000;
		return author === person && age <= FRESH_DAYS && age >= -AHEAD_DAYS;
	});
}
