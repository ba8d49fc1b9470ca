import type { Bin, Day, Hash, Id, Purpose, Refusal, Role } from "./api";
import { hash } from "./derive";
import {
	type EpochParticipant,
	type Event,
	type Frame,
	type Place,
	parseEvent,
	parseStatement,
	type RosterPoint,
	sortOf,
} from "./items";
import { applyEvent, type Draft, ensureGranted, ensureStatementTime, memberOf } from "./membership";
import type { ParticipantKeys } from "./participant-keys";
import { ensure, ProtocolError } from "./refusal";
import { cardAt, ensurePoint, type KnownRosters } from "./roster-state";

/** An item as `conversations/read` gives it. */
export interface LogItem {
	bytes: Uint8Array;
	/** null: an event, or a statement whose header was destroyed. */
	header: Uint8Array | null;
	day: Day;
}

export interface Member {
	person: Id;
	role: Role;
	sign: Bin;
	/** "" for the counsellor named in `create`, until `checkCounsellors` found it in the roster. */
	seal: Bin;
	oneTime: boolean;
	ground: "create" | "reporter" | "spoken";
	/** Where a counsellor's key must be current; null for others and after `replace-key`. */
	roster: RosterPoint | null;
	/** The oldest epoch they can read; 0 before their first envelope. */
	from: number;
}

export interface EpochRecord {
	epoch: number;
	seq: number;
	commitment: Hash;
	participants: EpochParticipant[];
	/** Those of the participants whose key was one-time. */
	oneTime: Id[];
}

export type ItemRecord = { seq: number; id: Id; day: Day; hash: Hash; bytes: Uint8Array } & (
	| { sort: "event"; event: Event }
	| { sort: "statement"; frame: Frame; header: Uint8Array | null }
);

/** A log verified so far. Never changed in place: `verifyItems` gives a new one. */
export interface LogState {
	instance: Id;
	conversation: Id;
	purpose: Purpose;
	/** The roster named in `create`; null in an own log. */
	roster: RosterPoint | null;
	founder: Id;
	length: number;
	head: Hash | "";
	phase: "open" | "closed" | "withdrawn";
	/** Whether it was closed when it was withdrawn. */
	closedBefore: boolean;
	/** 0 before the first. */
	epoch: number;
	epochDue: boolean;
	members: Member[];
	former: Member[];
	epochs: EpochRecord[];
	items: ItemRecord[];
	refusals: Refusal[];
	/** The chain can't be followed beyond here; nothing is written any more. */
	halted: boolean;
}

/** Nothing verified yet. */
export function emptyLog(instance: Id, conversation: Id): LogState {
	return {
		instance,
		conversation,
		purpose: "conversation",
		roster: null,
		founder: "",
		length: 0,
		head: "",
		phase: "open",
		closedBefore: false,
		epoch: 0,
		epochDue: false,
		members: [],
		former: [],
		epochs: [],
		items: [],
		refusals: [],
		halted: false,
	};
}

/**
 * Follows the log from where `state` is. Never throws for what the items hold: what breaks the
 * rules is in `refusals`, and the state stops before it (`halted`).
 */
export async function verifyItems(state: LogState, items: readonly LogItem[]): Promise<LogState> {
	const draft: Draft = { ...state, items: [...state.items], refusals: [...state.refusals] };
	const ids = new Set(draft.items.map((record) => record.id));
	for (const [i, item] of items.entries()) {
		if (draft.halted) break;
		try {
			const record = await verifyItem(draft, ids, item, i === 0 && state.length > 0);
			draft.items.push(record);
			draft.head = record.hash;
			draft.length++;
			ids.add(record.id);
		} catch (error) {
			if (!(error instanceof ProtocolError)) throw error;
			draft.halted = true;
			draft.refusals.push(error.refusal(draft.length));
		}
	}
	return draft;
}

async function verifyItem(
	draft: Draft,
	ids: ReadonlySet<Id>,
	item: LogItem,
	continued: boolean,
): Promise<ItemRecord> {
	return sortOf(item.bytes) === "event"
		? verifyEvent(draft, ids, item, continued)
		: verifyStatement(draft, ids, item, continued);
}

function ensurePlace(draft: Draft, ids: ReadonlySet<Id>, place: Place, continued: boolean): void {
	ensure(place.instance === draft.instance, "wrong-instance", "an item of another instance");
	ensure(
		place.conversation === draft.conversation,
		"wrong-conversation",
		"an item of another conversation",
	);
	ensure(
		place.seq === draft.length,
		"broken-chain",
		`item ${place.seq} in place of ${draft.length}`,
	);
	ensure(
		place.prev === draft.head,
		continued ? "forked" : "broken-chain",
		"doesn't follow what came before",
	);
	ensure(!ids.has(place.id), "not-allowed", "an id twice");
}

async function verifyEvent(
	draft: Draft,
	ids: ReadonlySet<Id>,
	item: LogItem,
	continued: boolean,
): Promise<ItemRecord> {
	const { event, isSignedBy } = parseEvent(item.bytes);
	ensure(item.header === null, "bad-shape", "an event with a header");
	ensurePlace(draft, ids, event, continued);
	const first = draft.length === 0;
	ensure(first === (event.kind === "create"), "not-allowed", "`create` comes first, and once");
	const author = memberOf(draft, event.author);
	ensure(first || author, "unknown-author", "not by a participant");
	const key = event.kind === "create" ? event.sign : (author?.sign ?? "");
	ensure(await isSignedBy(key), "bad-signature", "not signed by its author");
	if (event.kind !== "create" && author)
		ensureGranted(draft, event.kind, author, "person" in event ? event.person : "");
	await applyEvent(draft, event, author);
	const { bytes, day } = item;
	return { sort: "event", seq: event.seq, id: event.id, day, hash: hash(bytes), bytes, event };
}

function verifyStatement(
	draft: Draft,
	ids: ReadonlySet<Id>,
	{ bytes, header, day }: LogItem,
	continued: boolean,
): ItemRecord {
	const { frame } = parseStatement(bytes);
	ensurePlace(draft, ids, frame, continued);
	ensure(draft.length > 0, "not-allowed", "`create` comes first");
	ensure(frame.epoch === draft.epoch, "wrong-epoch", "not of the current epoch");
	ensureStatementTime(draft);
	return {
		sort: "statement",
		seq: frame.seq,
		id: frame.id,
		day,
		hash: hash(bytes),
		frame,
		bytes,
		header,
	};
}

/** Against a head seen before: `rolled-back`, `forked` or null. */
export function checkRemembered(
	state: LogState,
	remembered: { length: number; head: Hash | "" },
): Refusal | null {
	const { length, head } = remembered;
	if (length === 0) return null;
	if (state.length < length)
		return new ProtocolError(
			"rolled-back",
			`${length} items before, ${state.length} now`,
		).refusal();
	return state.items[length - 1]?.hash === head
		? null
		: new ProtocolError("forked", "another history than before").refusal(length - 1);
}

/** The counsellors' keys that were named with a place in a roster. */
function namedKeys(
	state: LogState,
): { seq: number; person: Id; sign: Bin; seal: Bin; point: RosterPoint }[] {
	return state.items.flatMap((record) => {
		if (record.sort !== "event" || !("roster" in record.event) || !record.event.roster) return [];
		const { event, seq } = record;
		const point = record.event.roster;
		if (event.kind === "join")
			return [{ seq, person: event.person, sign: event.sign, seal: event.seal, point }];
		if (event.kind !== "create") return [];
		return event.counsellor
			? [{ seq, ...event.counsellor, seal: "", point }]
			: [{ seq, person: event.author, sign: event.sign, seal: event.seal, point }];
	});
}

/**
 * Every counsellor's key against the roster it names; fills in their sealing keys. What doesn't
 * fit is in `refusals`, and halts.
 */
export function checkCounsellors(state: LogState, rosters: KnownRosters): LogState {
	const draft: Draft = { ...state, refusals: [...state.refusals] };
	for (const { seq, person, sign, seal, point } of namedKeys(state)) {
		try {
			const roster = rosters.get(point.fingerprint);
			ensure(roster, "wrong-roster", "a roster that isn't at hand");
			ensurePoint(roster, point);
			const card = cardAt(roster, person, sign, point.length);
			ensure(card, "key-not-current", "not a key of the roster at that point");
			ensure(seal === "" || seal === card.seal, "key-not-current", "another sealing key");
			draft.members = draft.members.map((member) =>
				member.person === person && member.sign === sign ? { ...member, seal: card.seal } : member,
			);
		} catch (error) {
			if (!(error instanceof ProtocolError)) throw error;
			draft.halted = true;
			if (!draft.refusals.some((known) => known.seq === seq && known.code === error.code))
				draft.refusals.push(error.refusal(seq));
		}
	}
	return draft;
}

/** Throws `not-mine` unless these keys are that participant's now. */
export function ensureMine(state: LogState, me: Id, keys: ParticipantKeys): Member {
	const member = memberOf(state, me);
	ensure(member, "not-mine", "I take no part");
	const same = member.sign === keys.sign && (member.seal === "" || member.seal === keys.seal);
	ensure(same, "not-mine", "with keys that aren't mine");
	return member;
}

export { openEnvelopes, openMyEnvelope } from "./envelopes";
export { openStatements, unvouched, viewOf } from "./reading";
