/** A counsellor's keys, cards and places in the lists: what there is before any case. */

import type {
	ConversationView,
	Draft,
	Id,
	JsonObject,
	Language,
	Me,
	MeetingHours,
	OrganisationMembership,
	PendingCard,
	PersonHours,
	Profile,
	RosterView,
} from "../api";
import { ensure } from "../refusal";
import { pointOf } from "../roster";
import type { Founding } from "../write";
import { Appointments, type Signer } from "./appointments";
import { Line } from "./http";
import { Keyring } from "./keyring";
import { OwnLog } from "./own-log";
import { RosterMemory } from "./roster-memory";
import { Rosters } from "./rosters";
import { dayOf, type Instance, once, type SessionSettings } from "./settings";
import type { Thread } from "./thread";

export abstract class CounsellorRoles {
	protected readonly line: Line;
	protected readonly rosters: Rosters;
	protected readonly keyring: Keyring;
	protected readonly ownLog: OwnLog;
	protected readonly rosterMemory: RosterMemory;
	protected readonly appointments: Appointments;
	protected readonly instance: () => Promise<Instance>;
	protected readonly now: () => Date;
	private signedOn = "";

	constructor(protected readonly settings: SessionSettings) {
		this.line = new Line(settings);
		this.now = settings.now ?? (() => new Date());
		this.instance = once(() => this.line.get<Instance>("instance"));
		this.rosters = new Rosters(this.line, async () => (await this.instance()).instance, this.now);
		this.keyring = new Keyring(this.line, settings, this.instance);
		this.appointments = new Appointments(
			this.line,
			this.rosters,
			settings,
			this.instance,
			this.now,
		);
		this.ownLog = new OwnLog({
			line: this.line,
			known: async () => (await this.keyring.known()).own,
			create: async () => {
				const { me } = await this.keyring.known();
				// It begins with the keys, before the first card: whoever has a role has one.
				const begun = me.organisations.some(({ state }) => state === "current");
				ensure(!begun, "rolled-back", "the own log is gone");
				const view = await this.begin({ purpose: "own" }, []);
				await this.keyring.read();
				return view.conversation;
			},
			thread: (conversation) => this.thread(conversation),
			now: this.now,
		});
		this.rosterMemory = new RosterMemory(this.rosters, this.ownLog);
	}

	async setLanguage(language: Language): Promise<void> {
		this.line.language = language;
	}

	async me(): Promise<Me> {
		const { me } = await this.keyring.read();
		return { ...me, renewing: this.isRenewing() };
	}

	makeKeys(language: Language): Promise<{ words: string[]; recovery: string }> {
		return this.keyring.make(language);
	}

	async checkRecovery(typed: string): Promise<boolean> {
		return this.keyring.checkRecovery(typed);
	}

	async keepKeys(choice: {
		passphrase: string | null;
		prf: ArrayBuffer | null;
		label: string;
	}): Promise<Me> {
		await this.keyring.keep(choice);
		await this.ownLog.open();
		return this.me();
	}

	unlockWithPassphrase(text: string): Promise<void> {
		return this.keyring.unlockWithPassphrase(text);
	}

	unlockWithRecovery(text: string): Promise<void> {
		return this.keyring.unlockWithRecovery(text);
	}

	unlockWithPrf(prf: ArrayBuffer): Promise<void> {
		return this.keyring.unlockWithPrf(prf);
	}

	async addPasskey(prf: ArrayBuffer, label: string): Promise<Me> {
		await this.keyring.addPasskey(prf, label);
		return this.me();
	}

	async removePasskeys(unlockers: Id[], passphrase: string): Promise<Me> {
		await this.keyring.removePasskeys(unlockers, passphrase);
		return this.me();
	}

	newPassphrase(passphrase: string | null, language: Language): Promise<{ words: string[] }> {
		return this.keyring.newPassphrase(passphrase, language);
	}

	async unlocked(): Promise<boolean> {
		return this.keyring.isOpen;
	}

	async sendCard(
		organisation: Id,
		profile: Profile,
		portrait: Blob | null,
	): Promise<{ words: { nl: string[]; en: string[] } }> {
		await this.keyring.read();
		const membership = await this.membership(organisation);
		return {
			words: await this.appointments.sendCard(membership, await this.signer(), profile, portrait),
		};
	}

	async updateCard(organisation: Id, profile: Profile, portrait: Blob | null): Promise<void> {
		const membership = await this.membership(organisation);
		await this.appointments.updateCard(membership, await this.signer(), profile, portrait);
	}

	async reanchor(
		organisation: Id,
		profile: Profile,
		portrait: Blob | null,
	): Promise<{ words: { nl: string[]; en: string[] } }> {
		await this.keyring.read();
		const membership = await this.membership(organisation);
		const signer = await this.signer();
		const words = await this.appointments.reanchor(membership, signer, profile, portrait);
		await this.keyring.read();
		return { words };
	}

	async witness(organisation: Id): Promise<void> {
		await this.appointments.witness(await this.membership(organisation), await this.signer());
	}

	rosterWords(fingerprint: string): Promise<{ nl: string[]; en: string[] }> {
		return this.appointments.rosterWords(fingerprint);
	}

	async nameProvider(organisation: Id, fingerprint: string): Promise<void> {
		const membership = await this.membership(organisation);
		await this.appointments.nameProvider(membership, await this.signer(), fingerprint);
	}

	async pendingCards(): Promise<PendingCard[]> {
		const { me } = await this.keyring.read();
		return this.appointments.pending(me.organisations, me.person);
	}

	async admit(card: PendingCard): Promise<void> {
		await this.appointments.admit(
			card,
			await this.membership(card.organisation),
			await this.signer(),
		);
	}

	async endMembership(organisation: Id, person: Id): Promise<void> {
		await this.appointments.end(await this.membership(organisation), await this.signer(), person);
	}

	async openRoster(fingerprint: string): Promise<RosterView> {
		const { verified, view } = await this.rosters.refresh(fingerprint);
		if (!this.keyring.isOpen) return view;
		const seen = await this.ownLog.headSeen(fingerprint);
		const { me } = await this.keyring.known();
		const named = me.organisations.find(({ roster }) => roster === fingerprint);
		const refusal =
			(seen && this.appointments.checkSeen(verified, seen)) ??
			(named ? await this.rosterMemory.doubt(named, await this.signer()) : null);
		return refusal ? { ...view, warnings: [refusal, ...view.warnings] } : view;
	}

	portrait(hash: string): Promise<Blob | null> {
		return this.rosters.portrait(hash);
	}

	async setAvailability(organisation: Id, value: JsonObject): Promise<void> {
		await this.line.json("me/availability", { organisation, ...value });
	}

	hours(fingerprint: string): Promise<PersonHours[]> {
		return this.rosters.hours(fingerprint);
	}

	async setHours(organisation: Id, hours: MeetingHours): Promise<void> {
		await this.line.json("me/hours", { organisation, ...hours });
	}

	async setSettings(value: { language?: Language; notify?: Me["notify"] }): Promise<void> {
		await this.line.json("me/settings", value);
		await this.keyring.read();
	}

	/** One conversation, file or own log, by the keys that are open. */
	protected abstract thread(conversation: Id): Promise<Thread>;
	/** Begins a log, with its first statements. */
	protected abstract begin(
		founding: Founding,
		statements: readonly Draft[],
	): Promise<ConversationView>;

	protected isRenewing(): boolean {
		return this.keyring.isOpen && this.keyring.former !== null;
	}

	protected async signer(): Promise<Signer> {
		const { me } = await this.keyring.known();
		return { person: me.person, keys: this.keyring.keys };
	}

	protected async membership(organisation: Id): Promise<OrganisationMembership> {
		const { me } = await this.keyring.known();
		const found = me.organisations.find(({ id }) => id === organisation);
		if (!found) throw this.line.error("unknown-roster");
		await this.rosterMemory.ensure(found, await this.signer());
		return found;
	}

	/** Where the organisation's roster is now. */
	protected async point(organisation: Id) {
		const { roster } = await this.membership(organisation);
		if (!roster) throw this.line.error("unknown-roster");
		return pointOf((await this.rosters.refresh(roster)).verified);
	}

	/** Once a day; a head that can't be signed now waits. */
	protected async signHeads(): Promise<void> {
		const today = dayOf(this.now());
		if (!this.keyring.isOpen || this.isRenewing() || this.signedOn === today) return;
		const { me } = await this.keyring.known();
		await this.appointments.signHeads(me.organisations, await this.signer(), this.ownLog);
		this.signedOn = today;
	}

	/** Whoever unlocks next signs the heads they see, also on the same day. */
	protected signAgain(): void {
		this.signedOn = "";
	}
}
