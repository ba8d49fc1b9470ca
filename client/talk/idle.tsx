/**
 * Nobody did anything for ten minutes: keys and readable text go (docs/threat-model.md). Who has
 * no phrase yet couldn't come back, so their text only goes out of sight.
 */

import { Button } from "../kit/button.tsx";
import { language, t } from "../kit/locale.ts";
import { Notice } from "../kit/notice.tsx";
import { Screen } from "../kit/screen.tsx";
import { noAnswers } from "./answered.ts";
import { closedItself, closing, closings, cover, question } from "./away.ts";
import { beginAt, nothingBefore, place } from "./places.ts";
import { worker } from "./remote.ts";
import {
	answers,
	conversations,
	files,
	forgetAll,
	keepsDraft,
	notebook,
	opened,
	phrase,
	phraseDays,
	phraseKept,
	route,
	sending,
	trouble,
	typedWords,
} from "./store.ts";
import { forgetTexts, gatherUnsent, sealUnsent } from "./unsent.ts";

const IDLE_MS = 10 * 60_000;
const WARNING_MS = 60_000;
const LOOK_MS = 5_000;
/** Typing by voice gives no key, a screen reader's swipe no touch. */
const SIGNS_OF_LIFE = ["pointerdown", "keydown", "input", "wheel", "touchmove", "focusin"];

let last = 0;
let watching = false;

/** Begins with the first screen on which something can be typed or read. */
export function watchIdleness(): void {
	if (watching) return;
	watching = true;
	stirred();
	for (const sign of SIGNS_OF_LIFE) {
		addEventListener(sign, stirredAfterLook, { passive: true, capture: true });
	}
	document.addEventListener("visibilitychange", look);
	setInterval(look, LOOK_MS);
}

function stirred(): void {
	last = Date.now();
	question.value = null;
}

/** A device that slept has no timers: whoever wakes it finds the page closed. */
function stirredAfterLook(): void {
	look();
	stirred();
}

function look(): void {
	if (sending.peek() !== "" || isReadingAloud()) stirred();
	if (cover.peek() !== null || !(hasKeys() || hasText())) return;
	const idle = Date.now() - last;
	if (idle >= IDLE_MS) {
		question.value = null;
		close();
	} else if (idle >= IDLE_MS - WARNING_MS) question.value = StillThere;
}

function isReadingAloud(): boolean {
	return globalThis.speechSynthesis?.speaking ?? false;
}

/** There is something that only their phrase may open, and they have it. */
function hasKeys(): boolean {
	return conversations.peek().length > 0 || notebook.peek() !== null || phraseKept.peek();
}

function hasText(): boolean {
	const given = answers.peek();
	const typed = JSON.stringify(given) !== JSON.stringify(noAnswers(given.call.language));
	return typed || files.peek().length > 0 || phrase.peek() !== null || typedWords.peek() !== "";
}

function close(): void {
	if (!hasKeys()) {
		forgetTypedWords();
		if (hasText()) cover.value = Cover;
		return;
	}
	const unsent = gatherUnsent();
	const byPhone = place.peek() === "sent" && route.peek() === "call";
	forgetScreen();
	closedItself.value = true;
	if (byPhone) beginAt("start");
	else nothingBefore("return");
	closing.done = forgetKeys(unsent).catch(() => undefined);
}

function forgetTypedWords(): void {
	if (typedWords.peek() === "") return;
	typedWords.value = "";
	closings.value += 1;
	closedItself.value = true;
}

function forgetScreen(): void {
	// First of all: what is emptied now must not be kept as the draft.
	keepsDraft.value = false;
	forgetAll(language.peek());
	forgetTexts();
	conversations.value = [];
	notebook.value = null;
	phraseDays.value = [];
	opened.value = "";
	trouble.value = "";
	closings.value += 1;
}

async function forgetKeys(unsent: ReturnType<typeof gatherUnsent>): Promise<void> {
	const remote = await worker();
	try {
		await sealUnsent(unsent);
	} catch {
		// Without a phrase there is nothing to seal it with, and nothing was typed that could be lost.
	}
	await remote.lock();
}

function StillThere() {
	return (
		<Notice kind="warning" urgent title={t("Are you still there?")}>
			<p>{t("In one minute we take this off your screen. Touch it, or press a key, to stay.")}</p>
		</Notice>
	);
}

function Cover() {
	return (
		<Screen
			name="covered"
			title={t("Are you still there?")}
			lead={t("You did nothing here for ten minutes. So we cover what you wrote.")}
			actions={
				<>
					<Button kind="primary" wide onClick={() => (cover.value = null)}>
						{t("Go on where I was")}
					</Button>
					<Button kind="subtle" wide onClick={() => void throwAway()}>
						{t("Throw away what I wrote")}
					</Button>
				</>
			}
		>
			<p>{t("Nothing is lost, and nothing was sent.")}</p>
			<p>{t("Whoever has this device can go on here. Is it not yours? Then throw it away.")}</p>
		</Screen>
	);
}

async function throwAway(): Promise<void> {
	forgetScreen();
	cover.value = null;
	beginAt("start");
	await (await worker()).lock();
}
