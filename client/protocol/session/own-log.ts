/** A counsellor's own log: what one device learnt and the next one should know. */

import type { ConversationView, Day, Draft, Id, JsonObject } from "../api";
import { bin } from "../bytes";
import { signed } from "../sign";
import type { SeenHead } from "./appointments";
import type { Line } from "./http";
import { positionsIn, shreddableBefore, sumOf, unfolded } from "./own-sum";
import { rosterSetting } from "./roster-memory";
import { once } from "./settings";
import { stepsOf } from "./steps";
import type { Thread } from "./thread";

export interface OwnLogServices {
	line: Line;
	/** The id of the log, "" when there is none yet. */
	known(): Promise<Id | "">;
	create(): Promise<Id>;
	thread(conversation: Id): Promise<Thread>;
	now(): Date;
}

export class OwnLog {
	private ready: () => Promise<Thread>;
	private seen: ConversationView | null = null;

	constructor(private readonly services: OwnLogServices) {
		this.ready = once(() => this.find());
	}

	/** Begins the log when there is none. */
	open(): Promise<Thread> {
		return this.ready();
	}

	async read(): Promise<ConversationView> {
		this.seen = unfolded(await (await this.ready()).read());
		return this.seen;
	}

	async write(drafts: readonly Draft[]): Promise<ConversationView> {
		const steps = stepsOf(this.services.line, drafts, this.services.now());
		this.seen = unfolded(await (await this.ready()).write(() => steps));
		return this.seen;
	}

	/**
	 * Sums up what would otherwise be opened one by one, and in time has destroyed what was summed.
	 * Cut short anywhere it is finished by the next, on any device.
	 */
	async tidy(): Promise<void> {
		const thread = await this.ready();
		// Under new keys soon: who renews writes here too.
		if (thread.holder.former) return;
		let view = await thread.read();
		const sum = sumOf(view);
		if (sum) {
			const steps = stepsOf(this.services.line, sum, this.services.now());
			view = await thread.write(() => steps);
		}
		this.seen = unfolded(view);
		const before = shreddableBefore(view, this.services.now());
		if (before > 0) await this.shred(thread, before);
	}

	private async shred(thread: Thread, before: number): Promise<void> {
		const { person, keys } = thread.holder;
		const { conversation, log } = thread;
		const { instance } = log;
		const said = { v: 1, suite: "1", instance, kind: "shred", conversation, person, before };
		const signature = bin(await signed("shred", keys.signSecret, said));
		await thread.ask("conversations/shred", { before, signature });
	}

	/** The newest head of this roster that a device of this person has signed. */
	async headSeen(roster: string): Promise<SeenHead | null> {
		const content = (await this.newest("roster-head", "roster", roster))?.content;
		if (!content) return null;
		const { length, head } = content;
		return typeof length === "number" && typeof head === "string" ? { roster, length, head } : null;
	}

	/** The roster of this organisation as it was kept; "" for none. */
	async rosterOf(organisation: Id): Promise<string> {
		const value = (await this.newest("setting", "name", rosterSetting(organisation)))?.content
			.value;
		return typeof value === "string" ? value : "";
	}

	async headSignedOn(roster: string): Promise<Day | ""> {
		return (await this.newest("roster-head", "roster", roster))?.time.slice(0, 10) ?? "";
	}

	/** The last seq of a conversation that this person has read; -1 for none. */
	async readUpTo(conversation: Id): Promise<number> {
		const { statements } = this.seen ?? (await this.read());
		const newest = statements.findLast(
			(one) => one.state === "ok" && Object.hasOwn(positionsIn(one), conversation),
		);
		return (newest && positionsIn(newest)[conversation]) ?? -1;
	}

	forget(): void {
		this.seen = null;
		this.ready = once(() => this.find());
	}

	private async find(): Promise<Thread> {
		return this.services.thread((await this.services.known()) || (await this.services.create()));
	}

	private async newest(kind: string, field: string, value: string) {
		const { statements } = this.seen ?? (await this.read());
		return statements.findLast(
			(one) =>
				one.state === "ok" && one.kind === kind && (one.content as JsonObject)[field] === value,
		);
	}
}
