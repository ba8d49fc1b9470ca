import type { Bin, Hash, Id, Json } from "./api";
import { bin, concat, fromBin, fromHex, u32, utf8 } from "./bytes";
import { canonical, parseCanonical } from "./canonical";
import { derive, hash } from "./derive";
import { ensure } from "./refusal";
import { openWith, type SharedKey, sealTo, sharedKey } from "./seal";
import { ensureVersion, isCount, isId, isKey, isText, listOf, object } from "./shape";

/** Epoch seeds by number. */
export type Seeds = ReadonlyMap<number, Uint8Array>;

const ENVELOPE = object({
	v: isCount,
	suite: isText,
	instance: isId,
	kind: (value) => value === "envelope",
	conversation: isId,
	person: isId,
	epoch: isCount,
	seeds: listOf(object({ epoch: isCount, seed: isKey })),
});

function contextOf(conversation: Id, epoch: number): Uint8Array {
	return concat(fromHex(conversation), u32(epoch));
}

export function commitmentOf(conversation: Id, epoch: number, seed: Uint8Array): Hash {
	return hash(concat(utf8("luwte/1/epoch-commitment\n"), contextOf(conversation, epoch), seed));
}

export function statementKey(seed: Uint8Array, conversation: Id, epoch: number): SharedKey {
	return sharedKey(derive(seed, "statement-key", contextOf(conversation, epoch)));
}

export interface EnvelopePlace {
	instance: Id;
	conversation: Id;
	person: Id;
	epoch: number;
}

export async function sealEnvelope(
	seal: Bin,
	place: EnvelopePlace,
	seeds: Seeds,
): Promise<Uint8Array> {
	const { instance, conversation, person, epoch } = place;
	const list = [...seeds]
		.sort(([a], [b]) => a - b)
		.map(([number, seed]) => ({ epoch: number, seed: bin(seed) }));
	ensure(list.at(-1)?.epoch === epoch, "bad-envelope", "without the seed of its own epoch");
	const json: Json = {
		v: 1,
		suite: "1",
		instance,
		kind: "envelope",
		conversation,
		person,
		epoch,
		seeds: list,
	};
	return sealTo(fromBin(seal), canonical(json));
}

/** Checks shape and place; commitments are checked by `openMyEnvelope` of envelopes.ts. */
export async function openEnvelope(
	identity: Uint8Array,
	envelope: Uint8Array,
	place: EnvelopePlace,
): Promise<Map<number, Uint8Array>> {
	const json = parseCanonical(await openWith(identity, envelope));
	ensureVersion(json);
	ensure(ENVELOPE(json), "bad-envelope", "not an envelope");
	const found = json as unknown as EnvelopePlace & { seeds: { epoch: number; seed: Bin }[] };
	ensure(found.instance === place.instance, "wrong-instance", "an envelope of another instance");
	ensure(
		found.conversation === place.conversation,
		"wrong-conversation",
		"another conversation's envelope",
	);
	ensure(found.person === place.person, "bad-envelope", "somebody else's envelope");
	ensure(found.epoch === place.epoch, "wrong-epoch", "an envelope of another epoch");
	const seeds = new Map<number, Uint8Array>();
	const first = place.epoch - found.seeds.length + 1;
	found.seeds.forEach(({ epoch, seed }, i) => {
		ensure(epoch === first + i, "bad-envelope", "seeds out of order");
		seeds.set(epoch, fromBin(seed, 32));
	});
	ensure(first >= 1 && seeds.has(place.epoch), "bad-envelope", "seeds missing");
	return seeds;
}
