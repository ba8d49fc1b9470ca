/** Reads what is there after unlocking, and what is new from then on. */

import { batch } from "@preact/signals";
import { type Case, isUndecided } from "../../casework/case.ts";
import { localDay } from "../../casework/days.ts";
import { inOpeningOrder } from "../../casework/opening.ts";
import type { ConversationView, ListedConversation } from "../../protocol/api.ts";
import { goOnRenewing, whenRenewed } from "../account/renewal.ts";
import { current, me, stage, whenLocked, whenOpened } from "../account/session.ts";
import { handOverDue } from "../counting/counting.ts";
import { loadJudgements } from "../counting/judgements.ts";
import { loadSignals } from "../counting/signals.ts";
import { readHours } from "../guidance/hours.ts";
import { useLanguage } from "../language.ts";
import { worker } from "../remote.ts";
import { codeOf, sentenceOf, trouble } from "../trouble.ts";
import { settleEnds } from "./ends.ts";
import { writeReads, writeReadsWhenHidden } from "./reading.ts";
import { listed, opening, ownIs, pending, put, register, rosters, today } from "./store.ts";

const AGAIN_MS = 45_000;
const AT_ONCE = 6;
/** Drawing hundreds of cases anew takes time too: the longer it goes on, the less often. */
const SHOWN_EVERY_MS = 400;
const SHOWN_EVERY_PART = 4;
/** `create`, `epoch`, then the first three statements: the look-out card is the third of these. */
export const LOOK_OUT_SEQ = 4;

/** Counts unlockings: what an earlier one brings too late is dropped. */
let visit = 0;

export function keepLoading(): void {
	whenOpened.push(() => {
		visit += 1;
		void everything(visit);
	});
	whenLocked.push(() => {
		visit += 1;
	});
	whenRenewed.push(async () => {
		await rostersOf();
		await lookAgain();
	});
	writeReadsWhenHidden();
	setInterval(() => {
		today.value = localDay(new Date());
		if (stage.peek() === "open" && document.visibilityState === "visible") void lookAgain();
	}, AGAIN_MS);
}

/** Asks whether anything changed; quiet when the line is gone, since it asks again. */
export async function lookAgain(): Promise<void> {
	const mine = visit;
	try {
		await news(mine);
		await cards(mine);
		if (mine === visit) await handOverDue();
		if (mine === visit) await writeReads();
	} catch (error) {
		if (codeOf(error) === "locked") return;
		if (mine === visit) trouble.value = sentenceOf(error);
	}
}

async function everything(mine: number): Promise<void> {
	const remote = await worker();
	try {
		const language = me.peek()?.language;
		if (language) await useLanguage(language);
		const own = await remote.own();
		if (mine !== visit) return;
		ownIs(own);
		if (me.peek()?.renewing) await goOnRenewing();
		await rostersOf(mine);
		await news(mine);
		await cards(mine);
		if (mine === visit) await handOverDue();
		if (mine === visit) await loadJudgements(() => mine === visit);
		if (mine === visit) await loadSignals(() => mine === visit);
		// Now, so that asking tells nobody that a screen of meetings was opened.
		for (const { id } of current.peek()) if (mine === visit) await readHours(id);
		if (mine === visit) await writeReads();
		if (mine === visit) await remote.tidyOwn();
	} catch (error) {
		if (mine === visit && codeOf(error) !== "locked") trouble.value = sentenceOf(error);
	}
}

export async function rostersOf(mine = visit): Promise<void> {
	const remote = await worker();
	for (const { id, roster } of current.peek()) {
		if (mine !== visit) return;
		if (roster === "") continue;
		try {
			const view = await remote.openRoster(roster);
			if (mine === visit) rosters.value = { ...rosters.peek(), [id]: view };
		} catch (error) {
			if (mine === visit && codeOf(error) !== "locked") trouble.value = sentenceOf(error);
		}
	}
}

async function cards(mine: number): Promise<void> {
	if (current.peek().length === 0) return;
	const waiting = await (await worker()).pendingCards();
	if (mine === visit) pending.value = waiting;
}

async function news(mine: number): Promise<void> {
	const remote = await worker();
	// What changed is told once: an earlier visit that goes on after a lock must not take it.
	if (mine !== visit) return;
	const changed = await remote.sync();
	if (mine !== visit) return;
	const next = new Map(listed.peek());
	for (const one of changed) {
		if (one.state === "left") next.delete(one.conversation);
		else next.set(one.conversation, one);
	}
	listed.value = next;
	if (changed.some((one) => one.purpose === "own")) {
		const own = await remote.own();
		if (mine !== visit) return;
		ownIs(own);
	}
	await openAll(changed.filter(isReadable), mine);
	if (mine === visit) await settleEnds(changed);
}

function isReadable({ purpose, state }: ListedConversation): boolean {
	return purpose !== "own" && (state === "open" || state === "closed");
}

let queue: ListedConversation[] = [];

/** Somebody looks at it: its logs come before all others that still have to be opened. */
export function openFirst({ conversation, file }: Pick<Case, "conversation" | "file">): void {
	const isWanted = (one: ListedConversation) =>
		one.conversation === conversation || one.conversation === file;
	queue.sort((one, other) => Number(isWanted(other)) - Number(isWanted(one)));
}

/** A few at a time, shown as they come. */
async function openAll(wanted: ListedConversation[], mine: number): Promise<void> {
	const ordered = inOpeningOrder(wanted, register.peek());
	queue = ordered;
	const total = ordered.length;
	let done = 0;
	const begun = performance.now();
	let shownAt = 0;
	let fresh: ConversationView[] = [];
	const show = () => {
		if (mine !== visit) return;
		shownAt = performance.now();
		const views = fresh;
		fresh = [];
		batch(() => {
			put(...views);
			opening.value = done < total ? { done, total } : null;
		});
	};
	const work = async () => {
		for (let one = ordered.shift(); one && mine === visit; one = ordered.shift()) {
			const view = await openOne(one);
			done += 1;
			if (view) fresh.push(view);
			const now = performance.now();
			if (now - shownAt > Math.max(SHOWN_EVERY_MS, (now - begun) / SHOWN_EVERY_PART)) show();
		}
	};
	if (total > 20) opening.value = { done: 0, total };
	await Promise.all(Array.from({ length: Math.min(AT_ONCE, total) }, work));
	show();
}

/** What can't be opened now is shown as such by its absence; the next round tries again. */
async function openOne({ conversation, purpose }: ListedConversation) {
	const remote = await worker();
	const only = purpose === "conversation" && isUndecided(conversation, register.peek());
	try {
		return await remote.open(conversation, only ? [LOOK_OUT_SEQ] : undefined);
	} catch (error) {
		if (codeOf(error) !== "locked") trouble.value = sentenceOf(error);
		return null;
	}
}
