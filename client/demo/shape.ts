/**
 * What goes into and comes out of the demo's maker (`main.ts`), as JSON.
 *
 * `node demo.mjs < description.json > made.json`. It talks to no server: the keys, logs and
 * envelopes are real, and whoever reads the answer stores them as the sealed API would have.
 *
 * Ids that the database already has (instance, organisations, persons) go in as they are. What
 * this program makes itself is pointed at by a `key` of the description's own choosing; inside
 * `content` the strings `"@conversation:KEY"` and `"@step:KEY"` become the id of that
 * conversation and of that step's statement; `"@version:ID"` becomes the version of that text in
 * client/content.
 */

import type { Bin, Day, Hash, Id, JsonObject, Language, Profile, Purpose } from "../protocol/api";

export interface DemoDescription {
	instance: Id;
	counsellors: DemoCounsellor[];
	rosters: DemoRoster[];
	conversations: DemoConversation[];
}

export interface DemoCounsellor {
	person: Id;
	/** The language of the words made for this person. */
	language: Language;
	/** Statements of the own log besides `case-index`, `read` and `roster-head`, which are made here. */
	own: { day: Day; kind: string; content: JsonObject; key?: string }[];
	/** The day on which the keys were made; nothing in the own log is older. */
	since: Day;
}

/** Providers before the organisations they witness. */
export interface DemoRoster {
	organisation: Id;
	/** In order. The first founds; the others are admitted by `by`, a current person here or at `via`. */
	entries: (
		| { kind: "found"; day: Day; person: Id; profile: Profile }
		| { kind: "witness"; day: Day; by: Id; via: Id }
		| { kind: "admit"; day: Day; person: Id; profile: Profile; by: Id; via: Id | "" }
		| { kind: "update"; day: Day; person: Id; profile: Profile }
		| { kind: "end"; day: Day; person: Id; by: Id }
	)[];
	/** `via` above is the provider's organisation id, whose roster is in this description too. */
	heads: { person: Id; day: Day }[];
}

export interface DemoConversation {
	/** To be pointed at by "@conversation:KEY". */
	key: string;
	organisation: Id;
	counsellor: Id;
	/**
	 * - `reporter`: begun by a reporter, who keeps a return phrase
	 * - `call-me`: begun by a reporter without a phrase
	 * - `intake`: opened by the counsellor for a caller, with a one-time phrase
	 * - `file`: a case file, the counsellor alone
	 * - `notebook`: a reporter's own notes; organisation and counsellor don't count
	 */
	begin: "reporter" | "call-me" | "intake" | "file" | "notebook";
	/** Of the return phrase. */
	language: Language;
	/** Conversations with the same `reporter` are opened by the same phrase. "" when there is none. */
	reporter: string;
	/** Days on which the phrase was used, for the reporter to see. */
	phraseDays: Day[];
	/** In order of day. The first ones go with `create`. */
	steps: DemoStep[];
	/** For a `file`: the line in the counsellor's index of cases. `conversation`: its key or "". */
	index?: { state: string; conversation: string };
	/** The counsellor has read it all, by the own log. */
	read: boolean;
}

export type DemoStep = {
	day: Day /** "HH:MM" */;
	at: string;
	by: "reporter" | "counsellor";
	key?: string;
} & (
	| { kind: string; content: JsonObject }
	/** A file: its bytes are sealed into a blob, and the `file` statement is made from it. */
	| { file: { name: string; type: string; bytes: Bin; stripped: boolean } }
	| { event: "close" | "reopen" | "withdraw" | "leave" }
);

export interface DemoMade {
	counsellors: {
		person: Id;
		/** bytes for `me/keys`, all *bin*. */
		bundle: Bin;
		unlockers: { id: Id; type: "words" | "recovery"; sealed: Bin; label: string }[];
		/** Six words, and the printed recovery key: to be shown by the demo, kept nowhere else. */
		passphrase: string;
		recovery: string;
		/** The conversation of purpose `own`, also in `conversations` below. */
		own: Id;
	}[];
	rosters: {
		organisation: Id;
		fingerprint: string;
		entries: { day: Day; bytes: Bin }[];
		profiles: Bin[];
		heads: { person: Id; day: Day; bytes: Bin }[];
	}[];
	conversations: MadeConversation[];
	/** Return phrases: one a reporter, one an intake. */
	locators: {
		/** The description's `reporter`, or the key of the `intake` conversation. */
		reporter: string;
		phrase: string;
		hash: Hash;
		/** *bin* of the locator's public key. */
		key: Bin;
		intake: boolean;
		index: Bin;
		version: number;
		/** Newest first. */
		days: Day[];
		made: Day;
	}[];
}

export interface MadeConversation {
	/** The description's key; for an own log `own:PERSON`. */
	key: string;
	conversation: Id;
	purpose: Purpose;
	/** "" for an own log. */
	organisation: Id | "";
	state: "open" | "closed" | "withdrawn";
	/** The day of the event that gave `state`, or of the last item. */
	stateDay: Day;
	/** As stored: `header` is null for events. In order of seq, from 0. */
	items: { day: Day; bytes: Bin; header: Bin | null }[];
	/** Of the latest epoch, one for each participant. */
	envelopes: { person: Id; bytes: Bin }[];
	/** The hash of the last item. */
	head: Hash;
	/** Those who take part now: `sign` is their public key in this conversation. */
	participants: {
		person: Id;
		role: "reporter" | "counsellor";
		sign: Bin;
		seal: Bin;
		oneTime: boolean;
	}[];
	/** Files named by its statements: the whole sealed stream. */
	blobs: { upload: Id; size: number; bytes: Bin }[];
}
