/** What the frame shows when nobody seems to be there any more; `idle.tsx`, loaded later, decides. */

import { signal } from "@preact/signals";
import type { ComponentType } from "preact";

/** Asks whether somebody is still there; over the screen, which can be used meanwhile. */
export const question = signal<ComponentType | null>(null);
/** Stands before the screen, which is out of sight and loses nothing. */
export const cover = signal<ComponentType | null>(null);
/** Counts the times that this page closed itself: what a screen held of its own goes with it. */
export const closings = signal(0);
/** What was typed and not sent when it closed itself, sealed with the phrase (`unsent.ts`); "" without. */
export const sealedUnsent = signal("");
/** It closed itself, and nobody came back yet. */
export const closedItself = signal(false);
/** While the keys go: whoever opens it again waits, or the closing would lock what they just opened. */
export const closing = { done: Promise.resolve() };
