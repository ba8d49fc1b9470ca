import type { Bin, Hash, Id, JsonObject, Purpose, Role } from "./api";
import type { SharedKey } from "./seal";

/** A place in a roster: so long, with this head. */
export interface RosterPoint {
	fingerprint: string;
	length: number;
	head: Hash;
}

export interface EpochParticipant {
	person: Id;
	role: Role;
	sign: Bin;
	/** Hash of the envelope bytes. */
	envelope: Hash;
	/** The oldest epoch whose seed is in the envelope; all later ones are too. */
	from: number;
}

/** What the kinds of event add to the fields all events have. */
export type EventBody =
	| {
			kind: "create";
			purpose: Purpose;
			role: Role;
			sign: Bin;
			seal: Bin;
			roster: RosterPoint | null;
			counsellor: { person: Id; sign: Bin } | null;
			intake: { person: Id; sign: Bin; seal: Bin } | null;
	  }
	| { kind: "epoch"; epoch: number; commitment: Hash; participants: EpochParticipant[] }
	| {
			kind: "join";
			person: Id;
			role: "counsellor";
			sign: Bin;
			seal: Bin;
			roster: RosterPoint;
			ground: "reporter" | "spoken";
	  }
	| { kind: "leave"; person: Id }
	| { kind: "replace-key"; person: Id; sign: Bin; seal: Bin; proof: Bin }
	| { kind: "rejoin"; person: Id; sign: Bin; seal: Bin }
	| { kind: "close" | "reopen" | "withdraw" | "restore" };
export type EventKind = EventBody["kind"];

/** Where an item stands. */
export interface Place {
	instance: Id;
	id: Id;
	conversation: Id;
	seq: number;
	prev: Hash | "";
}
export type Event = { v: 1; suite: "1"; author: Id } & Place & EventBody;

export interface Frame extends Place {
	v: 1;
	suite: "1";
	kind: "statement";
	epoch: number;
	header: Hash;
}

/** What was inside a statement's seal. */
export interface Inner extends Place {
	v: number;
	suite: string;
	kind: string;
	epoch: number;
	author: Id;
	time: string;
	content: JsonObject;
}

export interface MadeStatement {
	bytes: Uint8Array;
	header: Uint8Array;
}

/** Bytes of the plaintext once padded. `bad-shape` above 262,144. */
export function statementClass(length: number): number {
	throw new Error(`not yet ${length}`);
}

/** Padmé: at most 12 % more, and few different sizes. */
export function padme(length: number): number {
	throw new Error(`not yet ${length}`);
}

export async function makeEvent(signSecret: Uint8Array, author: Id, place: Place, body: EventBody): Promise<Uint8Array> {
	throw new Error(`not yet ${signSecret} ${author} ${place} ${body}`);
}

/** The proof that goes into a `replace-key`: signed by the new key. */
export async function replaceKeyProof(
	newSignSecret: Uint8Array,
	author: Id,
	place: Place,
	body: { person: Id; sign: Bin; seal: Bin },
): Promise<Bin> {
	throw new Error(`not yet ${newSignSecret} ${author} ${place} ${body}`);
}

export async function makeStatement(
	key: SharedKey,
	signSecret: Uint8Array,
	author: Id,
	place: Place,
	what: { epoch: number; kind: string; time: string; content: JsonObject },
): Promise<MadeStatement> {
	throw new Error(`not yet ${key} ${signSecret} ${author} ${place} ${what}`);
}
