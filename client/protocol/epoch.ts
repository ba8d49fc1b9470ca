import type { Bin, Hash, Id } from "./api";
import type { SharedKey } from "./seal";

/** Epoch seeds by number. */
export type Seeds = ReadonlyMap<number, Uint8Array>;

export function commitmentOf(conversation: Id, epoch: number, seed: Uint8Array): Hash {
	throw new Error(`not yet ${conversation} ${epoch} ${seed}`);
}

export function statementKey(seed: Uint8Array, conversation: Id, epoch: number): SharedKey {
	throw new Error(`not yet ${seed} ${conversation} ${epoch}`);
}

export interface EnvelopePlace {
	instance: Id;
	conversation: Id;
	person: Id;
	epoch: number;
}

export async function sealEnvelope(seal: Bin, place: EnvelopePlace, seeds: Seeds): Promise<Uint8Array> {
	throw new Error(`not yet ${seal} ${place} ${seeds}`);
}

/** Checks shape and place; commitments are checked by `openMyEnvelope` of log.ts. */
export async function openEnvelope(identity: Uint8Array, envelope: Uint8Array, place: EnvelopePlace): Promise<Map<number, Uint8Array>> {
	throw new Error(`not yet ${identity} ${envelope} ${place}`);
}
