/** A small world for tests and vectors: an organisation's roster, and people with keys. */
import type { Draft, Id, Profile } from "./api";
import { bin, newId, random } from "./bytes";
import { makeCard, makeProfile, profileHash } from "./cards";
import { counsellorKeys } from "./counsellor-keys";
import type { Seeds } from "./epoch";
import type { RosterPoint } from "./items";
import { emptyLog, type LogItem, type LogState, openMyEnvelope, verifyItems } from "./log";
import { type ParticipantKeys, throwawayKeys } from "./participant-keys";
import { makeEntry, makeFirstEntry, pointOf, type VerifiedRoster, verifyRoster } from "./roster";
import { type Append, buildAppend, buildCreate, type Step, type Writer } from "./write";

export const DAY = "2026-11-02";
export const TIME = "2026-11-02T09:30:00Z";

export interface Colleague extends Writer {
	seed: Uint8Array;
	profile: Uint8Array;
	card: Uint8Array;
}

export function profileOf(name: string): Profile {
	return {
		name,
		position: "internal",
		domains: ["conduct"],
		trained: true,
		gender: "",
		age: "",
		languages: ["nl", "en"],
		background: "",
		expertise: [],
		text: { nl: "Ik luister.", en: "I listen." },
		portrait: "",
	};
}

/** A card for these keys; the profile is made from the name. */
export async function cardFor(
	instance: Id,
	{ me, keys }: Writer,
	name: string,
): Promise<{ profile: Uint8Array; card: Uint8Array }> {
	const profile = makeProfile(profileOf(name));
	const { sign, seal } = keys;
	const fields = { instance, person: me, sign, seal, profile: profileHash(profile), from: DAY };
	return { profile, card: await makeCard(keys.signSecret, fields) };
}

export async function newColleague(instance: Id, name: string): Promise<Colleague> {
	const seed = random(32);
	const writer = { me: newId(), keys: await counsellorKeys(seed) };
	return { ...writer, seed, ...(await cardFor(instance, writer, name)) };
}

/** A roster begun by the first, who admits the others. */
export async function newRoster(
	instance: Id,
	[first, ...others]: [Colleague, ...Colleague[]],
	provider = "",
): Promise<{ entries: Uint8Array[]; roster: VerifiedRoster }> {
	const { keys, me, card } = first;
	const body = { kind: "found", card: bin(card), replaces: "", provider } as const;
	const entries = [await makeFirstEntry(keys.signSecret, instance, me, body)];
	for (const other of others) {
		const admit = { kind: "admit", card: bin(other.card), via: null } as const;
		const before = await verifyRoster(instance, entries, null);
		entries.push(await makeEntry(keys.signSecret, me, before, admit));
	}
	return { entries, roster: await verifyRoster(instance, entries, null) };
}

export function say(kind: string, content: Draft["content"] = {}): Step {
	return { id: newId(), do: "statement", draft: { kind, content }, time: TIME };
}

/** What a server would keep of a conversation. */
export class Shelf {
	items: LogItem[] = [];
	envelopes = new Map<Id, Uint8Array>();

	constructor(
		readonly instance: Id,
		readonly conversation: Id,
	) {}

	put(append: Append): void {
		this.items.push(...append.items.map((item) => ({ ...item, day: DAY })));
		if (append.envelopes.length > 0)
			this.envelopes = new Map(append.envelopes.map(({ person, bytes }) => [person, bytes]));
	}

	/** Everything verified anew, as somebody who returns would. */
	async read(): Promise<LogState> {
		return verifyItems(emptyLog(this.instance, this.conversation), this.items);
	}

	async seedsOf({ me, keys }: Writer): Promise<Seeds> {
		return openMyEnvelope(await this.read(), me, keys, this.envelopes.get(me) ?? random(1));
	}

	/** Reads, writes the steps, and keeps them. `sealing`: keys that only the roster has. */
	async write(writer: Writer, steps: Step[], sealing: Colleague[] = []): Promise<Append> {
		const state = withSeals(await this.read(), sealing);
		const append = await buildAppend(state, await this.seedsOf(writer), writer, steps);
		this.put(append);
		return append;
	}
}

/** What `checkCounsellors` does, without a roster. */
export function withSeals(state: LogState, colleagues: readonly Colleague[]): LogState {
	const members = state.members.map((member) => {
		const seal = colleagues.find(({ keys }) => keys.sign === member.sign)?.keys.seal;
		return { ...member, seal: member.seal || seal || "" };
	});
	return { ...state, members };
}

export interface Talk {
	instance: Id;
	anna: Colleague;
	bram: Colleague;
	roster: VerifiedRoster;
	entries: Uint8Array[];
	point: RosterPoint;
	reporter: Writer;
	shelf: Shelf;
}

/** A reporter has written to Anna; Bram is her colleague in the same roster. */
export async function newTalk(
	keysIn: (conversation: Id) => Promise<ParticipantKeys> = throwawayKeys,
	steps: Step[] = [],
): Promise<Talk> {
	const instance = newId();
	const anna = await newColleague(instance, "Anna Demo");
	const bram = await newColleague(instance, "Bram Demo");
	const { roster, entries } = await newRoster(instance, [anna, bram]);
	const shelf = new Shelf(instance, newId());
	const reporter: Writer = { me: newId(), keys: await keysIn(shelf.conversation) };
	const point = pointOf(roster);
	const { sign, seal } = anna.keys;
	const made = await buildCreate(
		{ instance, conversation: shelf.conversation, id: newId() },
		{
			purpose: "conversation",
			role: "reporter",
			roster: point,
			counsellor: { person: anna.me, sign, seal },
		},
		reporter,
		steps,
	);
	shelf.put(made);
	return { instance, anna, bram, roster, entries, point, reporter, shelf };
}

/** A list for tests: 4,096 words of five letters, none of which begins another. */
export function plainWords(first: string): string[] {
	const consonants = "bcdfghjklmnpqrst";
	return Array.from({ length: 4096 }, (_, i) => {
		const part = (shift: number) => consonants[(i >> shift) & 15] as string;
		return `${first}${part(8)}a${part(4)}e${part(0)}`;
	});
}
