import type { Bin, Hash, Id, Json, Profile, Refusal } from "./api";
import { base32, fromBin } from "./bytes";
import { type Card, parseCard, parseProfile } from "./cards";
import { hash, sha256 } from "./derive";
import { ensure, ProtocolError } from "./refusal";
import {
	currentMembers,
	currentTenure,
	ensurePoint,
	type KnownRosters,
	type Tenure,
	type VerifiedRoster,
} from "./roster-state";
import {
	either,
	type Field,
	isBin,
	isCount,
	isFingerprint,
	isHash,
	isId,
	isText,
	object,
	type Shape,
} from "./shape";
import { makeSigned, parseSigned, type SignedObject } from "./signed-object";

export * from "./cards";
export * from "./roster-head";
export * from "./roster-state";

/** The head of another roster at the time of signing. */
export interface RosterVia {
	roster: string;
	length: number;
	head: Hash;
}

/** What the kinds of entry add to the fields all entries have. */
export type EntryBody =
	| { kind: "found"; card: Bin; replaces: string; provider: string }
	| { kind: "provider"; provider: string }
	| { kind: "witness"; via: RosterVia }
	| { kind: "admit"; card: Bin; via: RosterVia | null }
	| { kind: "update" | "renew"; card: Bin }
	| { kind: "end"; person: Id };
type EntryKind = EntryBody["kind"];
export type Entry = {
	instance: Id;
	roster: string;
	position: number;
	prev: Hash | "";
	author: Id;
} & EntryBody;
type EntryOf<K extends EntryKind> = Extract<Entry, { kind: K }>;
type Draft = VerifiedRoster;

const FINGERPRINT = either("", isFingerprint);
const VIA = object({ roster: isFingerprint, length: isCount, head: isHash });
const BASE: Shape = {
	v: isCount,
	suite: isText,
	instance: isId,
	kind: isText,
	roster: FINGERPRINT,
	position: isCount,
	prev: either("", isHash),
	author: isId,
};
const BODIES: Readonly<Record<EntryKind, Shape>> = {
	found: { card: isBin, replaces: FINGERPRINT, provider: FINGERPRINT },
	provider: { provider: FINGERPRINT },
	witness: { via: VIA },
	admit: { card: isBin, via: either(null, VIA) },
	update: { card: isBin },
	renew: { card: isBin },
	end: { person: isId },
};
const ENTRIES = new Map<string, Field>(
	Object.entries(BODIES).map(([kind, body]) => [kind, object({ ...BASE, ...body })]),
);

function sealEntry(secret: Uint8Array, entry: Entry): Promise<Uint8Array> {
	const json = { v: 1, suite: "1", ...entry } as unknown as Json;
	ensure(ENTRIES.get(entry.kind)?.(json), "bad-shape", `not an entry of the kind ${entry.kind}`);
	return makeSigned("R", secret, json);
}

/** The first entry of a new roster. */
export async function makeFirstEntry(
	signSecret: Uint8Array,
	instance: Id,
	author: Id,
	body: EntryBody & { kind: "found" },
): Promise<Uint8Array> {
	const bytes = await sealEntry(signSecret, {
		instance,
		roster: "",
		position: 0,
		prev: "",
		author,
		...body,
	});
	await verifyRoster(instance, [bytes], null);
	return bytes;
}

/** The next entry; throws what `verifyRoster` would refuse. */
export async function makeEntry(
	signSecret: Uint8Array,
	author: Id,
	roster: VerifiedRoster,
	body: Exclude<EntryBody, { kind: "found" }>,
	known: KnownRosters = new Map(),
): Promise<Uint8Array> {
	const { instance, fingerprint, length, head } = roster;
	const place = { instance, roster: fingerprint, position: length, prev: head, author };
	const bytes = await sealEntry(signSecret, { ...place, ...body });
	await follow(roster, bytes, known);
	return bytes;
}

/** What a poster carries: names the roster by its first entry. */
export function fingerprintOf(firstEntry: Uint8Array): string {
	return base32(sha256(firstEntry).subarray(0, 20)).toLowerCase();
}

/** What an entry says of itself; nothing is verified yet. */
export function instanceNamedIn(entry: Uint8Array): Id {
	return parseEntry(entry, 0).entry.instance;
}

/** All entries from the first. `expected`: the fingerprint on the poster. Throws at the first bad one. */
export async function verifyRoster(
	instance: Id,
	entries: readonly Uint8Array[],
	expected: string | null,
	known: KnownRosters = new Map(),
): Promise<VerifiedRoster> {
	const [first, ...rest] = entries;
	ensure(first, "wrong-roster", "a roster without entries");
	const fingerprint = fingerprintOf(first);
	ensure(
		expected === null || fingerprint === expected,
		"wrong-roster",
		"not the fingerprint asked for",
	);
	let roster = await found(instance, first, fingerprint);
	for (const entry of rest) roster = await follow(roster, entry, known);
	return roster;
}

function parseEntry(bytes: Uint8Array, position: number): { entry: Entry } & SignedObject {
	const object = parseSigned("R", bytes);
	const shape = ENTRIES.get(String(object.json.kind));
	ensure(shape, "not-allowed", `no entry of the kind ${object.json.kind}`);
	ensure(shape(object.json), "bad-shape", `not an entry at ${position}`);
	return { ...object, entry: object.json as unknown as Entry };
}

async function found(
	instance: Id,
	bytes: Uint8Array,
	fingerprint: string,
): Promise<VerifiedRoster> {
	const { entry, isSignedBy } = parseEntry(bytes, 0);
	ensure(entry.kind === "found", "not-allowed", "the first entry isn't `found`");
	ensure(entry.instance === instance, "wrong-instance", "a roster of another instance");
	const { roster, position, prev, author, replaces, provider } = entry;
	ensure(roster === "" && position === 0 && prev === "", "broken-chain", "not a first entry");
	const card = await parseCard(fromBin(entry.card), instance);
	ensure(card.person === author, "not-allowed", "begun with another's card");
	ensure(await isSignedBy(card.sign), "bad-signature", "not signed by the card's key");
	const head = hash(bytes);
	const draft: Draft = {
		instance,
		fingerprint,
		length: 1,
		head,
		hashes: [head],
		tenures: [{ card, since: 1, until: null, admitted: 0, admittedBy: "", admittedVia: "" }],
		replaces,
		provider,
		viaLength: 0,
		witnesses: [],
		endsAsked: [],
		warnings: [],
	};
	if (replaces) warn(draft, 0, "takes the place of a roster whose keys are lost");
	return draft;
}

function warn(draft: Draft, position: number, detail: string): void {
	draft.warnings.push(new ProtocolError("roster-changed", detail).refusal(position));
}

/** The roster with one entry more; the one given stays as it is. */
async function follow(
	roster: VerifiedRoster,
	bytes: Uint8Array,
	known: KnownRosters,
): Promise<VerifiedRoster> {
	const { entry, isSignedBy } = parseEntry(bytes, roster.length);
	ensure(entry.instance === roster.instance, "wrong-instance", "an entry of another instance");
	ensure(entry.roster === roster.fingerprint, "wrong-roster", "an entry of another roster");
	ensure(
		entry.position === roster.length && entry.prev === roster.head,
		"broken-chain",
		"doesn't follow what came before",
	);
	const draft: Draft = {
		...roster,
		hashes: [...roster.hashes],
		tenures: [...roster.tenures],
		witnesses: [...roster.witnesses],
		endsAsked: [...roster.endsAsked],
		warnings: [...roster.warnings],
	};
	const key = authorKey(draft, entry, known);
	ensure(await isSignedBy(key), "bad-signature", "not signed by its author");
	await apply(draft, entry);
	draft.length++;
	draft.head = hash(bytes);
	draft.hashes.push(draft.head);
	return draft;
}

/** The key that must have signed, out of this roster or the provider's. */
function authorKey(draft: Draft, entry: Entry, known: KnownRosters): Bin {
	const via = "via" in entry ? entry.via : null;
	if (!via) {
		const member = currentTenure(draft, entry.author);
		ensure(member, "unknown-author", "not by anybody current");
		return member.card.sign;
	}
	ensure(draft.provider === via.roster, "not-allowed", "by a roster that nobody here chose");
	const provider = known.get(via.roster);
	ensure(provider, "wrong-roster", "the provider's roster isn't at hand");
	ensurePoint(provider, { fingerprint: via.roster, length: via.length, head: via.head });
	ensure(via.length >= draft.viaLength, "rolled-back", "an older state of the provider's roster");
	draft.viaLength = via.length;
	const member = currentTenure(provider, entry.author, via.length);
	ensure(member, "unknown-author", "not by anybody current at the provider's");
	return member.card.sign;
}

async function apply(draft: Draft, entry: Entry): Promise<void> {
	switch (entry.kind) {
		case "found":
			throw new ProtocolError("not-allowed", "`found` in the middle");
		case "provider":
			draft.provider = entry.provider;
			draft.viaLength = 0;
			warn(draft, entry.position, "another provider may vouch");
			return;
		case "witness":
			draft.witnesses.push({
				position: entry.position,
				by: entry.author,
				roster: entry.via.roster,
			});
			return;
		case "admit":
			return admit(draft, entry);
		case "update":
		case "renew":
			return replaceCard(draft, entry);
		case "end":
			return end(draft, entry);
	}
}

/** A key that is current belongs to one person only. */
function ensureFreeKey(draft: Draft, card: Card): void {
	const taken = currentMembers(draft).some(
		(member) => member.card.sign === card.sign && member.card.person !== card.person,
	);
	ensure(!taken, "not-allowed", "another person's key");
}

async function admit(draft: Draft, entry: EntryOf<"admit">): Promise<void> {
	const card = await parseCard(fromBin(entry.card), draft.instance);
	ensure(!currentTenure(draft, card.person), "not-allowed", "is current already");
	ensureFreeKey(draft, card);
	draft.tenures.push({
		card,
		since: entry.position + 1,
		until: null,
		admitted: entry.position,
		admittedBy: entry.author,
		admittedVia: entry.via?.roster ?? "",
	});
}

function finish(draft: Draft, person: Id, position: number): Tenure {
	const at = draft.tenures.findIndex(
		(tenure) => tenure.until === null && tenure.card.person === person,
	);
	const tenure = draft.tenures[at];
	ensure(tenure, "not-allowed", "isn't current");
	draft.tenures[at] = { ...tenure, until: position + 1 };
	return tenure;
}

async function replaceCard(draft: Draft, entry: EntryOf<"update" | "renew">): Promise<void> {
	const card = await parseCard(fromBin(entry.card), draft.instance);
	ensure(card.person === entry.author, "not-allowed", "another's card");
	const before = finish(draft, card.person, entry.position);
	const same = card.sign === before.card.sign && card.seal === before.card.seal;
	const fits = entry.kind === "update" ? same : card.sign !== before.card.sign;
	ensure(fits, "not-allowed", `keys that don't fit ${entry.kind}`);
	ensureFreeKey(draft, card);
	draft.tenures.push({ ...before, card, since: entry.position + 1 });
}

function end(draft: Draft, entry: EntryOf<"end">): void {
	const { person, author, position } = entry;
	const current = currentMembers(draft).map((tenure) => tenure.card.person);
	ensure(current.includes(person), "not-allowed", "isn't current");
	if (author !== person) {
		const asked = draft.endsAsked.filter(
			(ask) => ask.person === person && current.includes(ask.by),
		);
		if (current.length > 2 && asked.every((ask) => ask.by === author)) {
			ensure(asked.length === 0, "not-allowed", "asked already");
			draft.endsAsked.push({ person, by: author, position });
			warn(draft, position, "one colleague asks to end another's membership");
			return;
		}
		warn(draft, position, "ended by others");
	}
	finish(draft, person, position);
	draft.endsAsked = draft.endsAsked.filter((ask) => ask.person !== person);
}

/**
 * Finds the profile of each person's last card among the bytes given, of who ended as well.
 * `wrong-profile` for those missing whose card is current.
 */
export function matchProfiles(
	roster: VerifiedRoster,
	profiles: readonly Uint8Array[],
): { profiles: Map<Id, Profile>; refusals: Refusal[] } {
	const byHash = new Map(profiles.map((bytes) => [hash(bytes), bytes]));
	const matched = new Map<Id, Profile>();
	const refusals: Refusal[] = [];
	const last = new Map(roster.tenures.map((tenure) => [tenure.card.person, tenure]));
	for (const { card, until } of last.values()) {
		try {
			const bytes = byHash.get(card.profile);
			ensure(bytes, "wrong-profile", "no profile with the card's hash");
			matched.set(card.person, parseProfile(bytes));
		} catch (error) {
			if (!(error instanceof ProtocolError)) throw error;
			if (until === null) refusals.push(error.refusal());
		}
	}
	return { profiles: matched, refusals };
}
