/** A participant's envelopes: the newest, and while they haven't shown that it opens, the former. */

import type { Id, Refusal } from "./api";
import { hash } from "./derive";
import { commitmentOf, openEnvelope, type Seeds } from "./epoch";
import type { EpochParticipant } from "./items";
import type { EpochRecord, LogState } from "./log";
import type { ParticipantKeys } from "./participant-keys";
import { ensure, ProtocolError } from "./refusal";

/** What the server gave; null where it gave none. */
export interface Envelopes {
	newest: Uint8Array | null;
	former: Uint8Array | null;
}

/** The seeds at hand, those of the epochs up to `epoch`; `refusal`: why not of the latest. */
export interface Unsealed {
	seeds: Seeds;
	epoch: number;
	refusal: Refusal | null;
}

/** Opens the envelope of the latest epoch; every seed is checked against its commitment. */
export async function openMyEnvelope(
	state: LogState,
	me: Id,
	keys: ParticipantKeys,
	envelope: Uint8Array,
): Promise<Seeds> {
	const record = state.epochs.at(-1);
	ensure(record, "not-mine", "there is no epoch yet");
	const listed = ensureListed(record, me, keys, envelope);
	return openListed(state, me, keys, { record, listed, envelope });
}

/**
 * The newest envelope's seeds, else the former one's. `locked-out`: the newest is the one that the
 * epoch names and opens nothing, so that whoever made the epoch is to blame and not the server.
 */
export async function openEnvelopes(
	state: LogState,
	me: Id,
	keys: ParticipantKeys,
	{ newest, former }: Envelopes,
): Promise<Unsealed> {
	try {
		if (!newest) throw new ProtocolError("bad-envelope", "no envelope, though one is listed");
		const seeds = await openMyEnvelope(state, me, keys, newest);
		return { seeds, epoch: state.epoch, refusal: null };
	} catch (error) {
		if (!(error instanceof ProtocolError)) throw error;
		const refusal = blame(error, state, me, newest).refusal();
		const before = former ? await openFormer(state, me, keys, former) : null;
		return { seeds: new Map(), epoch: 0, ...before, refusal };
	}
}

function blame(error: ProtocolError, state: LogState, me: Id, newest: Uint8Array | null) {
	const listed = state.epochs.at(-1)?.participants.find(({ person }) => person === me);
	const asMade = newest !== null && listed?.envelope === hash(newest);
	if (!asMade || ["newer-version", "not-mine"].includes(error.code)) return error;
	return new ProtocolError("locked-out", error.message);
}

/** Whichever earlier epoch listed it. What doesn't fit is as good as none. */
async function openFormer(
	state: LogState,
	me: Id,
	keys: ParticipantKeys,
	envelope: Uint8Array,
): Promise<{ seeds: Seeds; epoch: number } | null> {
	const hashed = hash(envelope);
	const record = state.epochs.find(({ participants }) =>
		participants.some((one) => one.person === me && one.envelope === hashed),
	);
	if (!record) return null;
	try {
		const listed = ensureListed(record, me, keys, envelope);
		const seeds = await openListed(state, me, keys, { record, listed, envelope });
		return { seeds, epoch: record.epoch };
	} catch (error) {
		if (!(error instanceof ProtocolError)) throw error;
		return null;
	}
}

function ensureListed(
	record: EpochRecord,
	me: Id,
	keys: ParticipantKeys,
	envelope: Uint8Array,
): EpochParticipant {
	const listed = record.participants.find((participant) => participant.person === me);
	ensure(listed, "not-mine", "the epoch doesn't name me");
	ensure(listed.sign === keys.sign, "not-mine", "the epoch names another key");
	ensure(hash(envelope) === listed.envelope, "bad-envelope", "not the envelope the epoch names");
	return listed;
}

interface Listed {
	record: EpochRecord;
	listed: EpochParticipant;
	envelope: Uint8Array;
}

/** What is wrong here was wrong when the epoch was made. */
async function openListed(
	state: LogState,
	me: Id,
	keys: ParticipantKeys,
	{ record, listed, envelope }: Listed,
): Promise<Seeds> {
	const { instance, conversation } = state;
	const place = { instance, conversation, person: me, epoch: record.epoch };
	const seeds = await openEnvelope(keys.sealIdentity, envelope, place);
	ensure(seeds.size === record.epoch - listed.from + 1, "bad-envelope", "not the seeds promised");
	for (const [epoch, seed] of seeds) {
		const { commitment } = state.epochs[epoch - 1] ?? {};
		const fits = commitmentOf(conversation, epoch, seed) === commitment;
		ensure(fits, "bad-commitment", `seed ${epoch}`);
	}
	return seeds;
}
