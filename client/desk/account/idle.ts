/** Locks the keys when nobody did anything for ten minutes. */

import { lock, stage } from "./session.ts";

const IDLE_MS = 10 * 60_000;
const LOOK_MS = 10_000;

let last = 0;

function stirred(): void {
	last = Date.now();
}

/** A device that slept has no timers: it looks again as soon as somebody returns. */
function look(): void {
	if (stage.peek() === "open" && Date.now() - last >= IDLE_MS) void lock(true);
}

export function watchIdleness(): void {
	stirred();
	for (const event of ["pointerdown", "keydown", "wheel", "touchmove"]) {
		addEventListener(event, stirredAfterLook, { passive: true, capture: true });
	}
	document.addEventListener("visibilitychange", look);
	setInterval(look, LOOK_MS);
}

function stirredAfterLook(): void {
	look();
	stirred();
}
