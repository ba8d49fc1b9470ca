import type { Bin, Day, Hash, Id, Profile, Refusal } from "./api";
import type { RosterPoint } from "./items";

export interface Card {
	instance: Id;
	person: Id;
	sign: Bin;
	seal: Bin;
	profile: Hash;
	from: Day;
	/** The signed bytes. */
	bytes: Uint8Array;
}

/** A person's card during part of the chain: positions from `since`, up to but without `until`. */
export interface Tenure {
	card: Card;
	since: number;
	until: number | null;
	/** Who admitted them: a person, or "" for the first. */
	admittedBy: Id;
	/** The roster the admitting key is of, when it isn't this one. */
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
	/** Ends asked for by one other, not yet in force. */
	endsAsked: { person: Id; by: Id; position: number }[];
	/** Re-anchored, ended by others, witnessed and the like: for everybody to see. */
	warnings: Refusal[];
}

/** Rosters named in `via`, by fingerprint, verified before. */
export type KnownRosters = ReadonlyMap<string, VerifiedRoster>;

export type EntryBody =
	| { kind: "found"; card: Bin; replaces: string; provider: string }
	| { kind: "provider"; provider: string }
	| { kind: "witness"; via: RosterVia }
	| { kind: "admit"; card: Bin; via: RosterVia | null }
	| { kind: "update" | "renew"; card: Bin }
	| { kind: "end"; person: Id };
export interface RosterVia {
	roster: string;
	length: number;
	head: Hash;
}

export function makeProfile(profile: Profile): Uint8Array {
	throw new Error(`not yet ${profile}`);
}
export function parseProfile(bytes: Uint8Array): Profile {
	throw new Error(`not yet ${bytes}`);
}
export async function makeCard(
	signSecret: Uint8Array,
	card: { instance: Id; person: Id; sign: Bin; seal: Bin; profile: Hash; from: Day },
): Promise<Uint8Array> {
	throw new Error(`not yet ${signSecret} ${card}`);
}
/** Verifies the signature by the key in it. */
export async function parseCard(bytes: Uint8Array, instance: Id): Promise<Card> {
	throw new Error(`not yet ${bytes} ${instance}`);
}
/** The first entry of a new roster. */
export async function makeFirstEntry(
	signSecret: Uint8Array,
	instance: Id,
	author: Id,
	body: EntryBody & { kind: "found" },
): Promise<Uint8Array> {
	throw new Error(`not yet ${signSecret} ${instance} ${author} ${body}`);
}
/** The next entry; throws what `verifyRoster` would refuse. */
export async function makeEntry(
	signSecret: Uint8Array,
	author: Id,
	roster: VerifiedRoster,
	body: Exclude<EntryBody, { kind: "found" }>,
	known?: KnownRosters,
): Promise<Uint8Array> {
	throw new Error(`not yet ${signSecret} ${author} ${roster} ${body} ${known}`);
}
/** All entries from the first. `expected`: the fingerprint on the poster. Throws at the first bad one. */
export async function verifyRoster(
	instance: Id,
	entries: readonly Uint8Array[],
	expected: string | null,
	known?: KnownRosters,
): Promise<VerifiedRoster> {
	throw new Error(`not yet ${instance} ${entries} ${expected} ${known}`);
}
/** Against a roster point seen before: `rolled-back`, `forked`, `wrong-roster` or null. */
export function checkRosterPoint(roster: VerifiedRoster, seen: RosterPoint): Refusal | null {
	throw new Error(`not yet ${roster} ${seen}`);
}
export function pointOf(roster: VerifiedRoster): RosterPoint {
	throw new Error(`not yet ${roster}`);
}
/** Those current now (or when the chain was `length` long), in order of admission. */
export function currentMembers(roster: VerifiedRoster, length?: number): Tenure[] {
	throw new Error(`not yet ${roster} ${length}`);
}
/** The card under which this key was that person's when the chain was `length` long. */
export function cardAt(roster: VerifiedRoster, person: Id, sign: Bin, length: number): Card | null {
	throw new Error(`not yet ${roster} ${person} ${sign} ${length}`);
}
/** Finds each current card's profile among the bytes given; `wrong-profile` for those missing. */
export function matchProfiles(
	roster: VerifiedRoster,
	profiles: readonly Uint8Array[],
): { profiles: Map<Id, Profile>; refusals: Refusal[] } {
	throw new Error(`not yet ${roster} ${profiles}`);
}
export async function makeHead(signSecret: Uint8Array, author: Id, roster: VerifiedRoster, day: Day): Promise<Uint8Array> {
	throw new Error(`not yet ${signSecret} ${author} ${roster} ${day}`);
}
export interface SignedHead extends RosterPoint {
	author: Id;
	day: Day;
}
/** Throws unless signed by a key current there and part of this chain. */
export async function verifyHead(roster: VerifiedRoster, bytes: Uint8Array): Promise<SignedHead> {
	throw new Error(`not yet ${roster} ${bytes}`);
}
/** Whether one of the heads is this person's and of the last 35 days. */
export function isFresh(heads: readonly SignedHead[], person: Id, today: Day): boolean {
	throw new Error(`not yet ${heads} ${person} ${today}`);
}
/** Eight words to read aloud. */
export function cardWords(card: Uint8Array, list: readonly string[]): string[] {
	throw new Error(`not yet ${card} ${list}`);
}
/** Four groups of five characters. */
export function keyFingerprint(card: { sign: Bin; seal: Bin }): string {
	throw new Error(`not yet ${card}`);
}
