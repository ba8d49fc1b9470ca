/**
 * Where in the application somebody is. The address never changes: only the browser's own
 * history knows the steps, so that "back" on a phone goes one screen back.
 */

import { signal } from "@preact/signals";

export type Place =
	// Loaded at once.
	| "start"
	| "phone"
	| "walk-in"
	| "return"
	| "lost"
	// Writing, and asking to be called.
	| "subject"
	| "role"
	| "whom"
	| "elsewhere"
	| "exceptions"
	| "consent"
	| "refused"
	| "call"
	| "story"
	| "files"
	| "look-out"
	| "name"
	| "reachable"
	| "inventory"
	| "phrase"
	| "check"
	| "send"
	| "sent"
	// Coming back.
	| "replace"
	| "new-phrase"
	| "conversations"
	| "conversation"
	| "other-counsellor"
	| "manage"
	| Guided;

/** What reporter and counsellor do together, each on a screen of its own. */
export const guidedPlaces = [
	"meetings",
	"agreement",
	"routes",
	"consents",
	"referrals",
	"progress",
	"aftercare",
	"judgement",
	"kept",
	"archive",
	"complaint",
	"notebook",
] as const;
export type Guided = (typeof guidedPlaces)[number];

export function isGuided(place: Place): place is Guided {
	return (guidedPlaces as readonly Place[]).includes(place);
}

export const place = signal<Place>("start");
/** How many screens have been shown before this one; the first has no way back. */
export const steps = signal(0);

interface Step {
	place: Place;
	step: number;
}

/** Goes to a screen; the screen before stays reachable with "back". */
export function go(to: Place): void {
	steps.value += 1;
	history.pushState({ place: to, step: steps.value } satisfies Step, "", location.pathname);
	show(to);
}

/** Goes to a screen from which "back" must not return, such as what follows after sending. */
export function goFor(to: Place): void {
	history.replaceState({ place: to, step: steps.value } satisfies Step, "", location.pathname);
	show(to);
}

export function back(): void {
	history.back();
}

function show(to: Place): void {
	place.value = to;
	scrollTo(0, 0);
}

/** Once sent, the screens of writing are behind: going back there leads to where one is. */
let floor: Place | "" = "";

/** From now on "back" leads no further than this screen. */
export function nothingBefore(to: Place): void {
	floor = to;
	goFor(to);
}

/** Begins at a screen as on a first visit; what was behind holds nothing any more. */
export function beginAt(to: Place): void {
	floor = "";
	goFor(to);
}

const afterwards = new Set<Place>([
	"sent",
	"conversations",
	"conversation",
	"other-counsellor",
	"manage",
	"new-phrase",
	"replace",
	...guidedPlaces,
]);

export function listen(first: Place): void {
	// A browser that scrolls by itself does so late, and moves a button away from under the finger.
	history.scrollRestoration = "manual";
	goFor(first);
	addEventListener("popstate", (event) => {
		const step = event.state as Step | null;
		if (step === null) return;
		steps.value = step.step;
		show(floor !== "" && !afterwards.has(step.place) ? floor : step.place);
	});
}
