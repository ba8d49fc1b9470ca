/** What a reporter's application asks of its Worker. */

import type {
	Bin,
	BlindToken,
	ConversationView,
	Draft,
	Evidence,
	GivenToken,
	Id,
	Json,
	Judgement,
	JudgementSecret,
	Language,
	NewConversation,
	PersonHours,
	Progress,
	ReporterWorker,
	RosterView,
	SignedIn,
} from "../api";
import { newId } from "../bytes";
import type { IndexEntry } from "../index-blob";
import { type ParticipantKeys, throwawayKeys, wipeKeys } from "../participant-keys";
import { judgementSecret, reporterKeys } from "../reporter-keys";
import { sealPassphraseStream } from "../seal";
import { makeSigned } from "../signed-object";
import { buildCreate, type Founding, type Step } from "../write";
import { type Alongside, registrationOf } from "./appending";
import { type Change, changeSteps, foundingFor, readOn } from "./choosing";
import { createConversation, refusesList } from "./creating";
import { askToken, sendJudgement } from "./judging";
import { ParticipantTokens } from "./participant-tokens";
import { Door, Phrase } from "./phrases";
import { isStatus, LuwteError } from "./problem";
import { replacePhrase } from "./replacing";
import { ReporterPhrases } from "./reporter-phrases";
import { Rosters } from "./rosters";
import { type Instance, once, type SessionSettings } from "./settings";
import { stepsOf } from "./steps";
import { Thread } from "./thread";
import { collect, ensureSendable, fetchFile, type Outgoing, sendFile } from "./transfer";

const isNotebook = ({ roster }: IndexEntry) => !roster;

export class Reporter extends ReporterPhrases implements ReporterWorker {
	private readonly rosters: Rosters;
	private readonly door: Door;
	private readonly instance: () => Promise<Instance>;
	private readonly now: () => Date;
	private readonly threads = new Map<Id, Thread>();

	constructor(settings: SessionSettings) {
		super(settings);
		this.now = settings.now ?? (() => new Date());
		this.instance = once(() => this.line.get<Instance>("instance"));
		const id = async () => (await this.instance()).instance;
		this.rosters = new Rosters(this.line, id, this.now);
		this.door = new Door(this.line, id);
	}

	async setLanguage(language: Language): Promise<void> {
		this.line.language = language;
	}

	async site(): Promise<string> {
		const { site } = await this.instance();
		return /^https?:\/\/[^/]+$/.test(site) ? `${site}/` : "";
	}

	async openRoster(fingerprint: string): Promise<RosterView> {
		return (await this.rosters.look(fingerprint)).view;
	}

	portrait(hash: string): Promise<Blob | null> {
		return this.rosters.portrait(hash);
	}

	hours(fingerprint: string): Promise<PersonHours[]> {
		return this.rosters.hours(fingerprint);
	}

	async create(
		input: NewConversation,
		progress?: (p: Progress) => void,
	): Promise<ConversationView> {
		const instance = await this.instance();
		for (const file of input.files) ensureSendable(this.line, instance, file);
		const first = await foundingFor(this.rosters, input);
		const place = { instance: instance.instance, conversation: newId(), id: newId() };
		const person = newId();
		const phrase = input.withPhrase ? this.phraseToUse() : null;
		const keys = phrase
			? await reporterKeys(await phrase.seed(), place.conversation)
			: await throwawayKeys();
		const steps = stepsOf(this.line, input.statements, this.now());
		const entry = { conversation: place.conversation, person, roster: input.roster };
		const alongside = phrase ? await this.register(phrase, entry) : {};
		const send = async (founding: Founding) => {
			const append = await buildCreate(place, founding, { me: person, keys }, steps);
			const token = await createConversation(this.line, append, alongside, "reporter");
			return { append, token };
		};
		const { append, token } = await send(first).catch(async (error: unknown) => {
			if (!refusesList(error)) throw error;
			await readOn(this.rosters, input.roster);
			return send(await foundingFor(this.rosters, input));
		});
		if (phrase) this.adopt(phrase, entry);
		const view = await this.thread(place.conversation, person, keys, token).begun(append);
		return this.sendAll(place.conversation, view, input.files, progress);
	}

	async signIn(text: string): Promise<SignedIn> {
		const { complete, phrase } = await this.reading(text);
		if (!complete) throw this.line.error("incomplete-phrase");
		this.forgetThreads();
		this.registered = await this.door.enter(new Phrase(phrase));
		return this.openAll();
	}

	async replacePhrase(): Promise<SignedIn> {
		const old = this.registered;
		const next = this.next;
		if (!old || !next) throw this.line.error("no-phrase");
		const threads = old.entries
			.map(({ conversation }) => this.threads.get(conversation))
			.filter((one) => one !== undefined);
		const { instance } = await this.instance();
		const registered = await replacePhrase(this.line, this.door, { old, next, threads, instance });
		this.next = null;
		this.registered = registered;
		this.forgetThreads();
		await old.phrase.forget();
		return this.openAll();
	}

	refresh(conversation: Id): Promise<ConversationView> {
		return this.found(conversation).read();
	}

	write(conversation: Id, statements: Draft[], destroyed?: Id[]): Promise<ConversationView> {
		const steps = stepsOf(this.line, statements, this.now());
		return conversation
			? this.writable(conversation).write(() => steps, { destroyed })
			: this.beginNotebook(steps);
	}

	async sendFile(
		conversation: Id,
		file: Outgoing,
		progress?: (p: Progress) => void,
	): Promise<ConversationView> {
		const thread = this.writable(conversation);
		const { upload, content } = await sendFile(
			this.line,
			await this.instance(),
			file,
			true,
			progress,
		);
		const steps = stepsOf(this.line, [{ kind: "file", content }], this.now());
		return thread.write(() => steps, { blobs: [upload] });
	}

	async readFile(conversation: Id, statement: Id, progress?: (p: Progress) => void): Promise<Blob> {
		const thread = this.found(conversation);
		const { limits } = await this.instance();
		const content = thread.contentOf(statement);
		return fetchFile(this.line, content, limits.chunk, thread.range, progress);
	}

	evidence(conversation: Id): Promise<Evidence> {
		return this.writable(conversation).evidence();
	}

	signArchive(conversation: Id, contents: Json): Promise<Uint8Array> {
		return makeSigned("A", this.writable(conversation).holder.keys.signSecret, contents);
	}

	async sealArchive(archive: Blob, passphrase: string): Promise<Blob> {
		return collect(
			await sealPassphraseStream(passphrase, archive.stream()),
			"application/octet-stream",
		);
	}

	withdraw(conversation: Id): Promise<ConversationView> {
		return this.writable(conversation).write(() => [{ id: newId(), do: "withdraw" }]);
	}

	restore(conversation: Id): Promise<ConversationView> {
		return this.writable(conversation).write(() => [{ id: newId(), do: "restore" }]);
	}

	async changeCounsellor(conversation: Id, change: Change): Promise<ConversationView> {
		const thread = this.writable(conversation);
		const began = thread.log.roster?.fingerprint;
		const steps = await changeSteps(this.rosters, began, change);
		return thread.write(() => steps);
	}

	/** The phrase opens it no longer; a phrase that opens nothing any more is forgotten. */
	async leave(conversation: Id): Promise<void> {
		const thread = this.writable(conversation);
		const { person, keys } = thread.holder;
		await thread.write(() => [{ id: newId(), do: "leave", person }]);
		this.threads.delete(conversation);
		wipeKeys(keys);
		await this.drop(conversation);
	}

	private async drop(conversation: Id): Promise<void> {
		const registered = this.registered;
		if (!registered) return;
		const without = (entries: IndexEntry[]) =>
			entries.filter((one) => one.conversation !== conversation);
		if (without(registered.entries).length > 0) {
			this.registered = await this.door.update(registered, without);
			return;
		}
		await this.door.forget(registered);
		this.registered = null;
		await registered.phrase.forget();
	}

	async judgementSecret(conversation: Id): Promise<JudgementSecret> {
		return judgementSecret(await this.phraseAtHand().seed(), conversation);
	}

	async askToken(conversation: Id, blinded: Bin): Promise<GivenToken> {
		const thread = this.writable(conversation);
		const roster = thread.log.roster?.fingerprint ?? "";
		const organisation = (await this.rosters.open(roster)).view.organisation.id;
		return askToken(this.line, organisation, () => thread.ask("conversations/token", { blinded }));
	}

	judge(token: BlindToken, judgement: Judgement): Promise<"counted" | "counted-before"> {
		return sendJudgement(this.line, token, judgement);
	}

	async lock(): Promise<void> {
		this.line.stop();
		this.forgetThreads();
		const phrases = [this.next, this.registered?.phrase];
		this.next = null;
		this.registered = null;
		await Promise.all(phrases.map((phrase) => phrase?.forget()));
	}

	/**
	 * A new phrase is registered together with its first conversation. For a known one the index
	 * comes first: a line too many there is harmless, a conversation nobody can find is not.
	 */
	private async register(phrase: Phrase, entry: IndexEntry): Promise<Alongside> {
		const { instance } = await this.instance();
		if (phrase === this.next || !this.registered) {
			const index = await phrase.sealIndex(instance, [entry]);
			return { locator: registrationOf(await phrase.locator(), false), index };
		}
		this.registered = await this.door.update(this.registered, (entries) =>
			entries.some(({ conversation }) => conversation === entry.conversation)
				? entries
				: [...entries, entry],
		);
		return {};
	}

	/**
	 * The index names it first, so that all devices begin the same one. Whichever comes second
	 * writes on in what is there; the first finds its steps there already.
	 */
	private async beginNotebook(steps: Step[]): Promise<ConversationView> {
		const before = this.registered;
		if (!before || before.oneTime) throw this.line.error("no-phrase");
		const registered = await this.door.update(before, (all) =>
			all.some(isNotebook) ? all : [...all, { conversation: newId(), person: newId(), roster: "" }],
		);
		this.registered = registered;
		const { conversation, person } = registered.entries.find(isNotebook) as IndexEntry;
		const keys = await reporterKeys(await registered.phrase.seed(), conversation);
		const { instance } = await this.instance();
		const place = { instance, conversation, id: newId() };
		const writer = { me: person, keys };
		const append = await buildCreate(place, { purpose: "notebook" }, writer, steps);
		const token = await createConversation(this.line, append, {}, "reporter").catch((error) => {
			if (isStatus(error, 409)) return "";
			throw error;
		});
		return this.thread(conversation, person, keys, token).write(() => steps);
	}

	/** The phrase made last is now the one that opens this; its own token is fetched when needed. */
	private adopt(phrase: Phrase, entry: IndexEntry): void {
		if (phrase !== this.next) return;
		this.next = null;
		this.registered = { phrase, token: "", version: 1, oneTime: false, days: [], entries: [entry] };
	}

	private async openAll(): Promise<SignedIn> {
		const registered = this.registered;
		if (!registered) throw this.line.error("no-phrase");
		const conversations: ConversationView[] = [];
		const lost: SignedIn["lost"] = [];
		const gone: SignedIn["gone"] = [];
		let notebook: ConversationView | null = null;
		for (const { roster } of registered.entries) if (roster) this.rosters.ahead(roster);
		for (const entry of registered.entries) {
			const { roster } = entry;
			const view = await this.readFirst(entry, await registered.phrase.seed());
			if (!view) lost.push(entry);
			else if (view.state === "destroyed") gone.push({ roster, day: view.destroyOn });
			else if (roster) conversations.push(view);
			else notebook = view;
		}
		const rosters = this.rosters.known(conversations.map((one) => one.roster));
		return {
			oneTime: registered.oneTime,
			days: registered.days,
			conversations,
			notebook,
			lost,
			gone,
			rosters,
		};
	}

	/** null when it is there no more. */
	private async readFirst(
		{ conversation, person, roster }: IndexEntry,
		seed: Uint8Array,
	): Promise<ConversationView | null> {
		const keys = await reporterKeys(seed, conversation);
		const token = await this.door.participant(conversation, person, keys, "reading");
		if (token === null) return null;
		try {
			const view = await this.thread(conversation, person, keys, token).read();
			if (view.state !== "destroyed") return view;
			this.threads.delete(conversation);
			if (!roster) await this.drop(conversation);
			return view;
		} catch (error) {
			if (!isStatus(error, 404)) throw error;
		}
		this.threads.delete(conversation);
		return null;
	}

	private thread(conversation: Id, person: Id, keys: ParticipantKeys, token: string): Thread {
		const services = { line: this.line, rosters: this.rosters, now: this.now };
		const tokens = new ParticipantTokens(
			this.line,
			this.door,
			{ conversation, person, keys },
			token,
		);
		const thread = new Thread(services, this.instance, conversation, { person, keys }, tokens);
		this.threads.set(conversation, thread);
		return thread;
	}

	private found(conversation: Id): Thread {
		const thread = this.threads.get(conversation);
		if (!thread) throw this.line.error("unknown-conversation");
		return thread;
	}

	private writable(conversation: Id): Thread {
		if (this.registered?.oneTime) throw this.line.error("one-time-phrase");
		return this.found(conversation);
	}

	/** The conversation is there by now, so a file that is refused doesn't undo it: it is missing from the view. */
	private async sendAll(
		conversation: Id,
		view: ConversationView,
		files: readonly Outgoing[],
		progress: ((p: Progress) => void) | undefined,
	): Promise<ConversationView> {
		const total = files.reduce((sum, { blob }) => sum + blob.size, 0);
		let before = 0;
		let now = view;
		for (const file of files) {
			const share = (p: Progress) =>
				progress?.({ done: before + Math.min(p.done, file.blob.size), total, waiting: p.waiting });
			try {
				now = await this.sendFile(conversation, file, share);
			} catch (error) {
				if (!(error instanceof LuwteError) || error.code === "locked") throw error;
			}
			before += file.blob.size;
		}
		return now;
	}

	private forgetThreads(): void {
		for (const thread of this.threads.values()) wipeKeys(thread.holder.keys);
		this.threads.clear();
	}
}
