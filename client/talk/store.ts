/**
 * What the screens know, as signals. Everything here dies with the tab; keys and seeds aren't
 * here at all but in the Worker.
 */

import { computed, signal } from "@preact/signals";
import { localDay } from "../casework/days.ts";
import type { Chosen } from "../kit/chosen.ts";
import { sentenceOf, statusOf } from "../kit/problems.ts";
import type {
	ConversationView,
	CounsellorCard,
	Day,
	Id,
	Language,
	Progress,
	RosterView,
	SignedIn,
} from "../protocol/api.ts";
import { type Answers, noAnswers } from "./answered.ts";
import { shuffled } from "./chance.ts";
import { worker } from "./remote.ts";

/** The organisation of this visit; null on a visit without one, until a phrase brings it. */
export const roster = signal<RosterView | null>(null);
export const rosterState = signal<
	"none" | "loading" | "there" | "unknown" | "refused" | "unreachable"
>("none");
export const answers = signal<Answers>(noAnswers("nl"));
export const route = signal<"write" | "call">("write");
export const files = signal<Chosen[]>([]);

/** The words as long as they must be on the screen; null before and after. */
export const phrase = signal<string[] | null>(null);
/** The three words were typed back. */
export const phraseKept = signal(false);
/** The phrase is being made to keep a draft, not yet to send. */
export const phraseForDraft = signal(false);
/** A sealed draft is kept on this device. */
export const keepsDraft = signal(false);

/** The words of a phrase while somebody types them to come back. */
export const typedWords = signal("");

export const sending = signal<"" | "sending">("");
export const progress = signal<Progress | null>(null);
/** The last thing that went wrong, in words fit to show; "" when nothing did. */
export const trouble = signal("");

export const conversations = signal<ConversationView[]>([]);
/** What nobody else reads; null while there is none. */
export const notebook = signal<ConversationView | null>(null);
export const lost = signal<SignedIn["lost"]>([]);
/** What of this phrase was destroyed, and when. */
export const gone = signal<SignedIn["gone"]>([]);
/** A conversation was left on this visit. */
export const left = signal(false);
export const phraseDays = signal<Day[]>([]);
export const opened = signal<Id>("");
/** Rosters of other conversations than this visit's, by fingerprint. */
export const rosters = signal<Readonly<Record<string, RosterView>>>({});

export const current = computed(
	() => conversations.value.find((one) => one.conversation === opened.value) ?? null,
);

/** Changes some answers and leaves the others. */
export function answer(change: Partial<Answers>): void {
	answers.value = { ...answers.value, ...change };
}

/** The order of the cards: by chance, and the same for the whole visit. */
let order: readonly Id[] = [];

export const cards = computed<CounsellorCard[]>(() => {
	const all = roster.value?.counsellors ?? [];
	return order
		.map((person) => all.find((one) => one.person === person))
		.filter((one): one is CounsellorCard => one !== undefined);
});

export const chosenCard = computed(
	() => cards.value.find((one) => one.person === answers.value.counsellor) ?? null,
);

/** Reads the organisation's roster; what goes wrong is left in `rosterState`. */
export async function openRoster(fingerprint: string): Promise<void> {
	rosterState.value = "loading";
	try {
		const view = await (await worker()).openRoster(fingerprint);
		order = shuffled(view.counsellors.map((one) => one.person));
		roster.value = view;
		rosterState.value = "there";
	} catch (error) {
		rosterState.value = whyNot(error);
		trouble.value = sentenceOf(error);
	}
}

/** Reads the list anew; the cards stay where they are. What can't be had now stays as it was. */
export async function readRosterAgain(): Promise<void> {
	const before = roster.value;
	if (before === null) return;
	try {
		const view = await (await worker()).openRoster(before.fingerprint);
		const come = view.counsellors.map((one) => one.person).filter((one) => !order.includes(one));
		order = [...order, ...shuffled(come)];
		roster.value = view;
	} catch {
		// Why nothing was sent is on the screen already.
	}
}

/** Goes on with the list that took the place of this one; refused when that doesn't say so itself. */
export async function followSuccessor(): Promise<void> {
	const before = roster.value;
	if (before === null || before.succeededBy === "") return;
	await openRoster(before.succeededBy);
	const there = rosterState.value === "there";
	if (there && roster.value?.replaces !== before.fingerprint) rosterState.value = "refused";
	if (rosterState.value === "there") trouble.value = "";
}

/** -1 is what this side itself refuses: the list isn't the one that the address names, or was altered. */
function whyNot(error: unknown): "unknown" | "refused" | "unreachable" {
	const status = statusOf(error);
	if (status === 404) return "unknown";
	return status === -1 ? "refused" : "unreachable";
}

/** The roster of a conversation: this visit's, or fetched once. */
export async function rosterOf(fingerprint: string): Promise<RosterView> {
	const known =
		roster.value?.fingerprint === fingerprint ? roster.value : rosters.value[fingerprint];
	if (known) return known;
	const view = await (await worker()).openRoster(fingerprint);
	rosters.value = { ...rosters.value, [fingerprint]: view };
	return view;
}

export function signedIn(result: SignedIn): void {
	const come = result.rosters.map((view) => [view.fingerprint, view]);
	rosters.value = { ...rosters.value, ...Object.fromEntries(come) };
	conversations.value = result.conversations;
	notebook.value = result.notebook;
	lost.value = result.lost;
	gone.value = result.gone;
	left.value = false;
	phraseDays.value = result.days;
	opened.value =
		result.conversations.length === 1 ? (result.conversations[0]?.conversation ?? "") : "";
}

/** Puts a conversation as it is now in the place of the one shown. */
export function nowIs(view: ConversationView): void {
	const others = conversations.value.filter((one) => one.conversation !== view.conversation);
	conversations.value = [...others, view];
	opened.value = view.conversation;
}

/** Takes away a conversation that the reporter left. */
export function isGone(conversation: Id): void {
	conversations.value = conversations.value.filter((one) => one.conversation !== conversation);
	opened.value = "";
	left.value = true;
}

/** Everything typed and chosen goes; the organisation stays. */
export function forgetAll(language: Language): void {
	answers.value = noAnswers(language);
	files.value = [];
	phrase.value = null;
	phraseKept.value = false;
	typedWords.value = "";
}

export const today = (): Day => localDay(new Date());
