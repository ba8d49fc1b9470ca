import type { Bin, Draft, Id } from "./api";
import { newId, random } from "./bytes";
import { hash } from "./derive";
import { commitmentOf, type Seeds, sealEnvelope, statementKey } from "./epoch";
import {
	type EpochParticipant,
	type EventBody,
	makeEvent,
	makeStatement,
	type Place,
	type RosterPoint,
	replaceKeyProof,
} from "./items";
import { emptyLog, ensureMine, type LogState, type Member, verifyItems } from "./log";
import { memberOf } from "./membership";
import type { ParticipantKeys } from "./participant-keys";
import { ensure, ProtocolError } from "./refusal";

/**
 * One thing to write. Ids are in the step, so that sealing it again for another head keeps them.
 * Epochs are no steps: one is made wherever one is due, and a closed log is reopened for a statement.
 */
export type Step = { id: Id } & (
	| { do: "statement"; draft: Draft; time: string }
	| {
			do: "join";
			person: Id;
			sign: Bin;
			seal: Bin;
			roster: RosterPoint;
			ground: "reporter" | "spoken";
			history: boolean;
	  }
	| { do: "leave"; person: Id }
	| { do: "replace-key"; keys: ParticipantKeys }
	| { do: "rejoin"; person: Id; sign: Bin; seal: Bin }
	| { do: "close" | "reopen" | "withdraw" | "restore" }
);

export type Founding =
	| {
			purpose: "conversation";
			role: "reporter";
			roster: RosterPoint;
			counsellor: { person: Id; sign: Bin; seal: Bin };
	  }
	| {
			purpose: "conversation";
			role: "counsellor";
			roster: RosterPoint;
			intake: { person: Id; sign: Bin; seal: Bin };
	  }
	| { purpose: "file"; roster: RosterPoint }
	| { purpose: "own" | "notebook" };

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
	steps: readonly Step[],
): Promise<Append> {
	const pen = new Pen(emptyLog(place.instance, place.conversation), new Map(), writer);
	await pen.event(place.id, createBody(founding, writer.keys));
	if ("counsellor" in founding) pen.knowSeal(founding.counsellor);
	await pen.epoch();
	return pen.writeAll(steps);
}

/**
 * The items of an append on this log. Steps whose id is in the log already are left out, and so is
 * what somebody else has brought about meanwhile; so after a 409 verify what is new and call this
 * again with the same steps. Throws what would be refused.
 */
export async function buildAppend(
	state: LogState,
	seeds: Seeds,
	writer: Writer,
	steps: readonly Step[],
): Promise<Append> {
	ensure(!state.halted, "not-allowed", "the log holds something refused");
	ensureMine(state, writer.me, writer.keys);
	return new Pen(state, seeds, writer).writeAll(steps);
}

/**
 * Whether this participant has all the seeds that the others must keep. If not, a new epoch waits
 * for somebody who has.
 */
export function canMakeEpoch(state: LogState, me: Id): boolean {
	const mine = memberOf(state, me);
	if (!mine) return false;
	const from = mine.from || state.epoch + 1;
	return state.members.every((member) => member.from === 0 || from <= member.from);
}

function createBody(founding: Founding, { sign, seal }: ParticipantKeys): EventBody {
	const { purpose } = founding;
	const reporting = "counsellor" in founding;
	return {
		kind: "create",
		purpose,
		role: reporting || purpose === "notebook" ? "reporter" : "counsellor",
		sign,
		seal,
		roster: "roster" in founding ? founding.roster : null,
		counsellor: reporting
			? { person: founding.counsellor.person, sign: founding.counsellor.sign }
			: null,
		intake: "intake" in founding ? founding.intake : null,
	};
}

/** Writes item after item, and lets none pass that a reader would refuse. */
class Pen {
	readonly #items: Append["items"] = [];
	readonly #seeds: Map<number, Uint8Array>;
	#envelopes: Append["envelopes"] | null = null;
	#state: LogState;
	#writer: Writer;
	/** Who came in by these steps, and whether with everything said before. */
	readonly #history = new Map<Id, boolean>();

	constructor(state: LogState, seeds: Seeds, writer: Writer) {
		this.#state = state;
		this.#seeds = new Map(seeds);
		this.#writer = writer;
	}

	async writeAll(steps: readonly Step[]): Promise<Append> {
		for (const step of steps) {
			if (!this.#state.items.some((record) => record.id === step.id)) await this.#write(step);
		}
		const due = this.#state.epochDue && this.#state.phase !== "withdrawn";
		if (due && canMakeEpoch(this.#state, this.#writer.me)) await this.epoch();
		return {
			items: this.#items,
			envelopes: this.#envelopes ?? [],
			state: this.#state,
			seeds: this.#seeds,
		};
	}

	knowSeal({ person, seal }: { person: Id; seal: Bin }): void {
		const members = this.#state.members.map((member) =>
			member.person === person ? { ...member, seal } : member,
		);
		this.#state = { ...this.#state, members };
	}

	#place(id: Id): Place {
		const { instance, conversation, length, head } = this.#state;
		return { instance, id, conversation, seq: length, prev: head };
	}

	async #add(bytes: Uint8Array, header: Uint8Array | null): Promise<void> {
		const next = await verifyItems(this.#state, [{ bytes, header, day: "" }]);
		if (next.halted) {
			const refusal = next.refusals.at(-1);
			throw new ProtocolError(refusal?.code ?? "not-allowed", refusal?.detail ?? "", refusal?.seq);
		}
		this.#state = next;
		this.#items.push({ bytes, header });
	}

	async event(id: Id, body: EventBody): Promise<void> {
		const { me, keys } = this.#writer;
		await this.#add(await makeEvent(keys.signSecret, me, this.#place(id), body), null);
	}

	async #write(step: Step): Promise<void> {
		const { members, phase } = this.#state;
		const takesPart = (person: Id) => members.some((member) => member.person === person);
		switch (step.do) {
			case "statement":
				return this.#statement(step);
			case "join": {
				const { do: kind, history, ...body } = step;
				if (takesPart(step.person)) return;
				this.#history.set(step.person, history);
				return this.event(step.id, { kind, ...withoutId(body), role: "counsellor" });
			}
			case "leave":
				if (!takesPart(step.person)) return;
				return this.event(step.id, { kind: "leave", person: step.person });
			case "rejoin":
				this.#history.set(step.person, true);
				return this.event(step.id, {
					kind: "rejoin",
					person: step.person,
					sign: step.sign,
					seal: step.seal,
				});
			case "replace-key":
				return this.#replaceKey(step.id, step.keys);
			case "close":
				if (phase === "closed") return;
				await this.#settle();
				return this.event(step.id, { kind: "close" });
			case "reopen":
				if (phase === "open") return;
				await this.#settle();
				return this.event(step.id, { kind: "reopen" });
			case "withdraw":
				if (phase === "withdrawn") return;
				await this.#settle();
				return this.event(step.id, { kind: "withdraw" });
			case "restore":
				if (phase !== "withdrawn") return;
				return this.event(step.id, { kind: "restore" });
		}
	}

	async #statement(step: Step & { do: "statement" }): Promise<void> {
		await this.#settle();
		if (this.#state.phase === "closed") await this.event(newId(), { kind: "reopen" });
		const { epoch, conversation } = this.#state;
		const seed = this.#seeds.get(epoch);
		ensure(seed, "unreadable", "without the seed of this epoch");
		const { me, keys } = this.#writer;
		const { kind, content } = step.draft;
		const made = await makeStatement(
			statementKey(seed, conversation, epoch),
			keys.signSecret,
			me,
			this.#place(step.id),
			{ epoch, kind, content, time: step.time },
		);
		await this.#add(made.bytes, made.header);
	}

	async #replaceKey(id: Id, keys: ParticipantKeys): Promise<void> {
		const { me } = this.#writer;
		const body = { person: me, sign: keys.sign, seal: keys.seal };
		const proof = await replaceKeyProof(keys.signSecret, me, this.#place(id), body);
		await this.event(id, { kind: "replace-key", ...body, proof });
		this.#writer = { me, keys };
	}

	/** Makes the epoch that is due before anything else may follow. */
	async #settle(): Promise<void> {
		if (this.#state.epochDue) await this.epoch();
	}

	async epoch(): Promise<void> {
		ensure(this.#envelopes === null, "not-allowed", "one epoch a request");
		const { instance, conversation, members } = this.#state;
		ensure(canMakeEpoch(this.#state, this.#writer.me), "not-allowed", "without all the seeds");
		const epoch = this.#state.epoch + 1;
		const seed = random(32);
		this.#seeds.set(epoch, seed);
		const ordered = [...members].sort((a, b) => (a.person < b.person ? -1 : 1));
		const envelopes: Append["envelopes"] = [];
		const participants: EpochParticipant[] = [];
		for (const member of ordered) {
			const { person, role, sign } = member;
			const from = this.#from(member, epoch);
			ensure(member.seal, "key-not-current", "a sealing key that isn't checked yet");
			const place = { instance, conversation, person, epoch };
			const bytes = await sealEnvelope(member.seal, place, this.#seedsFrom(from, epoch));
			envelopes.push({ person, bytes });
			participants.push({ person, role, sign, envelope: hash(bytes), from });
		}
		const commitment = commitmentOf(conversation, epoch, seed);
		await this.event(newId(), { kind: "epoch", epoch, commitment, participants });
		this.#envelopes = envelopes;
	}

	/** The oldest epoch a participant gets to read. */
	#from(member: Member, epoch: number): number {
		if (member.from > 0) return member.from;
		const mine = memberOf(this.#state, this.#writer.me)?.from || epoch;
		const history = this.#history.get(member.person) ?? member.role === "reporter";
		return history ? mine : epoch;
	}

	#seedsFrom(from: number, epoch: number): Seeds {
		const some = new Map<number, Uint8Array>();
		for (let number = from; number <= epoch; number++) {
			const seed = this.#seeds.get(number);
			ensure(seed, "bad-envelope", `without the seed of epoch ${number}`);
			some.set(number, seed);
		}
		return some;
	}
}

function withoutId<T extends { id: Id }>({ id: _, ...rest }: T): Omit<T, "id"> {
	return rest;
}
