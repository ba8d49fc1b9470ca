/** One conversation as this session has read, verified and opened it; and writing to it. */

import type { ConversationView, Evidence, Id, JsonObject, Refusal, Statement } from "../api";
import { newId } from "../bytes";
import type { Envelopes } from "../envelopes";
import type { Seeds } from "../epoch";
import { evidenceOf } from "../evidence";
import {
	checkCounsellors,
	emptyLog,
	type LogState,
	openEnvelopes,
	openStatements,
	unvouched,
	verifyItems,
	viewOf,
} from "../log";
import type { ParticipantKeys } from "../participant-keys";
import { ProtocolError } from "../refusal";
import type { VerifiedRoster } from "../roster";
import { type Append, buildAppend, canMakeEpoch, type Step } from "../write";
import { type Alongside, appendMeta, appendParts } from "./appending";
import type { CallOptions, Line, Patience } from "./http";
import { envelopesOf, itemsOf, type ReadMeta } from "./page";
import { authorized, type Tokens } from "./participant-tokens";
import { isStatus, LuwteError } from "./problem";
import type { Rosters } from "./rosters";
import { dayOf, type Instance, Queue } from "./settings";
import { Trust } from "./trust";
import { staleHeads, uniqueRefusals } from "./warnings";

/** What a thread shares with the other threads of its session. */
export interface ThreadServices {
	line: Line;
	rosters: Rosters;
	now: () => Date;
}

export interface Holder {
	person: Id;
	keys: ParticipantKeys;
	/** Those that `keys` take the place of, where that isn't done yet. */
	former?: ParticipantKeys | null;
}

const noEnd = { destroyOn: "", destroyBy: "" };

/** So often somebody else may be just before us. */
const attempts = 30;

export class Thread {
	private state: LogState;
	/** The same as the server's items say, before the roster had its say. */
	private raw: LogState;
	private seeds: Seeds = new Map();
	private seedsOf = 0;
	private readonly opened = new Map<number, Statement>();
	private readonly trust = new Trust();
	private warnings: Refusal[] = [];
	private ends: Pick<ConversationView, "destroyOn" | "destroyBy"> = noEnd;
	private destroyed = false;
	private readonly queue = new Queue();

	constructor(
		private readonly services: ThreadServices,
		private readonly instance: () => Promise<Instance>,
		readonly conversation: Id,
		public holder: Holder,
		private readonly tokens: Tokens | null,
	) {
		// Which instance this is, is known at the first read.
		this.raw = emptyLog("", conversation);
		this.state = this.raw;
	}

	/** As verified last; for those who need more than a view. */
	get log(): LogState {
		return this.state;
	}

	/** Reads on and opens; `only`: no other statements than these seqs. */
	read(only?: readonly number[], patience: Patience = "reading"): Promise<ConversationView> {
		return this.queue.run(async () => {
			await this.readOn(patience);
			return this.view(only);
		});
	}

	/** The view of what was read last, without asking the server. */
	show(only?: readonly number[]): Promise<ConversationView> {
		return this.queue.run(() => this.view(only));
	}

	/** The content of a statement read and opened before. */
	contentOf(statement: Id): JsonObject {
		for (const one of this.opened.values()) if (one.id === statement) return one.content;
		throw this.services.line.error("unknown-conversation");
	}

	/** What others can verify of it without any key of the conversation. */
	evidence(): Promise<Evidence> {
		return evidenceOf(this.state, this.seeds, this.holder.person, (fingerprints) =>
			this.services.rosters.proofs(fingerprints),
		);
	}

	/** Asks for a part of a file of this conversation. */
	readonly range = (upload: Id, offset: number, length: number): Promise<Uint8Array> => {
		const { conversation } = this;
		return authorized(this.tokens, "acknowledged", (token) =>
			this.services.line.octets(
				"blobs/read",
				{ conversation, upload, offset, length },
				{ token, patience: "acknowledged" },
			),
		);
	};

	/**
	 * Writes the steps that `plan` makes of the log as it is now. Resolves once the server has
	 * acknowledged them; makes the epoch that is due, and reopens what was closed.
	 */
	write(
		plan: (log: LogState) => Step[],
		alongside: Alongside = {},
		options: CallOptions = {},
	): Promise<ConversationView> {
		return this.queue.run(async () => {
			// What somebody else wrote meanwhile comes with the refusal (409).
			if (this.raw.length === 0) await this.readOn("reading");
			const steps = plan(this.state);
			const append = await this.append(steps, alongside, options);
			if (append) await this.settle(append);
			return this.view();
		});
	}

	/** The items of a conversation that was just created by us. */
	begun(append: Append): Promise<ConversationView> {
		return this.queue.run(async () => {
			await this.settle(append);
			return this.view();
		});
	}

	/** Builds an append on what is known, without sending it: for `phrase/replace`. */
	async build(steps: Step[]): Promise<Append> {
		const { person } = this.holder;
		this.trust.ensureUnlocked(steps, person);
		const member = this.state.members.find((one) => one.person === person);
		return buildAppend(
			this.state,
			this.seeds,
			{ me: person, keys: this.keysOf(member?.sign) },
			steps,
		);
	}

	/** Brings the holder's new keys in. False while the newest envelope is for the former ones. */
	renewKeys(): Promise<boolean> {
		return this.queue.run(async () => {
			await this.readOn("reading");
			const { person, keys } = this.holder;
			const member = this.state.members.find((one) => one.person === person);
			if (this.destroyed || !member) return true;
			// Without an epoch there is no envelope for the new keys, and the one at hand would go.
			if (!canMakeEpoch(this.state, person)) return this.listedSign() === keys.sign;
			const step: Step = { id: newId(), do: "replace-key", keys };
			const append = await this.append(member.sign === keys.sign ? [] : [step], {}, {});
			if (append) await this.settle(append);
			return this.listedSign() === keys.sign;
		});
	}

	/** The key that the last epoch lists for the holder. */
	private listedSign(): string | undefined {
		const { person } = this.holder;
		return this.state.epochs.at(-1)?.participants.find((one) => one.person === person)?.sign;
	}

	/** The keys that fit this public one; the newest when none do. */
	private keysOf(sign: string | undefined): ParticipantKeys {
		const { keys, former } = this.holder;
		return former && former.sign === sign ? former : keys;
	}

	private async readOn(patience: Patience): Promise<void> {
		if (this.raw.halted) return;
		if (this.raw.length === 0) {
			this.raw = emptyLog((await this.instance()).instance, this.conversation);
		}
		let envelopes: Envelopes = { newest: null, former: null };
		for (let more = true; more; ) {
			const page = await this.page(patience);
			if (this.destroyed) return;
			if (page.envelopes) envelopes = page.envelopes;
			more = page.more;
		}
		await this.check();
		if (this.state.epoch > this.seedsOf) await this.openEnvelopes(envelopes);
	}

	/** An envelope that isn't right is refused like an item: what else there is can still be shown. */
	private async openEnvelopes(envelopes: Envelopes): Promise<void> {
		const { person } = this.holder;
		const listed = this.listedSign();
		if (!envelopes.newest && !listed) return;
		const keys = this.keysOf(listed);
		const { seeds, epoch, refusal } = await openEnvelopes(this.state, person, keys, envelopes);
		if (epoch > this.seedsOf) {
			this.seeds = seeds;
			this.seedsOf = epoch;
		}
		const locked = refusal?.code === "locked-out";
		this.trust.lockedOut = locked ? refusal : undefined;
		// Of a log that stops early the envelope is another epoch's; why it stops is told already.
		if (refusal && !locked && !this.state.halted) this.refuse(refusal);
	}

	/** Reads and verifies what the server gives at once. */
	private async page(patience: Patience): Promise<{ envelopes: Envelopes | null; more: boolean }> {
		const { conversation, raw } = this;
		const [meta, parts] = await authorized(this.tokens, patience, (token) =>
			this.services.line.readParts<ReadMeta>(
				"conversations/read",
				{ conversation, from: raw.length },
				{ token, patience },
			),
		);
		this.ends = { destroyOn: meta.destroy_on ?? "", destroyBy: meta.destroy_by ?? "" };
		this.destroyed = meta.state === "destroyed";
		if (this.destroyed || !this.fits(meta)) return { envelopes: null, more: false };
		const envelopes = envelopesOf(meta, parts);
		this.raw = await verifyItems(raw, itemsOf(meta, parts));
		if (this.raw.halted) return { envelopes, more: false };
		const more = this.raw.length < meta.length && this.raw.length > raw.length;
		if (!more) this.compareEnd(meta);
		return { envelopes, more };
	}

	/** Everything was read: does it end where the server says it does? */
	private compareEnd({ length, head }: ReadMeta): void {
		if (length === this.raw.length && head === this.raw.head) return;
		this.refuse({ code: "broken-chain", detail: `ends at ${this.raw.length} of ${length}` });
	}

	/** Whether the server's log can be a longer version of what we have. */
	private fits(meta: ReadMeta): boolean {
		if (meta.length < this.raw.length) {
			this.refuse({ code: "rolled-back", detail: `${meta.length} items, ${this.raw.length} seen` });
			return false;
		}
		if (meta.length === this.raw.length && this.raw.length > 0 && meta.head !== this.raw.head) {
			this.refuse({ code: "forked", detail: "another head than the one seen" });
			return false;
		}
		return true;
	}

	/** From here on nothing is written any more. */
	refuse(refusal: Refusal): void {
		this.trust.refuse(refusal);
	}

	private async check(): Promise<void> {
		const rosters = new Map<string, VerifiedRoster>();
		const warnings: Refusal[] = [];
		const today = dayOf(this.services.now());
		const points = this.raw.items.map((one) =>
			one.sort === "event" && "roster" in one.event ? one.event.roster : null,
		);
		for (const point of points) {
			if (!point) continue;
			try {
				const open = await this.services.rosters.open(point.fingerprint, point.length);
				if (!rosters.has(point.fingerprint)) warnings.push(...open.view.warnings);
				rosters.set(point.fingerprint, open.verified);
				warnings.push(...staleHeads(this.raw, this.holder.person, { ...point, ...open, today }));
			} catch (error) {
				if (!(error instanceof ProtocolError)) throw error;
				this.refuse(error.refusal());
			}
		}
		this.warnings = uniqueRefusals(warnings);
		this.state = checkCounsellors(this.raw, rosters);
		if (!this.state.halted && !this.isMine()) {
			this.refuse({ code: "not-mine", detail: "not the log that I take part in" });
		}
	}

	/** Under my keys as I have them; who has left is still known here. */
	private isMine(): boolean {
		const { person } = this.holder;
		const member = this.state.members.find((one) => one.person === person);
		return member
			? member.sign === this.keysOf(member.sign).sign
			: this.state.former.some((one) => one.person === person);
	}

	private async view(only?: readonly number[]): Promise<ConversationView> {
		const options = { known: this.opened, ...(only ? { only } : {}) };
		const opened = await openStatements(this.state, this.seeds, options);
		for (const statement of opened.statements) {
			if (statement.state !== "sealed") this.opened.set(statement.seq, statement);
		}
		this.trust.doubt = unvouched(this.state, opened.refusals);
		const fingerprint = this.state.roster?.fingerprint;
		const view = viewOf(this.state, opened, {
			me: this.holder.person,
			...this.ends,
			nameOf: (person) => this.services.rosters.nameOf(person, fingerprint),
		});
		return {
			...view,
			...(this.destroyed ? { state: "destroyed" as const } : {}),
			refusals: [...view.refusals, ...this.trust.refusals, ...this.warnings],
			writable: view.writable && this.trust.refusals.length === 0 && !this.destroyed,
		};
	}

	private async append(
		steps: Step[],
		alongside: Alongside,
		options: CallOptions,
	): Promise<Append | null> {
		const reopen: Step = { id: newId(), do: "reopen" };
		const joins = steps.some((step) => step.do === "join");
		for (let attempt = 1; attempt <= attempts; attempt++) {
			this.trust.ensure(steps);
			const closed = joins && this.state.phase === "closed";
			const append = await this.build(closed ? [reopen, ...steps] : steps);
			if (append.items.length === 0) return null;
			if (await this.taken(append, alongside, options)) return append;
			await this.readOn("acknowledged");
		}
		throw this.services.line.error("try-again");
	}

	/** Whether the server has it now; false when somebody else's item came first. */
	private async taken(
		append: Append,
		alongside: Alongside,
		options: CallOptions,
	): Promise<boolean> {
		try {
			await this.send(append, alongside, options);
			return true;
		} catch (error) {
			// Who has left is told that there is nothing: the answer to leaving itself was lost.
			if (!this.staysAfter(append) && isStatus(error, 404)) return true;
			if (error instanceof LuwteError && error.code === "conflict") return false;
			throw error;
		}
	}

	private staysAfter({ state }: Append): boolean {
		return state.members.some(({ person }) => person === this.holder.person);
	}

	private send(append: Append, alongside: Alongside, options: CallOptions): Promise<unknown> {
		const meta = appendMeta(append, alongside, this.conversation);
		const parts = appendParts(append, alongside.index);
		return authorized(this.tokens, "acknowledged", (token) =>
			this.services.line.parts("conversations/append", meta, parts, {
				...options,
				token,
				patience: "acknowledged",
			}),
		);
	}

	/** What the server has acknowledged is there, even when it can't be read back just now. */
	private async settle(append: Append): Promise<void> {
		const before = this.raw.length;
		if (this.staysAfter(append)) {
			try {
				await this.readOn("once");
			} catch (error) {
				if (!(error instanceof LuwteError)) throw error;
			}
		}
		if (this.raw.length > before || this.raw.halted) return;
		const day = dayOf(this.services.now());
		this.raw = await verifyItems(
			this.raw,
			append.items.map((item) => ({ ...item, day })),
		);
		this.state = append.state;
		this.seeds = append.seeds;
		this.seedsOf = append.state.epoch;
	}

	/** What the holder alone may ask of this conversation, besides reading and writing. */
	ask<T>(operation: string, body: object): Promise<T> {
		const { conversation } = this;
		return authorized(this.tokens, "reading", (token) =>
			this.services.line.json<T>(operation, { conversation, ...body }, { token }),
		);
	}
}
