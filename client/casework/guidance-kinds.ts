/**
 * The kinds of statement with which reporter and counsellor guide a case together: meetings,
 * agreement, steps, consent, referral, follow-up, another counsellor, progress, aftercare.
 *
 * Each has three forms: on the reporter's device (the rows here), spoken or on paper (the same
 * content inside `noted`, by the counsellor, in the conversation or in the file of a case that
 * has no conversation). None is a condition for another, but for answers to what was asked.
 */

import type { KindRow } from "./kinds.ts";

const both = ["R", "C"] as const;
const reporter = ["R"] as const;
const counsellor = ["C"] as const;
const shared = ["conversation", "file"] as const;
const conversation = ["conversation"] as const;
const own = ["own"] as const;
const notebook = ["notebook"] as const;

export const guidanceKinds = {
	/**
	 * `slots`: instants (`2026-12-03T09:00Z`); `zone`: in which they are shown; `how`: a place's code;
	 * `held`: the statement of the counsellor's own log that keeps them, "" in a reporter's.
	 */
	"meeting-offer": {
		writers: both,
		places: shared,
		fields: {
			slots: "texts",
			minutes: "number",
			zone: "text",
			how: "text",
			where: "text",
			with: "text",
			text: "text",
			/** The meeting that this one takes the place of, or "". */
			instead: "text",
			held: "text",
		},
	},
	"meeting-agreed": {
		writers: both,
		places: shared,
		fields: {
			item: "text",
			slot: "text",
			zone: "text",
			with: "text",
			text: "text",
			held: "text",
		},
		answers: ["meeting-offer"],
	},
	/** Declines an offer, takes one's own back, or cancels what was agreed. */
	"meeting-off": {
		writers: both,
		places: shared,
		fields: { item: "text", text: "text" },
		answers: ["meeting-offer"],
	},

	agreement: {
		writers: counsellor,
		places: shared,
		fields: { template: "text", version: "text", language: "text", title: "text", text: "text" },
	},
	/** `hash`: SHA-256 of the text that was read, in hexadecimal. */
	"agreement-signed": {
		writers: reporter,
		places: conversation,
		fields: { item: "text", hash: "text" },
		answers: ["agreement"],
	},
	"agreement-declined": {
		writers: reporter,
		places: conversation,
		fields: { item: "text", text: "text" },
		answers: ["agreement"],
	},

	/** What makes it safer now. */
	safer: { writers: both, places: shared, fields: { text: "text" } },
	/** A route that was looked at together; `route`: the id of its text in `client/content/routes`. */
	option: { writers: both, places: shared, fields: { route: "text", text: "text" } },
	/** The reporter decides; the last one counts. */
	choice: { writers: reporter, places: conversation, fields: { route: "text", text: "text" } },
	happened: {
		writers: both,
		places: shared,
		fields: { route: "text", on: "text", how: "text", text: "text" },
	},
	/** A formal report under the law was made: two terms run from `on`. */
	"report-made": { writers: both, places: shared, fields: { route: "text", on: "text" } },
	/** `term`: `acknowledgement` or `feedback`. */
	term: {
		writers: reporter,
		places: conversation,
		fields: { item: "text", term: "text", had: "flag", on: "text" },
		answers: ["report-made"],
	},

	/** `to`: who gets to know, in words; `until`: the last day on which it may be used. */
	"consent-request": {
		writers: counsellor,
		places: shared,
		fields: { what: "text", to: "text", why: "text", until: "text" },
	},
	/** Says again what is allowed: it may be less than was asked. */
	"consent-given": {
		writers: reporter,
		places: conversation,
		fields: { item: "text", what: "text", to: "text", why: "text", until: "text" },
		answers: ["consent-request"],
	},
	"consent-refused": {
		writers: reporter,
		places: conversation,
		fields: { item: "text", text: "text" },
		answers: ["consent-request"],
	},
	"consent-withdrawn": {
		writers: reporter,
		places: conversation,
		fields: { item: "text", text: "text" },
		answers: ["consent-request"],
	},
	"consent-used": {
		writers: counsellor,
		places: shared,
		fields: { item: "text", what: "text", to: "text", on: "text" },
		answers: ["consent-request"],
	},

	/** `ask`: the day on which to ask the reporter whether it was picked up, or "". */
	referral: {
		writers: counsellor,
		places: shared,
		fields: { body: "text", name: "text", need: "text", reach: "text", text: "text", ask: "text" },
	},
	/** `had`: `picked-up`, `not` or `not-yet`. */
	"referral-answer": {
		writers: reporter,
		places: conversation,
		fields: { item: "text", had: "text", text: "text" },
		answers: ["referral"],
	},

	"follow-up": { writers: both, places: shared, fields: { on: "text", text: "text" } },
	"follow-up-done": {
		writers: both,
		places: shared,
		fields: { item: "text", text: "text" },
		answers: ["follow-up"],
	},

	/** The counsellor can't go on, or thinks somebody else fits better; only the reporter changes it. */
	"another-counsellor": {
		writers: counsellor,
		places: conversation,
		fields: { person: "text", reason: "text", text: "text" },
	},

	progress: { writers: both, places: shared, fields: { text: "text" } },
	summary: { writers: both, places: shared, fields: { text: "text" } },
	"aftercare-offer": {
		writers: counsellor,
		places: shared,
		fields: { days: "texts", by: "text", text: "text" },
	},
	/** The days that suit: those offered, others, or none. */
	"aftercare-answer": {
		writers: reporter,
		places: conversation,
		fields: { item: "text", days: "texts", by: "text", text: "text" },
		answers: ["aftercare-offer"],
	},
	/** `how`: code; `disadvantage`: signs that somebody is worse off since they spoke up. */
	"aftercare-held": {
		writers: both,
		places: shared,
		fields: { item: "text", on: "text", how: "text", disadvantage: "flag", text: "text" },
		answers: ["aftercare-offer"],
	},

	/** At closing, and when something is added later: the day on which all of it goes; `why`: a code. */
	"kept-until": { writers: counsellor, places: shared, fields: { until: "text", why: "text" } },

	/**
	 * In the own log: times that this counsellor keeps for one conversation or file. `mark`: chosen
	 * by the device at random, so that it knows its own statement among those of other devices.
	 */
	"slots-held": {
		writers: counsellor,
		places: own,
		fields: { conversation: "text", slots: "texts", minutes: "number", mark: "text" },
	},
	"slots-freed": {
		writers: counsellor,
		places: own,
		fields: { item: "text", slots: "texts" },
		answers: ["slots-held"],
	},

	/**
	 * In the own log, of one log: what was told of its end, the hash of its last item, and on which
	 * day it was gone ("" before that). It names nobody, and stays as proof that it was destroyed.
	 */
	ends: {
		writers: counsellor,
		places: own,
		fields: {
			conversation: "text",
			organisation: "text",
			/** In which it began, as it is counted. */
			year: "text",
			until: "text",
			why: "text",
			head: "text",
			gone: "text",
		},
	},

	/** In the case file: under which token this case is counted; it goes when the file goes. */
	"counted-as": { writers: counsellor, places: ["file"], fields: { token: "text" } },
	/**
	 * In the own log: what is counted of one case, waiting to be handed over. It names no case. The
	 * last one under a token counts. `counted`: `case`; `not-counted`, of which only the year is told; or
	 * `removed`, which takes it out of the figures.
	 */
	registration: {
		writers: counsellor,
		places: own,
		fields: {
			token: "text",
			organisation: "text",
			counted: "text",
			version: "number",
			year: "number",
			codes: "answers",
		},
	},
	/** In the own log: the registrations (ids of statements) that the server has. */
	"registration-sent": { writers: counsellor, places: own, fields: { items: "texts" } },

	/**
	 * In the notebook, which its reporter alone reads: what happened, on which day or "". `instead`:
	 * the note that this is a later version of, or "".
	 */
	"own-note": {
		writers: reporter,
		places: notebook,
		fields: { instead: "text", on: "text", text: "text" },
	},
	/** These statements were destroyed together with the writing of this one. */
	"own-note-gone": { writers: reporter, places: notebook, fields: { items: "texts" } },
	/** The note became a message in this conversation; `name`: with whom that was. */
	"own-note-shared": {
		writers: reporter,
		places: notebook,
		fields: { item: "text", conversation: "text", name: "text" },
		answers: ["own-note"],
	},
} as const satisfies Record<string, KindRow>;
