/**
 * Counting a case: which registrations wait in the own log, which are due, and what a case itself
 * says of the answers. Pure.
 */

import type { ConversationView, Id, Statement } from "../protocol/api.ts";
import type { Case } from "./case.ts";
import type { Guidance } from "./guidance.ts";
import { type Content, known, ofKind } from "./kinds.ts";

/** Nothing goes out sooner: so the day of a registration isn't that of the talk. */
export const restMs = 24 * 60 * 60 * 1000;

export interface Registered extends Content<"registration"> {
	/** The id of the statement. */
	item: Id;
	/** When it was written, by the writer's clock. */
	time: string;
	sent: boolean;
}

/** By token: the last one counts. */
export type Ledger = ReadonlyMap<string, Registered>;

export const emptyLedger: Ledger = new Map();

export function ledgerOf(own: ConversationView): Ledger {
	const ledger = new Map<string, Registered>();
	for (const statement of own.statements) gather(ledger, statement);
	return ledger;
}

function gather(ledger: Map<string, Registered>, statement: Statement): void {
	const one = known(statement, "own");
	if (one?.kind === "registration") {
		const { id: item, time } = one;
		ledger.set(one.content.token, { ...one.content, item, time, sent: false });
	}
	if (one?.kind !== "registration-sent") return;
	const { items } = one.content;
	for (const [token, was] of ledger) {
		if (items.includes(was.item)) ledger.set(token, { ...was, sent: true });
	}
}

/** Those that have rested for a day and that the server hasn't got, by organisation. */
export function dueOn(ledger: Ledger, now: Date): ReadonlyMap<Id, Registered[]> {
	const due = new Map<Id, Registered[]>();
	for (const one of ledger.values()) {
		const rested = Date.parse(one.time) + restMs <= now.getTime();
		if (one.sent || !rested) continue;
		due.set(one.organisation, [...(due.get(one.organisation) ?? []), one]);
	}
	return due;
}

/** The token under which this case is counted, by its file; "" when it isn't yet. */
export function tokenIn(file: ConversationView | undefined): string {
	return file ? (ofKind(file.statements, "counted-as", "file").at(-1)?.content.token ?? "") : "";
}

// --- What the case says -------------------------------------------------------------------------

export type Answers = Readonly<Record<string, string>>;

export interface Question {
	name: string;
	moment: string;
	multiple: boolean;
	/** The question that it asks more of, with codes below its answers. */
	of?: string;
	codes: readonly PossibleCode[];
}

interface PossibleCode {
	code: string;
	domains: readonly string[];
	/** Below which answer of the other question. */
	under?: string;
	/** Asked of cases of these years only; 0 is open. */
	first_year?: number;
	last_year?: number;
}

const outside = { werkdruk: "werkdruk", buiten: "overig_buiten" } as const;

/** What the reporter said it is about, as answers; what can't be told is left out. */
export function answersFrom(one: Case, guidance: Guidance, channel: string): Answers {
	const about = one.talk?.about ?? null;
	const role = about?.role ?? "";
	const month = Number(one.opened.slice(5, 7));
	return filled({
		...subjectOf(about?.subjects ?? []),
		quarter: month >= 1 && month <= 12 ? String(Math.ceil(month / 3)) : "",
		role: role === "namens_ander" ? "anders" : role,
		route: routes[guidance.choices.at(-1)?.content.route ?? ""] ?? "",
		channel: channel === "gesprek" || channel === "video" ? "anders" : channel,
		help: helpIn(one, guidance),
		aftercare: aftercareIn(guidance),
		reporters: "1",
	});
}

function subjectOf(subjects: readonly string[]): Answers {
	const conduct = subjects.filter((code) => conductCodes.includes(code));
	const integrity = subjects.includes("int");
	const [first = ""] = conduct;
	if (first !== "") {
		const further = conduct.slice(1).join(" ");
		return { domain: integrity ? "mix" : "oo", category: first, further };
	}
	if (integrity) return { domain: "int" };
	for (const [code, category] of Object.entries(outside)) {
		if (subjects.includes(code)) return { domain: "buiten", category };
	}
	return {};
}

const conductCodes = [
	"pesten",
	"discriminatie",
	"seks_int",
	"intimidatie",
	"agressie",
	"stalking",
	"overig_oo",
];

/** What the chosen route counts as. */
const routes: Readonly<Record<string, string>> = {
	"only-listening": "geen",
	"own-talk": "zelf",
	"talk-together": "informeel",
	"talk-manager": "informeel",
	"talk-hr": "informeel",
	"talk-board": "informeel",
	"signal-without-name": "informeel",
	"second-address": "informeel",
	mediation: "bemiddeling",
	complaint: "klacht",
	"integrity-report": "intern",
	"whistleblowers-authority": "extern",
	police: "extern",
	"outside-bodies": "extern",
};

function helpIn(one: Case, guidance: Guidance): string {
	const codes = [
		one.contacts.length > 0 && "luisteren",
		guidance.options.length > 0 && "informatie",
		guidance.referrals.length > 0 && "extern",
	];
	return codes.filter(Boolean).join(" ");
}

/** Only what was settled: an offer without an answer is neither given nor refused. */
function aftercareIn({ aftercare }: Guidance): string {
	if (aftercare.some(({ held }) => held.length > 0)) return "gegeven";
	return aftercare.length > 0 && aftercare.every(({ state }) => state === "refused")
		? "aangeboden"
		: "";
}

const filled = (answers: Answers): Answers =>
	Object.fromEntries(Object.entries(answers).filter(([, answer]) => answer !== ""));

/** The answers that these questions ask of a case of that year, in the order of their codes. */
export function fitting(
	answers: Answers,
	questions: readonly Question[],
	year: number,
): Record<string, string> {
	const kept: Record<string, string> = {};
	for (const question of questions) {
		const given = (answers[question.name] ?? "").split(" ");
		const codes = codesIn(question, kept, year).filter((code) => given.includes(code));
		const answer = question.multiple ? codes.join(" ") : (codes[0] ?? "");
		if (answer !== "") kept[question.name] = answer;
	}
	if (!isDiscrimination(kept)) delete kept["ground"];
	const isAsked = questions.some(({ name }) => name === follows);
	const kinds = isAsked ? behavioursIn(kept) : "";
	if (kinds === "") delete kept[follows];
	else kept[follows] = kinds;
	return kept;
}

/** The codes that may be chosen beside the answers to the questions before. */
export function codesIn(question: Question, before: Answers, year: number): string[] {
	const { name, of: other = "", codes } = question;
	const { domain = "", category = "" } = before as { domain?: string; category?: string };
	const above = (before[other] ?? "").split(" ");
	return codes
		.filter(({ domains }) => domains.length === 0 || domains.includes(domain))
		.filter(({ under = "" }) => other === "" || above.includes(under))
		.filter((one) => isOf(one, year))
		.map(({ code }) => code)
		.filter((code) => name !== "further" || code !== category);
}

function isOf({ first_year = 0, last_year = 0 }: PossibleCode, year: number): boolean {
	return first_year <= year && (last_year === 0 || year <= last_year);
}

/** Isn't asked: it follows from what it was mainly, and what else was going on. */
const follows = "behaviours";

export function isAsked({ name }: Question, answers: Answers): boolean {
	return name !== follows && (name !== "ground" || isDiscrimination(answers));
}

/** How many kinds of behaviour, as a code; "" where it is about something else. */
function behavioursIn({ domain, category, further }: Record<string, string>): string {
	if (!category || domain === "buiten") return "";
	const kinds = 1 + (further ?? "").split(" ").filter(Boolean).length;
	return String([6, 3, 2, 1].find((least) => kinds >= least));
}

/** A ground is asked of discrimination only. */
export function isDiscrimination(answers: Answers): boolean {
	const { category = "", further = "" } = answers as { category?: string; further?: string };
	return [category, ...further.split(" ")].includes("discriminatie");
}
