/** What a counsellor's application asks of its Worker. */

import type {
	ConversationView,
	CounsellorWorker,
	Draft,
	Id,
	JsonObject,
	Language,
	ListedConversation,
	Me,
	MeetingHours,
	OrganisationMembership,
	PendingCard,
	PersonHours,
	Profile,
	Progress,
	Registration,
	RegistrationForm,
	RosterView,
} from "../api";
import { newId } from "../bytes";
import { neverUsed } from "../membership";
import { ensure } from "../refusal";
import { reporterKeys } from "../reporter-keys";
import { pointOf } from "../roster";
import { buildCreate, type Founding, type Step } from "../write";
import { type Alongside, registrationOf } from "./appending";
import { Appointments, type Signer } from "./appointments";
import { handOver } from "./counting";
import { createConversation } from "./creating";
import { Line } from "./http";
import { Keyring } from "./keyring";
import { listChanges } from "./listing";
import { OwnLog } from "./own-log";
import { Phrase } from "./phrases";
import { renewAll } from "./renewal";
import { RosterMemory } from "./roster-memory";
import { Rosters } from "./rosters";
import { dayOf, type Instance, once, type SessionSettings } from "./settings";
import { stepsOf, Thread } from "./thread";
import { fetchFile, type Outgoing, sendFile } from "./transfer";

export class Counsellor implements CounsellorWorker {
	private readonly line: Line;
	private readonly rosters: Rosters;
	private readonly keyring: Keyring;
	private readonly appointments: Appointments;
	private readonly ownLog: OwnLog;
	private readonly rosterMemory: RosterMemory;
	private readonly instance: () => Promise<Instance>;
	private readonly now: () => Date;
	private readonly threads = new Map<Id, Thread>();
	/** Of which organisation each conversation is, by the server's list. */
	private readonly listedUnder = new Map<Id, Id | "">();
	private change = 0;
	private signedOn = "";

	constructor(private readonly settings: SessionSettings) {
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

	async renewKeys(passphrase: string | null): Promise<Me> {
		await this.keyring.renew({ passphrase, prf: null, label: "" });
		this.forgetLogs();
		return this.me();
	}

	async renewal(progress?: (p: Progress) => void): Promise<{ left: number }> {
		const { keys, former } = this.keyring;
		if (!former) return { left: 0 };
		const left = await renewAll(
			{
				line: this.line,
				renewCard: async (membership) =>
					this.appointments.renew(
						await this.membership(membership.id),
						{ person: (await this.signer()).person, keys },
						former,
					),
				organisations: (await this.keyring.read()).me.organisations,
				thread: (conversation) => this.thread(conversation),
			},
			progress,
		);
		if (left > 0) return { left };
		await this.keyring.settle();
		this.forgetLogs();
		return { left };
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

	async lock(): Promise<void> {
		this.line.stop();
		this.forgetLogs();
		this.listedUnder.clear();
		this.keyring.lock();
		this.change = 0;
		this.signedOn = "";
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

	async sync(): Promise<ListedConversation[]> {
		const { changed, last } = await listChanges(this.line, this.change);
		this.change = last;
		for (const { conversation, organisation } of changed)
			this.listedUnder.set(conversation, organisation);
		await this.signHeads();
		return changed;
	}

	async open(conversation: Id, only?: number[]): Promise<ConversationView> {
		const thread = await this.thread(conversation);
		const read = await this.ownLog.readUpTo(conversation);
		const view = await thread.read(only);
		const wrong = await this.wrongPlace(view);
		if (read < view.length && !wrong) return view;
		if (read >= view.length) {
			const detail = `${view.length} items, ${read + 1} read before`;
			thread.refuse({ code: "rolled-back", detail });
		}
		if (wrong) thread.refuse(wrong);
		return thread.show(only);
	}

	async write(conversation: Id, statements: Draft[]): Promise<ConversationView> {
		const steps = stepsOf(this.line, statements, this.now());
		return (await this.thread(conversation)).write(() => steps);
	}

	async sendFile(
		conversation: Id,
		file: Outgoing,
		progress?: (p: Progress) => void,
	): Promise<ConversationView> {
		const thread = await this.thread(conversation);
		const { upload, content } = await sendFile(
			this.line,
			await this.instance(),
			file,
			false,
			progress,
		);
		const steps = stepsOf(this.line, [{ kind: "file", content }], this.now());
		return thread.write(() => steps, { blobs: [upload] });
	}

	async readFile(conversation: Id, statement: Id, progress?: (p: Progress) => void): Promise<Blob> {
		const thread = await this.thread(conversation);
		const { limits } = await this.instance();
		return fetchFile(this.line, thread.contentOf(statement), limits.chunk, thread.range, progress);
	}

	async createFile(organisation: Id, statements: Draft[]): Promise<ConversationView> {
		const roster = await this.point(organisation);
		const view = await this.begin({ purpose: "file", roster }, statements);
		const told = statements.find(({ kind }) => kind === "case")?.content;
		if (told) await this.ownLog.write([indexLine(view.conversation, organisation, told)]);
		return view;
	}

	async createForCaller(
		organisation: Id,
		statements: Draft[],
		language: Language,
	): Promise<{ view: ConversationView; phrase: string[] }> {
		const roster = await this.point(organisation);
		const { phrase, words } = await Phrase.make(this.settings, language);
		const conversation = newId();
		const { person, sign, seal, alongside } = await this.caller(
			phrase,
			conversation,
			newId(),
			roster.fingerprint,
		);
		const founding: Founding = {
			purpose: "conversation",
			role: "counsellor",
			roster,
			intake: { person, sign, seal },
		};
		const view = await this.begin(founding, statements, alongside, conversation);
		await phrase.forget();
		return { view, phrase: words };
	}

	async rejoin(
		conversation: Id,
		language: Language,
	): Promise<{ view: ConversationView; phrase: string[] }> {
		const thread = await this.thread(conversation);
		if (thread.log.length === 0) await thread.read([]);
		const reporter = thread.log.members.find(({ role }) => role === "reporter");
		const roster = thread.log.roster;
		if (!reporter || !roster) throw this.line.error("unknown-conversation");
		const { phrase, words } = await Phrase.make(this.settings, language);
		const made = await this.caller(phrase, conversation, reporter.person, roster.fingerprint);
		const { person, sign, seal } = made;
		const step: Step = { id: newId(), do: "rejoin", person, sign, seal };
		const view = await thread.write(() => [step], made.alongside);
		await phrase.forget();
		return { view, phrase: words };
	}

	async leave(conversation: Id, last: Draft[]): Promise<void> {
		const thread = await this.thread(conversation);
		const person = thread.holder.person;
		const steps: Step[] = [
			...stepsOf(this.line, last, this.now()),
			{ id: newId(), do: "leave", person },
		];
		await thread.write(() => steps);
		this.threads.delete(conversation);
	}

	async takeBack(conversation: Id): Promise<void> {
		const thread = await this.thread(conversation);
		await thread.read([]);
		await thread.write((log) => {
			const caller = log.members.find(({ role }) => role === "reporter")?.person ?? "";
			ensure(neverUsed(log, caller), "not-allowed", "the words were used");
			// Before oneself, since whoever has left may write nothing more.
			return [caller, thread.holder.person].map((person) => ({ id: newId(), do: "leave", person }));
		});
		this.threads.delete(conversation);
	}

	async close(conversation: Id, last: Draft[]): Promise<ConversationView> {
		const steps: Step[] = [...stepsOf(this.line, last, this.now()), { id: newId(), do: "close" }];
		return (await this.thread(conversation)).write(() => steps);
	}

	async reopen(conversation: Id): Promise<ConversationView> {
		return (await this.thread(conversation)).write(() => [{ id: newId(), do: "reopen" }]);
	}

	registrationForm(organisation: Id): Promise<RegistrationForm> {
		return this.line.json("registrations/form", { organisation });
	}

	handOver(organisation: Id, registrations: Registration[]): Promise<void> {
		return handOver(this.line, organisation, registrations);
	}

	own(): Promise<ConversationView> {
		return this.ownLog.read();
	}

	writeOwn(statements: Draft[]): Promise<ConversationView> {
		return this.ownLog.write(statements);
	}

	/** Whether the list put it under another organisation than the one whose roster it names. */
	private async wrongPlace({ conversation, roster, length }: ConversationView) {
		const listed = this.listedUnder.get(conversation);
		if (listed === undefined || length === 0) return null;
		const { me } = await this.keyring.known();
		return this.rosterMemory.misplaced(listed, roster, me.organisations);
	}

	private isRenewing(): boolean {
		return this.keyring.isOpen && this.keyring.former !== null;
	}

	/** Everything is read again, by the keys that are open now. */
	private forgetLogs(): void {
		this.threads.clear();
		this.ownLog.forget();
	}

	private async signer(): Promise<Signer> {
		const { me } = await this.keyring.known();
		return { person: me.person, keys: this.keyring.keys };
	}

	private async membership(organisation: Id): Promise<OrganisationMembership> {
		const { me } = await this.keyring.known();
		const found = me.organisations.find(({ id }) => id === organisation);
		if (!found) throw this.line.error("unknown-roster");
		await this.rosterMemory.ensure(found, await this.signer());
		return found;
	}

	/** Where the organisation's roster is now. */
	private async point(organisation: Id) {
		const { roster } = await this.membership(organisation);
		if (!roster) throw this.line.error("unknown-roster");
		return pointOf((await this.rosters.refresh(roster)).verified);
	}

	private async thread(conversation: Id): Promise<Thread> {
		const known = this.threads.get(conversation);
		if (known) return known;
		const { person, keys } = await this.signer();
		const services = { line: this.line, rosters: this.rosters, now: this.now };
		const holder = { person, keys, former: this.keyring.former };
		const thread = new Thread(services, this.instance, conversation, holder, null);
		this.threads.set(conversation, thread);
		return thread;
	}

	private async begin(
		founding: Founding,
		statements: readonly Draft[],
		alongside: Alongside = {},
		conversation: Id = newId(),
	): Promise<ConversationView> {
		const { instance } = await this.instance();
		const { person: me, keys } = await this.signer();
		const place = { instance, conversation, id: newId() };
		const append = await buildCreate(
			place,
			founding,
			{ me, keys },
			stepsOf(this.line, statements, this.now()),
		);
		await createConversation(this.line, append, alongside, "counsellor");
		return (await this.thread(conversation)).begun(append);
	}

	/** What a one-time phrase gives its holder in this conversation. */
	private async caller(phrase: Phrase, conversation: Id, person: Id, roster: string) {
		const { instance } = await this.instance();
		const { sign, seal } = await reporterKeys(await phrase.seed(), conversation);
		const index = await phrase.sealIndex(instance, [{ conversation, person, roster }]);
		const alongside: Alongside = { locator: registrationOf(await phrase.locator(), true), index };
		return { person, sign, seal, alongside };
	}

	/** Once a day; a head that can't be signed now waits. */
	private async signHeads(): Promise<void> {
		const today = dayOf(this.now());
		if (!this.keyring.isOpen || this.isRenewing() || this.signedOn === today) return;
		const { me } = await this.keyring.known();
		await this.appointments.signHeads(me.organisations, await this.signer(), this.ownLog);
		this.signedOn = today;
	}
}

function indexLine(file: Id, organisation: Id, told: JsonObject): Draft {
	const text = (name: string) => (typeof told[name] === "string" ? told[name] : "");
	const content = {
		file,
		conversation: text("conversation"),
		organisation,
		state: "open",
	};
	return { kind: "case-index", content };
}
