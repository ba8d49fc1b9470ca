/**
 * What the two applications may ask of their Worker, and what they get back.
 *
 * Everything here crosses `postMessage`, so it is plain data. Keys, phrases once read, and
 * seeds stay on the Worker's side of this interface.
 */

import type { LuwteErrorShape, Refusal } from "./failures";

export type * from "./api-counsellor";
export type { ClientCode, LuwteErrorShape, Refusal, RefusalCode } from "./failures";

export type Id = string;
export type Hash = string;
export type Day = string;
export type Bin = string;
export type Language = "nl" | "en";
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };
export type JsonObject = { [key: string]: Json };
export type Role = "reporter" | "counsellor";
export type Purpose = "conversation" | "file" | "own" | "notebook";

export interface Profile {
	name: string;
	position: "internal" | "external" | "club_contact";
	domains: ("conduct" | "integrity")[];
	trained: boolean;
	gender: string;
	age: string;
	languages: string[];
	background: string;
	expertise: string[];
	text: { nl: string; en: string };
	portrait: Hash | "";
}

export interface CounsellorCard {
	person: Id;
	sign: Bin;
	profile: Profile;
	/** Four groups of five characters to compare by phone. */
	keyFingerprint: string;
	/** Has signed a roster head in the last 35 days. */
	fresh: boolean;
	admittedBy: string;
	/** Colleagues who are current and asked to end this membership; one more is needed. */
	endAskedBy: Id[];
	/** The day of the card that brought other keys than the ones that were signed for; "" for none. */
	renewedOn: Day | "";
	promiseDays: number;
	absentFrom: Day | "";
	absentUntil: Day | "";
	standIn: string;
	onSite: { nl: string; en: string };
	phone: string;
}

/**
 * When and where a counsellor meets people, by the server's word. Which times are taken it does
 * not know. Times of the clock are `HH:MM` in `zone`; a `weekday` of 1 is Monday.
 */
export interface MeetingHours {
	zone: string;
	/** Of one talk. */
	minutes: number;
	weekly: { weekday: number; begin: string; end: string }[];
	/** Half-days on site, beside the weekly hours. */
	visits: { day: Day; begin: string; end: string }[];
	places: { how: "room" | "elsewhere" | "phone" | "video"; nl: string; en: string }[];
}

export type PersonHours = MeetingHours & { person: Id };

export interface OrganisationView {
	id: Id;
	name: string;
	slug: string;
	languages: Language[];
	sector: "private" | "government" | "education" | "care" | "sport";
	secondAddress: string;
	phones: { name: string; number: string; hours: { nl: string; en: string } }[];
	/** When and where one can walk in. */
	walkIn: { nl: string; en: string };
	retentionMonths: number;
	/** Absolute address of the organisation's public page on the site host. */
	site: string;
}

export interface RosterView {
	fingerprint: string;
	organisation: OrganisationView;
	/** Those who are current, in roster order; the screen shuffles. */
	counsellors: CounsellorCard[];
	/** What everybody should be warned of: e.g. `roster-changed` (re-anchored), an end by others. */
	warnings: Refusal[];
	/** The roster whose keys were all lost and that this one takes the place of; or "". */
	replaces: string;
	/** The roster that took the place of this one, by the server's word: see whether that `replaces` this. Or "". */
	succeededBy: string;
	/** The provider's roster that may vouch for this one, or "". */
	provider: string;
	/** Somebody of the provider did. */
	witnessed: boolean;
}

export interface Participant {
	person: Id;
	role: Role;
	/** The key is a one-time phrase: what it signs counts as entered by a counsellor. */
	oneTime: boolean;
	/** A counsellor's name by the roster; "" for a reporter. */
	name: string;
	/** How they came in: `create`, `reporter`, `spoken`. */
	ground: "create" | "reporter" | "spoken";
}

export interface LogEvent {
	seq: number;
	day: Day;
	kind: string;
	author: Id;
	person: Id | "";
	role: Role | "";
}

export interface Statement {
	id: Id;
	seq: number;
	day: Day;
	epoch: number;
	author: Id;
	role: Role;
	/** Signed with a one-time key. */
	oneTime: boolean;
	kind: string;
	/** The writer's own clock, inside the seal. */
	time: string;
	content: JsonObject;
	/** `sealed`: not opened on purpose (look-out first); `destroyed`: its header is gone. */
	state: "ok" | "sealed" | "destroyed" | "unreadable" | "newer-version";
}

export interface ConversationView {
	conversation: Id;
	purpose: Purpose;
	roster: string;
	/** My person id in this conversation. */
	me: Id;
	myRole: Role;
	myKeyIsOneTime: boolean;
	head: Hash;
	length: number;
	state: "open" | "closed" | "withdrawn" | "destroyed";
	/** When it will be destroyed; of what is destroyed, when that was. */
	destroyOn: Day | "";
	/** While it is closed: the last day that this can become. */
	destroyBy: Day | "";
	participants: Participant[];
	formerParticipants: Participant[];
	/** A membership change waits for a new epoch; the next write makes it. */
	needsEpoch: boolean;
	events: LogEvent[];
	statements: Statement[];
	/** Not empty: show it; when `writable` is false the client writes nothing any more. */
	refusals: Refusal[];
	writable: boolean;
}

/** A statement to write: kind and content as in the casework table. */
export interface Draft {
	kind: string;
	content: JsonObject;
}

export interface PhraseWord {
	typed: string;
	/** The list's word when recognised, else "". */
	word: string;
	/** At most three, nearest first. */
	suggestions: string[];
}

export interface PhraseReading {
	words: PhraseWord[];
	/** Eight recognised words of one list. */
	complete: boolean;
}

export interface Progress {
	/** Bytes of the sealed stream sent or received, and in all. */
	done: number;
	total: number;
	/** The line is gone; it goes on by itself when it comes back. */
	waiting: boolean;
}

export interface SignedIn {
	/** The phrase was handed over by a counsellor and must be replaced first. */
	oneTime: boolean;
	/** Days on which this phrase was used, newest first. */
	days: Day[];
	conversations: ConversationView[];
	/** What this person alone reads; null when there is none, or it doesn't open. */
	notebook: ConversationView | null;
	/** In the index, but this phrase no longer opens them. `roster` is "" for the notebook. */
	lost: { roster: string }[];
	/** In the index, and destroyed on these days. */
	gone: { roster: string; day: Day }[];
	/** The lists that these conversations began under, as they were read with them. */
	rosters: RosterView[];
}

export interface NewConversation {
	roster: string;
	counsellor: Id;
	/** Written in this order after `create` and `epoch`. */
	statements: Draft[];
	/** Sent after creation, each as a `file` statement. */
	files: { name: string; blob: Blob; stripped: boolean }[];
	/** False for "call me": random keys, nothing to come back to. True: the phrase of `makePhrase`. */
	withPhrase: boolean;
}

/** An item of a log as the server gave it. */
export interface EvidenceItem {
	day: Day;
	bytes: Uint8Array;
	/** null: an event, or a statement that was destroyed. */
	header: Uint8Array | null;
	/** The file key of this one statement's seal; null where it can't be read. */
	key: Uint8Array | null;
}

/** A counsellors' list as the server gave it, to be verified by anybody. */
export interface RosterProof {
	fingerprint: string;
	entries: Bin[];
	profiles: Bin[];
	via: { roster: string; entries: Bin[] }[];
}

/** What of a conversation anybody can verify, without a key that opens or writes more. */
export interface Evidence {
	instance: Id;
	conversation: Id;
	/** The reporter. */
	person: Id;
	length: number;
	head: Hash;
	items: EvidenceItem[];
	rosters: RosterProof[];
}

/** Three fixed questions about the help, with answers in codes. */
export interface Judgement {
	helped: "yes" | "partly" | "no" | "unsaid";
	safe: "yes" | "partly" | "no" | "unsaid";
	/** Worse off since they spoke up. */
	harmed: "no" | "perhaps" | "yes" | "unsaid";
}

/** The number that is blinded, and the 64 bytes from which its blind is made. */
export interface JudgementSecret {
	number: Uint8Array;
	dice: Uint8Array;
}

/** A blinded number under the key of an organisation and year, the proof of that, and the key. */
export interface GivenToken {
	organisation: Id;
	year: number;
	element: Bin;
	proof: Bin;
	key: Bin;
}

/** What is shown when judging. */
export interface BlindToken {
	organisation: Id;
	year: number;
	number: Bin;
	output: Bin;
}

export interface ReporterWorker {
	setLanguage(language: Language): Promise<void>;
	/** Address of the page where one finds one's organisation; "" when the server tells none. */
	site(): Promise<string>;
	openRoster(fingerprint: string): Promise<RosterView>;
	portrait(hash: Hash): Promise<Blob | null>;
	/** Of all who are current in the roster. */
	hours(fingerprint: string): Promise<PersonHours[]>;
	/** Makes (or makes anew) the phrase that the next `create` or `replacePhrase` will use. */
	makePhrase(language: Language): Promise<string[]>;
	readPhrase(text: string): Promise<PhraseReading>;
	/** Retries by itself under the same ids; resolves once acknowledged. `progress` counts files. */
	create(input: NewConversation, progress?: (p: Progress) => void): Promise<ConversationView>;
	signIn(phrase: string): Promise<SignedIn>;
	/** With the phrase of the last `makePhrase`; also the first use of a one-time phrase. */
	replacePhrase(): Promise<SignedIn>;
	refresh(conversation: Id): Promise<ConversationView>;
	/**
	 * Makes a new epoch first where one is due, reopens a closed conversation. `destroyed`: what
	 * goes for good with it, in the notebook only. Without a conversation: into the notebook,
	 * which is begun where there is none.
	 */
	write(conversation: Id | "", statements: Draft[], destroyed?: Id[]): Promise<ConversationView>;
	sendFile(
		conversation: Id,
		file: { name: string; blob: Blob; stripped: boolean },
		progress?: (p: Progress) => void,
	): Promise<ConversationView>;
	readFile(conversation: Id, statement: Id, progress?: (p: Progress) => void): Promise<Blob>;
	/** Of what was read last; nothing is asked of the server. */
	evidence(conversation: Id): Promise<Evidence>;
	/** Signs what an archive of this conversation holds: `A`, signature, canonical JSON. */
	signArchive(conversation: Id, contents: Json): Promise<Uint8Array>;
	/** To a human passphrase, as an age file; takes seconds. */
	sealArchive(archive: Blob, passphrase: string): Promise<Blob>;
	withdraw(conversation: Id): Promise<ConversationView>;
	restore(conversation: Id): Promise<ConversationView>;
	/** Reporter's own act: `remove` leaves, `add` joins, in one append with the new epoch. */
	changeCounsellor(
		conversation: Id,
		/** `roster`: where `add` is current, when it took the place of the conversation's own; else "". */
		change: { remove: Id[]; add: Id | ""; withHistory: boolean; roster: string },
	): Promise<ConversationView>;
	/** For good: what was said stays with the others, and the phrase opens it no longer. */
	leave(conversation: Id): Promise<void>;
	/** What the token for judging the help is made of (`judging.ts`): it follows from the phrase. */
	judgementSecret(conversation: Id): Promise<JudgementSecret>;
	/**
	 * Has the blinded number of a closed conversation signed; ask whenever one is opened, so that
	 * having asked tells nothing. Again is harmless.
	 */
	askToken(conversation: Id, blinded: Bin): Promise<GivenToken>;
	/** Judges the help, without any sign-in: nobody can join it to the conversation. */
	judge(token: BlindToken, judgement: Judgement): Promise<"counted" | "counted-before">;
	/**
	 * Seals a draft to the phrase of `makePhrase`, for keeping on this device; and opens it again,
	 * after which that phrase is the one that the next `create` uses.
	 */
	sealDraft(draft: Json): Promise<Bin>;
	openDraft(phrase: string, sealed: Bin): Promise<Json>;
	/** As a draft, to the phrase signed in with, or else the one made last; opened once signed in again. */
	sealUnsent(unsent: Json): Promise<Bin>;
	openUnsent(sealed: Bin): Promise<Json>;
	lock(): Promise<void>;
}

/** Wire form of a call to the Worker; `progress` and answers carry the same `call`. */
export type ToWorker = { call: number; method: string; args: unknown[] };
export type FromWorker =
	| { call: number; result: unknown }
	| { call: number; error: LuwteErrorShape }
	| { call: number; progress: Progress }
	| { ready: true };
