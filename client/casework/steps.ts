/** What each step of guidance is made of: the state, and one telling tried against it. */

import type { Id } from "../protocol/api.ts";
import type { Aftercare } from "./aftercare.ts";
import type { Agreement } from "./agreement.ts";
import type { Consent } from "./consents.ts";
import type { FollowUp, Referral } from "./follow-ups.ts";
import type { Kind } from "./kinds.ts";
import type { Meeting } from "./meetings.ts";
import type { FormalReport } from "./routes.ts";
import type { AnyTold, Told } from "./told.ts";

/** Why a telling changes nothing. */
export type Breach =
	/** It answers what isn't there. */
	| "no-such-item"
	/** Somebody answered their own question. */
	| "own-offer"
	/** It takes what was not offered. */
	| "not-offered"
	/** What it answers is settled, taken back or replaced. */
	| "no-longer-open"
	/** What was signed is not the text that was offered. */
	| "other-text"
	/** A day, a time or a number that can't be. */
	| "impossible"
	/** Consent was never given, has ended, was withdrawn, or is for less than this. */
	| "no-consent"
	| "expired"
	| "withdrawn"
	| "narrower";

export interface Invalid {
	told: AnyTold;
	breach: Breach;
}

export interface Guidance {
	meetings: Meeting[];
	/** The oldest first; the last one is the one that counts. */
	agreements: Agreement[];
	safer: Told<"safer">[];
	options: Told<"option">[];
	/** Every choice made; the last one holds. */
	choices: Told<"choice">[];
	happened: Told<"happened">[];
	reports: FormalReport[];
	consents: Consent[];
	referrals: Referral[];
	followUps: FollowUp[];
	another: Told<"another-counsellor">[];
	progress: Told<"progress">[];
	summaries: Told<"summary">[];
	aftercare: Aftercare[];
	/** Until when it is kept, as it was told at each closing. */
	keeping: Told<"kept-until">[];
	invalid: Invalid[];
}

/** Tries one telling against what is there: changes it and answers "", or says why not. */
export type Step<K extends Kind> = (state: Guidance, told: Told<K>) => Breach | "";
export type Steps<K extends Kind> = { readonly [One in K]: Step<One> };

export function nothingYet(): Guidance {
	return {
		meetings: [],
		agreements: [],
		safer: [],
		options: [],
		choices: [],
		happened: [],
		reports: [],
		consents: [],
		referrals: [],
		followUps: [],
		another: [],
		progress: [],
		summaries: [],
		aftercare: [],
		keeping: [],
		invalid: [],
	};
}

export function byId<T extends { id: Id }>(all: readonly T[], id: Id): T | undefined {
	return all.find((one) => one.id === id);
}

/** A step that only keeps what was said. */
export function kept<K extends Kind>(list: (state: Guidance) => Told<K>[]): Step<K> {
	return (state, told) => {
		list(state).push(told);
		return "";
	};
}
