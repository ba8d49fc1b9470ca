/** A counsellor's own log: what one device learnt and the next one should know. */

import type { ConversationView, Day, Draft, Id, JsonObject } from "../api";
import type { SeenHead } from "./appointments";
import type { Line } from "./http";
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
		this.seen = await (await this.ready()).read();
		return this.seen;
	}

	async write(drafts: readonly Draft[]): Promise<ConversationView> {
		const steps = stepsOf(this.services.line, drafts, this.services.now());
		this.seen = await (await this.ready()).write(() => steps);
		return this.seen;
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
		const seq = (await this.newest("read", "conversation", conversation))?.content.seq;
		return typeof seq === "number" ? seq : -1;
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
