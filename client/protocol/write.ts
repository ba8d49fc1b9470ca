import type { Bin, Draft, Id, Purpose } from "./api";
import type { Seeds } from "./epoch";
import type { RosterPoint } from "./items";
import type { LogState } from "./log";
import type { ParticipantKeys } from "./participant-keys";

/**
 * One thing to write. Ids are in the step, so that sealing it again for another head keeps them.
 * Epochs are no steps: one is made wherever one is due.
 */
export type Step = { id: Id } & (
	| { do: "statement"; draft: Draft; time: string }
	| { do: "join"; person: Id; sign: Bin; seal: Bin; roster: RosterPoint; ground: "reporter" | "spoken"; history: boolean }
	| { do: "leave"; person: Id }
	| { do: "replace-key"; keys: ParticipantKeys }
	| { do: "rejoin"; person: Id; sign: Bin; seal: Bin }
	| { do: "close" | "reopen" | "withdraw" | "restore" }
);

export type Founding =
	| { purpose: "conversation"; role: "reporter"; roster: RosterPoint; counsellor: { person: Id; sign: Bin; seal: Bin } }
	| { purpose: "conversation"; role: "counsellor"; roster: RosterPoint; intake: { person: Id; sign: Bin; seal: Bin } }
	| { purpose: "file"; roster: RosterPoint }
	| { purpose: "own" };

/** What goes to `conversations/create` or `append`, and how things stand once it is there. */
export interface Append {
	items: { bytes: Uint8Array; header: Uint8Array | null }[];
	envelopes: { person: Id; bytes: Uint8Array }[];
	state: LogState;
	seeds: Seeds;
}

export interface Writer {
	me: Id;
	keys: ParticipantKeys;
}

/** `create`, the first epoch, and the steps. */
export async function buildCreate(
	place: { instance: Id; conversation: Id; id: Id },
	founding: Founding,
	writer: Writer,
	steps: Step[],
): Promise<Append> {
	throw new Error(`not yet ${place} ${founding} ${writer} ${steps}`);
}

/**
 * The items of an append on this log. Steps whose id is in the log already are left out; so after
 * a 409 verify what is new and call this again with the same steps. Throws what would be refused.
 */
export async function buildAppend(state: LogState, seeds: Seeds, writer: Writer, steps: Step[]): Promise<Append> {
	throw new Error(`not yet ${state} ${seeds} ${writer} ${steps}`);
}
