/** What a counsellor's application asks of its Worker. */

import type {
	ConversationView,
	CounsellorWorker,
	Day,
	Draft,
	Id,
	JsonObject,
	Language,
	ListedConversation,
	Me,
	Progress,
	Registration,
	RegistrationForm,
	ShownJudgements,
	SignalDecision,
	Signals,
} from "../api";
import { newId } from "../bytes";
import { neverUsed } from "../membership";
import { ensure } from "../refusal";
import { reporterKeys } from "../reporter-keys";
import { buildCreate, type Founding, type Step } from "../write";
import { type Alongside, registrationOf } from "./appending";
import { CounsellorRoles } from "./counsellor-roles";
import { handOver, shownJudgements } from "./counting";
import { createConversation } from "./creating";
import { listChanges } from "./listing";
import { Phrase } from "./phrases";
import { renewAll } from "./renewal";
import { stepsOf } from "./steps";
import { Thread } from "./thread";
import { fetchFile, type Outgoing, sendFile } from "./transfer";

export class Counsellor extends CounsellorRoles implements CounsellorWorker {
	private readonly threads = new Map<Id, Thread>();
	/** Of which organisation each conversation is, by the server's list. */
	private readonly listedUnder = new Map<Id, Id | "">();
	private change = 0;

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

	async lock(): Promise<void> {
		this.line.stop();
		this.forgetLogs();
		this.listedUnder.clear();
		this.keyring.lock();
		this.change = 0;
		this.signAgain();
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

	async close(conversation: Id, last: Draft[], until?: Day): Promise<ConversationView> {
		const steps: Step[] = [...stepsOf(this.line, last, this.now()), { id: newId(), do: "close" }];
		return (await this.thread(conversation)).write(() => steps, { keepUntil: until });
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

	judgements(organisation: Id): Promise<ShownJudgements[]> {
		return shownJudgements(this.line, organisation);
	}

	signals(organisation: Id): Promise<Signals> {
		return this.line.json("signals", { organisation });
	}

	async decide(organisation: Id, signal: Id, decision: SignalDecision): Promise<void> {
		await this.line.json("signals/decide", { organisation, signal, decision });
	}

	own(): Promise<ConversationView> {
		return this.ownLog.read();
	}

	writeOwn(statements: Draft[]): Promise<ConversationView> {
		return this.ownLog.write(statements);
	}

	tidyOwn(): Promise<void> {
		return this.ownLog.tidy();
	}

	/** Whether the list put it under another organisation than the one whose roster it names. */
	private async wrongPlace({ conversation, roster, length }: ConversationView) {
		const listed = this.listedUnder.get(conversation);
		if (listed === undefined || length === 0) return null;
		const { me } = await this.keyring.known();
		return this.rosterMemory.misplaced(listed, roster, me.organisations);
	}

	/** Everything is read again, by the keys that are open now. */
	private forgetLogs(): void {
		this.threads.clear();
		this.ownLog.forget();
	}

	protected async thread(conversation: Id): Promise<Thread> {
		const known = this.threads.get(conversation);
		if (known) return known;
		const { person, keys } = await this.signer();
		const services = { line: this.line, rosters: this.rosters, now: this.now };
		const holder = { person, keys, former: this.keyring.former };
		const thread = new Thread(services, this.instance, conversation, holder, null);
		this.threads.set(conversation, thread);
		return thread;
	}

	protected async begin(
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
