/** Vectors of rosters: every kind of entry, heads, and chains that must be refused. */
import type { Hash, Json } from "./api";
import { bin, newId, random } from "./bytes";
import { cardWords, keyFingerprint, makeCard, makeProfile, profileHash } from "./cards";
import { counsellorKeys } from "./counsellor-keys";
import { hash } from "./derive";
import { ProtocolError } from "./refusal";
import { type Colleague, cardFor, DAY, newColleague, newRoster, profileOf } from "./rehearsal";
import {
	currentMembers,
	type EntryBody,
	type KnownRosters,
	makeEntry,
	makeFirstEntry,
	makeHead,
	type RosterVia,
	type VerifiedRoster,
	verifyRoster,
} from "./roster";

type Later = Exclude<EntryBody, { kind: "found" }>;
const INDICES = Array.from({ length: 4096 }, (_, i) => String(i));

function stateOf(roster: VerifiedRoster): Json {
	return {
		length: roster.length,
		head: roster.head,
		provider: roster.provider,
		current: currentMembers(roster).map(({ card }) => ({
			person: card.person,
			sign: card.sign,
			profile: card.profile,
		})),
		endsAsked: roster.endsAsked.map(({ person, by }) => ({ person, by })),
	};
}

/** A chain that grows, with what holds after each entry. */
class Chain {
	entries: Uint8Array[] = [];
	steps: Json[] = [];
	roster!: VerifiedRoster;

	constructor(
		readonly instance: string,
		readonly known: KnownRosters = new Map(),
	) {}

	async found(by: Colleague, provider: string, replaces = ""): Promise<void> {
		const body = { kind: "found", card: bin(by.card), replaces, provider } as const;
		await this.#put(await makeFirstEntry(by.keys.signSecret, this.instance, by.me, body));
	}

	async add(by: Colleague, body: Later): Promise<void> {
		await this.#put(await makeEntry(by.keys.signSecret, by.me, this.roster, body, this.known));
	}

	async #put(entry: Uint8Array): Promise<void> {
		this.entries.push(entry);
		this.roster = await verifyRoster(this.instance, this.entries, null, this.known);
		this.steps.push({ entry: bin(entry), hash: hash(entry), after: stateOf(this.roster) });
	}
}

function viaOf({ fingerprint, length, head }: VerifiedRoster): RosterVia {
	return { roster: fingerprint, length, head };
}

async function renewed(instance: string, { me, profile }: Colleague): Promise<Colleague> {
	const seed = random(32);
	const keys = await counsellorKeys(seed);
	const { sign, seal } = keys;
	const fields = { instance, person: me, sign, seal, profile: profileHash(profile), from: DAY };
	return { me, seed, keys, profile, card: await makeCard(keys.signSecret, fields) };
}

async function refusalOf(chain: Chain, entries: Uint8Array[]): Promise<string> {
	try {
		await verifyRoster(chain.instance, entries, chain.roster.fingerprint, chain.known);
		return "";
	} catch (error) {
		if (error instanceof ProtocolError) return error.code;
		throw error;
	}
}

export async function rosterVectors(): Promise<Json> {
	const instance = newId();
	const paula = await newColleague(instance, "Paula Demo");
	const provider = await newRoster(instance, [paula]);
	const known = new Map([[provider.roster.fingerprint, provider.roster]]);
	const anna = await newColleague(instance, "Anna Demo");
	const bram = await newColleague(instance, "Bram Demo");
	const cleo = await newColleague(instance, "Cleo Demo");
	const dirk = await newColleague(instance, "Dirk Demo");
	const via = viaOf(provider.roster);
	const chain = new Chain(instance, known);
	await chain.found(anna, "");
	await chain.add(anna, { kind: "provider", provider: provider.roster.fingerprint });
	await chain.add(paula, { kind: "witness", via });
	await chain.add(anna, { kind: "admit", card: bin(bram.card), via: null });
	await chain.add(paula, { kind: "admit", card: bin(cleo.card), via });
	await chain.add(bram, { kind: "admit", card: bin(dirk.card), via: null });
	const renamed = await cardFor(instance, bram, "Bram de Demo");
	await chain.add(bram, { kind: "update", card: bin(renamed.card) });
	const newAnna = await renewed(instance, anna);
	await chain.add(anna, { kind: "renew", card: bin(newAnna.card) });
	await chain.add(cleo, { kind: "end", person: dirk.me });
	await chain.add(bram, { kind: "end", person: dirk.me });
	await chain.add(cleo, { kind: "end", person: cleo.me });
	await chain.add(newAnna, { kind: "end", person: bram.me });
	await chain.add(newAnna, { kind: "admit", card: bin(renamed.card), via: null });
	const head = await makeHead(newAnna.keys.signSecret, anna.me, chain.roster, DAY);
	const anew = new Chain(instance);
	await anew.found(bram, "", chain.roster.fingerprint);
	const flipped = chain.entries.map((entry) => entry.slice());
	const last = flipped.at(-1);
	if (last) last[5] = (last[5] ?? 0) ^ 1;
	const refusals: { name: string; entries: Uint8Array[] }[] = [
		{ name: "one bit of the last signature flipped", entries: flipped },
		{ name: "an entry dropped", entries: chain.entries.filter((_, i) => i !== 3) },
		{
			name: "two entries swapped",
			entries: [0, 2, 1].map((i) => chain.entries[i] as Uint8Array),
		},
		{ name: "another roster's first entry", entries: anew.entries },
	];
	const refused: Json[] = [];
	for (const { name, entries } of refusals)
		refused.push({ name, entries: entries.map(bin), code: await refusalOf(chain, entries) });
	const profile: Hash = profileHash(anna.profile);
	return {
		instance,
		provider: { fingerprint: provider.roster.fingerprint, entries: provider.entries.map(bin) },
		card: {
			seed: bin(anna.seed),
			person: anna.me,
			profile: bin(anna.profile),
			profileHash: profile,
			profileValue: profileOf("Anna Demo") as unknown as Json,
			sameAgain: hash(makeProfile(profileOf("Anna Demo"))) === profile,
			bytes: bin(anna.card),
			words: cardWords(anna.card, INDICES).map(Number),
			keyFingerprint: keyFingerprint(anna.keys),
		},
		fingerprint: chain.roster.fingerprint,
		chain: chain.steps,
		head: { author: anna.me, day: DAY, bytes: bin(head) },
		reanchored: {
			fingerprint: anew.roster.fingerprint,
			replaces: anew.roster.replaces,
			entries: anew.entries.map(bin),
		},
		refused,
	};
}
