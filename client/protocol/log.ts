import type { ConversationView, Day, Hash, Id, Purpose, Refusal, Role, Statement, Bin } from "./api";
import type { Seeds } from "./epoch";
import type { EpochParticipant, Event, Frame, RosterPoint } from "./items";
import type { ParticipantKeys } from "./participant-keys";
import type { VerifiedRoster } from "./roster";

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

export type ItemRecord = { seq: number; id: Id; day: Day; hash: Hash } & (
	| { sort: "event"; event: Event }
	| { sort: "statement"; frame: Frame; bytes: Uint8Array; header: Uint8Array | null }
	| { sort: "newer"; bytes: Uint8Array }
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

export function emptyLog(instance: Id, conversation: Id): LogState {
	throw new Error(`not yet ${instance} ${conversation}`);
}

/**
 * Follows the log from where `state` is. Never throws for what the items hold: what breaks the
 * rules is in `refusals`, and the state stops before it (`halted`).
 */
export async function verifyItems(state: LogState, items: LogItem[]): Promise<LogState> {
	throw new Error(`not yet ${state} ${items}`);
}

/** Against a head seen before: `rolled-back`, `forked` or null. */
export function checkRemembered(state: LogState, remembered: { length: number; head: Hash }): Refusal | null {
	throw new Error(`not yet ${state} ${remembered}`);
}

/** Every counsellor's key against the roster it names; fills in their sealing keys. */
export function checkCounsellors(state: LogState, rosters: ReadonlyMap<string, VerifiedRoster>): LogState {
	throw new Error(`not yet ${state} ${rosters}`);
}

/** Throws `not-mine` unless these keys are that participant's now. */
export function ensureMine(state: LogState, me: Id, keys: ParticipantKeys): Member {
	throw new Error(`not yet ${state} ${me} ${keys}`);
}

/** Opens the envelope of the latest epoch; every seed is checked against its commitment. */
export async function openMyEnvelope(state: LogState, me: Id, keys: ParticipantKeys, envelope: Uint8Array): Promise<Seeds> {
	throw new Error(`not yet ${state} ${me} ${keys} ${envelope}`);
}

/** Opens statements not in `known` (by seq); `only`: no others than these seqs. */
export async function openStatements(
	state: LogState,
	seeds: Seeds,
	options?: { only?: readonly number[]; known?: ReadonlyMap<number, Statement> },
): Promise<{ statements: Statement[]; refusals: Refusal[] }> {
	throw new Error(`not yet ${state} ${seeds} ${options}`);
}

/** What a screen is shown. `nameOf`: a counsellor's name by the roster, else "". */
export function viewOf(
	state: LogState,
	opened: { statements: Statement[]; refusals: Refusal[] },
	mine: { me: Id; destroyOn: Day | ""; nameOf: (person: Id) => string },
): ConversationView {
	throw new Error(`not yet ${state} ${opened} ${mine}`);
}
