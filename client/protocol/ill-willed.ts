/** For tests and vectors: an epoch whose maker gives somebody an envelope that is of no use. */
import type { Id } from "./api";
import { fromBin, newId, random, utf8 } from "./bytes";
import { hash } from "./derive";
import { commitmentOf, type Seeds, sealEnvelope } from "./epoch";
import { makeEvent } from "./items";
import { type LogState, type Member, verifyItems } from "./log";
import { sealTo } from "./seal";
import type { Append, Writer } from "./write";

export const USELESS = ["rubbish", "another seed", "fewer seeds", "for another"] as const;
export type Useless = (typeof USELESS)[number];

export async function lockOut(
	state: LogState,
	known: Seeds,
	writer: Writer,
	person: Id,
	useless: Useless,
): Promise<Append> {
	const { instance, conversation, length, head } = state;
	const epoch = state.epoch + 1;
	const seeds = new Map(known).set(epoch, random(32));
	const members = [...state.members].sort((a, b) => (a.person < b.person ? -1 : 1));
	const envelopes: Append["envelopes"] = [];
	for (const member of members) {
		const place = { instance, conversation, person: member.person, epoch };
		const given = new Map([...seeds].filter(([number]) => number >= member.from));
		const bytes =
			member.person === person
				? await uselessFor(member, place, given, useless)
				: await sealEnvelope(member.seal, place, given);
		envelopes.push({ person: member.person, bytes });
	}
	const participants = members.map(({ person: of, role, sign, from }, i) => {
		const envelope = hash(envelopes[i]?.bytes ?? random(1));
		return { person: of, role, sign, envelope, from };
	});
	const commitment = commitmentOf(conversation, epoch, seeds.get(epoch) ?? random(32));
	const event = { instance, id: newId(), conversation, seq: length, prev: head };
	const body = { kind: "epoch", epoch, commitment, participants } as const;
	const bytes = await makeEvent(writer.keys.signSecret, writer.me, event, body);
	const items = [{ bytes, header: null }];
	const after = await verifyItems(state, [{ bytes, header: null, day: "" }]);
	return { items, envelopes, state: after, seeds };
}

type EnvelopeAt = Parameters<typeof sealEnvelope>[1];

async function uselessFor(
	member: Member,
	place: EnvelopeAt,
	seeds: Map<number, Uint8Array>,
	useless: Useless,
): Promise<Uint8Array> {
	switch (useless) {
		case "rubbish":
			return sealTo(fromBin(member.seal), utf8("nothing"));
		case "another seed":
			return sealEnvelope(member.seal, place, new Map(seeds).set(place.epoch, random(32)));
		case "fewer seeds":
			return sealEnvelope(
				member.seal,
				place,
				new Map([...seeds].filter(([number]) => number === place.epoch)),
			);
		case "for another":
			return sealEnvelope(member.seal, { ...place, person: newId() }, seeds);
	}
}
