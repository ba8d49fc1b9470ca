/** What this browser has opened, as signals. All of it goes when the keys are locked. */

import { batch, computed, signal } from "@preact/signals";
import { type Case, casesOf } from "../../casework/case.ts";
import { localDay } from "../../casework/days.ts";
import { type Holdings, holdingsOf, noHoldings } from "../../casework/held-slots.ts";
import { noRegister, type Register, readFurther, registerOf } from "../../casework/register.ts";
import { emptyLedger, type Ledger, ledgerOf } from "../../casework/registrations.ts";
import type {
	ConversationView,
	Day,
	Draft,
	Id,
	ListedConversation,
	PendingCard,
	RosterView,
} from "../../protocol/api.ts";
import { organisations, whenLocked } from "../account/session.ts";
import { worker } from "../remote.ts";

export const listed = signal<ReadonlyMap<Id, ListedConversation>>(new Map());
export const views = signal<ReadonlyMap<Id, ConversationView>>(new Map());
/** What the own log says. */
const kept = signal<Register>(noRegister);
/** How far logs were read, where the own log doesn't say so yet. Outlasts a lock: it tells nothing. */
export const unwritten = signal<Readonly<Record<Id, number>>>({});
export const register = computed<Register>(() => readFurther(kept.value, unwritten.value));
/** What is counted, and whether it went out already. */
export const ledger = signal<Ledger>(emptyLedger);
/** Times that are kept for conversations. */
export const holdings = signal<Holdings>(noHoldings);
export const ownRead = signal(false);
/** By organisation. */
export const rosters = signal<Readonly<Record<Id, RosterView>>>({});
export const pending = signal<PendingCard[]>([]);
/** How many logs have been opened of those that should be; null when all have. */
export const opening = signal<{ done: number; total: number } | null>(null);
/** The day as it was when last looked: a desk may stay open over midnight. */
export const today = signal<Day>(localDay(new Date()));

export const cases = computed<Case[]>(() =>
	casesOf({ listed: [...listed.value.values()], views: views.value, register: register.value }),
);

/** By file and by conversation: a case gets its file later, and is still the same case. */
export const byId = computed(
	() =>
		new Map(
			cases.value.flatMap((one) =>
				[one.conversation, one.id].filter((id) => id !== "").map((id) => [id, one] as const),
			),
		),
);

whenLocked.push(() =>
	batch(() => {
		listed.value = new Map();
		views.value = new Map();
		kept.value = noRegister;
		ledger.value = emptyLedger;
		holdings.value = noHoldings;
		ownRead.value = false;
		rosters.value = {};
		pending.value = [];
		opening.value = null;
	}),
);

export function put(...fresh: ConversationView[]): void {
	const next = new Map(views.peek());
	for (const view of fresh) next.set(view.conversation, view);
	views.value = next;
}

/** What a view tells is newer than what the list told. */
export function note(view: ConversationView, organisation: Id | ""): void {
	const before = listed.peek().get(view.conversation);
	const last = view.events.at(-1)?.day ?? today.peek();
	const now: ListedConversation = {
		conversation: view.conversation,
		purpose: view.purpose,
		organisation: before?.organisation || organisation,
		length: view.length,
		head: view.head,
		state: view.state,
		day: last,
		destroyOn: view.destroyOn,
		destroyBy: view.destroyBy,
		change: before?.change ?? 0,
	};
	batch(() => {
		put(view);
		listed.value = new Map(listed.peek()).set(view.conversation, now);
	});
}

export function forget(conversation: Id): void {
	const [nextListed, nextViews] = [new Map(listed.peek()), new Map(views.peek())];
	nextListed.delete(conversation);
	nextViews.delete(conversation);
	batch(() => {
		listed.value = nextListed;
		views.value = nextViews;
	});
}

export function ownIs(view: ConversationView): void {
	kept.value = registerOf(view);
	ledger.value = ledgerOf(view);
	holdings.value = holdingsOf(view);
	ownRead.value = true;
}

export async function writeOwn(statements: Draft[]): Promise<void> {
	ownIs(await (await worker()).writeOwn(statements));
}

/** "" when this counsellor has no role there any more. */
export function organisationName(id: Id | ""): string {
	return organisations.value.find((one) => one.id === id)?.name ?? "";
}
