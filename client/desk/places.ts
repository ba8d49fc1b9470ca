/**
 * Where in the desk somebody is. The address never changes and names nothing: only this page
 * knows the steps, and the browser's history holds their numbers.
 */

import { signal } from "@preact/signals";
import type { Id } from "../protocol/api.ts";

export type Place =
	| { at: "today" }
	| { at: "cases" }
	| { at: "destroyed" }
	| { at: "case"; id: Id; part?: "thread" | "file" }
	| { at: "look-out"; id: Id }
	| { at: "open-case" }
	| { at: "talk"; id: Id }
	| { at: "one-time"; id: Id }
	| { at: "contact"; id: Id | "" }
	| { at: "ending"; id: Id; how: "together" | "silence" }
	| { at: "guide"; id: Id; subject: SubjectId }
	| { at: "counted" }
	| { at: "recount"; id: string }
	| { at: "count-without-case" }
	| { at: "colleagues" }
	| { at: "settings"; part: SettingsPart };

/** What is done in a case, each on a screen of its own. */
export type SubjectId =
	| "meetings"
	| "agreement"
	| "routes"
	| "consents"
	| "referrals"
	| "follow-ups"
	| "another"
	| "progress"
	| "aftercare"
	| "count";

export type SettingsPart =
	| ""
	| "profile"
	| "availability"
	| "ties"
	| "organisation"
	| "judgements"
	| "signals"
	| "unlocking"
	| "keys"
	| "notifications"
	| "language";

const first: Place = { at: "today" };
const steps: Place[] = [first];

export const place = signal<Place>(first);
/** Whether there is a screen before this one. */
export const canGoBack = signal(false);
let now = 0;
/** How far each step was scrolled when it was left. */
const scrolled: number[] = [];

/** A browser goes back only after a while; until then nothing may be put on top. */
let leaving = false;
let afterwards: Place | null = null;

export function go(to: Place): void {
	if (leaving) {
		afterwards = to;
		return;
	}
	scrolled[now] = scrollY;
	steps.splice(now + 1);
	steps.push(to);
	now = steps.length - 1;
	history.pushState(now, "", location.pathname);
	show();
}

/** Goes to a place from which "back" must not return to this one. */
export function goFor(to: Place): void {
	steps[now] = to;
	history.replaceState(now, "", location.pathname);
	show();
}

export function back(): void {
	if (leaving) return;
	leaving = now > 0;
	if (leaving) history.back();
	else goFor(first);
}

/** Forgets all steps, such as when somebody signs out. */
export function startOver(): void {
	steps.splice(0, steps.length, first);
	now = 0;
	leaving = false;
	afterwards = null;
	history.replaceState(0, "", location.pathname);
	show();
}

function show(from = 0): void {
	place.value = steps[now] ?? first;
	canGoBack.value = now > 0;
	scrollTo(0, 0);
	const here = place.value;
	// Once the screen is drawn, yet before it is seen; unless somebody went on meanwhile.
	if (from > 0) requestAnimationFrame(() => place.peek() === here && scrollTo(0, from));
}

export function listenToHistory(): void {
	// A browser that scrolls by itself does so late, and moves a button away from under the finger.
	history.scrollRestoration = "manual";
	history.replaceState(0, "", location.pathname);
	addEventListener("popstate", (event) => {
		const step: unknown = event.state;
		scrolled[now] = scrollY;
		now = typeof step === "number" && step < steps.length ? step : 0;
		show(scrolled[now]);
		const to = afterwards;
		leaving = false;
		afterwards = null;
		if (to) go(to);
	});
}
