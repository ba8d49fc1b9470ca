/** What the desk may ask of its Worker, and what it gets back; see api.ts. */

import type {
	Bin,
	ConversationView,
	Day,
	Draft,
	Hash,
	Id,
	JsonObject,
	Judgement,
	Language,
	MeetingHours,
	OrganisationView,
	PersonHours,
	Profile,
	Progress,
	Purpose,
	RosterView,
} from "./api";

export interface OrganisationMembership {
	id: Id;
	name: string;
	slug: string;
	kind: "employer" | "provider" | "club";
	languages: Language[];
	sector: OrganisationView["sector"];
	/** "" when the roster has still to be begun. */
	roster: string;
	providerRoster: string;
	position: Profile["position"];
	state: "invited" | "card-sent" | "current" | "ended";
	retentionMonths: number;
	/** Of a case of one talk, and of one with a formal step. */
	retentionOnce: number;
	retentionFormal: number;
	promiseDays: number;
}

export interface Me {
	person: Id;
	email: string;
	name: string;
	language: Language;
	secondFactor: boolean;
	hasKeys: boolean;
	/** The open keys are new, and something still needs the former ones: see `renewal`. */
	renewing: boolean;
	unlockers: { id: Id; type: "passkey" | "words" | "passphrase" | "recovery"; label: string }[];
	organisations: OrganisationMembership[];
	notify: "always" | "when-something-waits";
}

export interface ListedConversation {
	conversation: Id;
	purpose: Purpose;
	organisation: Id | "";
	length: number;
	head: Hash;
	/** `left`: told once, to whoever takes part no more. */
	state: ConversationView["state"] | "left";
	day: Day;
	destroyOn: Day | "";
	destroyBy: Day | "";
	change: number;
}

export interface PendingCard {
	organisation: Id;
	name: string;
	profile: Profile;
	/** bin of the card bytes; pass back to `admit`. */
	card: Bin;
	/** Eight words in each language, to be read out by the new counsellor. */
	words: { nl: string[]; en: string[] };
}

/** What an organisation of this size may count. `moment`: when it can first be answered. */
export interface RegistrationForm {
	version: number;
	fields: {
		name: string;
		moment: "intake" | "closing";
		multiple: boolean;
		/** The question that it asks more of; "" but for an organisation's own codes. */
		of: string;
		label: { nl: string; en: string };
		codes: {
			code: string;
			domains: string[];
			under: string;
			first_year: number;
			last_year: number;
			label: { nl: string; en: string };
		}[];
	}[];
	/** Of all that may ever have been counted here, to read it by. */
	words: {
		name: string;
		label: { nl: string; en: string };
		codes: { code: string; label: { nl: string; en: string } }[];
	}[];
}

/** One case in codes; the same token again corrects it. */
export interface Registration {
	token: Bin;
	kind: "case" | "not-counted" | "removed";
	version: number;
	year: number;
	codes: Record<string, string>;
}

/**
 * Judgements of the help, added up: five or more. `together`: of several organisations of a
 * provider, each of which had too few. `counts`: how often each answer was given, by question.
 */
export interface ShownJudgements {
	together: boolean;
	firstYear: number;
	lastYear: number;
	answers: number;
	counts: { [Question in keyof Judgement]: Record<Judgement[Question], number> };
}

/** What counsellors do with a signal. */
export type SignalDecision = "watch" | "talk" | "advise" | "nothing";

/**
 * A subject or part that came up more often than usual. `about`: cases in the last `quarters`, up
 * to the one it names, rounded to five by the server; `usual`: as many were to be expected.
 */
export interface Signal {
	id: Id;
	year: number;
	quarter: number;
	series: string;
	label: { nl: string; en: string };
	quarters: number;
	about: number;
	usual: number;
	/** "": nobody said yet what is done with it. */
	decision: SignalDecision | "";
}

/** `outcome`: of the newest quarter that was looked at; "" as long as there is none. */
export interface Signals {
	outcome: "" | "watched" | "too-short" | "too-rare";
	year: number;
	quarter: number;
	signals: Signal[];
}

export interface CounsellorWorker {
	setLanguage(language: Language): Promise<void>;
	me(): Promise<Me>;
	/** New keys in this Worker. Returns what the person must keep; nothing is sent yet. */
	makeKeys(language: Language): Promise<{ words: string[]; recovery: string }>;
	/** True when typed back correctly, forgiving spaces and case. */
	checkRecovery(typed: string): Promise<boolean>;
	/** Seals the bundle for words or own passphrase, recovery key and any passkey, sends it, and starts the own log. */
	keepKeys(choice: {
		passphrase: string | null;
		prf: ArrayBuffer | null;
		label: string;
	}): Promise<Me>;
	/**
	 * Seals what `makeKeys` made in the place of the keys that are open, for the new words or
	 * passphrase and the new recovery key only. Then `renewal` has to be run until nothing is left.
	 */
	renewKeys(passphrase: string | null): Promise<Me>;
	/**
	 * Puts the new keys into the lists of counsellors and into every log. Resolves to what still
	 * needs the former keys; once that is none, these are gone. May be run again at any time.
	 */
	renewal(progress?: (p: Progress) => void): Promise<{ left: number }>;
	unlockWithPassphrase(text: string): Promise<void>;
	unlockWithRecovery(text: string): Promise<void>;
	/** Which passkey unlocker matches is tried in turn. */
	unlockWithPrf(prf: ArrayBuffer): Promise<void>;
	addPasskey(prf: ArrayBuffer, label: string): Promise<Me>;
	/** These open nothing any more. `passphrase`: the words or passphrase, to seal a new bundle key to. */
	removePasskeys(unlockers: Id[], passphrase: string): Promise<Me>;
	newPassphrase(passphrase: string | null, language: Language): Promise<{ words: string[] }>;
	unlocked(): Promise<boolean>;
	lock(): Promise<void>;

	/** Founds the roster if there is none, else sends the card for counter-signing. */
	sendCard(
		organisation: Id,
		profile: Profile,
		portrait: Blob | null,
	): Promise<{ words: { nl: string[]; en: string[] } }>;
	updateCard(organisation: Id, profile: Profile, portrait: Blob | null): Promise<void>;
	/**
	 * Begins the roster anew, in the place of one whose keys are all lost. Everybody who knows the
	 * old one is warned, for good. The others send their cards again. Resolves to the words of the own card.
	 */
	reanchor(
		organisation: Id,
		profile: Profile,
		portrait: Blob | null,
	): Promise<{ words: { nl: string[]; en: string[] } }>;
	/** Vouches for a client's roster, by somebody current in the provider's. */
	witness(organisation: Id): Promise<void>;
	/** Eight words that stand for a roster, to compare by phone with somebody who is in it. */
	rosterWords(fingerprint: string): Promise<{ nl: string[]; en: string[] }>;
	/** From here on the people of this roster may vouch for and admit to the organisation's. */
	nameProvider(organisation: Id, fingerprint: string): Promise<void>;
	pendingCards(): Promise<PendingCard[]>;
	admit(card: PendingCard): Promise<void>;
	endMembership(organisation: Id, person: Id): Promise<void>;
	openRoster(fingerprint: string): Promise<RosterView>;
	portrait(hash: Hash): Promise<Blob | null>;
	setAvailability(organisation: Id, value: JsonObject): Promise<void>;
	/** Of all who are current in the roster. */
	hours(fingerprint: string): Promise<PersonHours[]>;
	setHours(organisation: Id, hours: MeetingHours): Promise<void>;
	setSettings(value: { language?: Language; notify?: Me["notify"] }): Promise<void>;

	/** What changed since the last call in this Worker; everything at the first. */
	sync(): Promise<ListedConversation[]>;
	/** Reads and verifies from the start or from what this Worker has. `only`: open no other statement than these seqs. */
	open(conversation: Id, only?: number[]): Promise<ConversationView>;
	write(conversation: Id, statements: Draft[]): Promise<ConversationView>;
	sendFile(
		conversation: Id,
		file: { name: string; blob: Blob; stripped: boolean },
		progress?: (p: Progress) => void,
	): Promise<ConversationView>;
	readFile(conversation: Id, statement: Id, progress?: (p: Progress) => void): Promise<Blob>;
	/** A case file; its first statements go along. */
	createFile(organisation: Id, statements: Draft[]): Promise<ConversationView>;
	/** A conversation opened for a caller: returns the one-time phrase to read out. */
	createForCaller(
		organisation: Id,
		statements: Draft[],
		language: Language,
	): Promise<{ view: ConversationView; phrase: string[] }>;
	/** Lost phrase: recognised by this counsellor. */
	rejoin(
		conversation: Id,
		language: Language,
	): Promise<{ view: ConversationView; phrase: string[] }>;
	/** Writes the statements given (if any), then leaves. */
	leave(conversation: Id, last: Draft[]): Promise<void>;
	/**
	 * A caller who never used their one-time words takes back consent: the words open nothing any
	 * more, and the counsellor leaves, so that it is destroyed. `not-allowed` once they were used.
	 */
	takeBack(conversation: Id): Promise<void>;
	/** `until`: the day on which it is to be destroyed; the server's own reckoning when left out. */
	close(conversation: Id, last: Draft[], until?: Day): Promise<ConversationView>;
	reopen(conversation: Id): Promise<ConversationView>;

	registrationForm(organisation: Id): Promise<RegistrationForm>;
	/** Hands these over in an order of chance; they go into the figures with the next night's batch. */
	handOver(organisation: Id, registrations: Registration[]): Promise<void>;

	/** What reporters of this organisation answered, the newest first. */
	judgements(organisation: Id): Promise<ShownJudgements[]>;

	/** What came more often than usual here, the newest first. */
	signals(organisation: Id): Promise<Signals>;
	/** Colleagues see the decision, not whose it is. Again replaces it. */
	decide(organisation: Id, signal: Id, decision: SignalDecision): Promise<void>;

	/** The counsellor's own log, as statements; and writing to it. */
	own(): Promise<ConversationView>;
	writeOwn(statements: Draft[]): Promise<ConversationView>;
	/** Sums the own log up once it has grown, and destroys what was summed. Says the same after. */
	tidyOwn(): Promise<void>;
}
