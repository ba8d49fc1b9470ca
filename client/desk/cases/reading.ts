/**
 * How far each log was read: known here at once, and on every device a little later, in one
 * statement for all that was looked at meanwhile.
 */

import { draft } from "../../casework/kinds.ts";
import type { Id } from "../../protocol/api.ts";
import { me, stage } from "../account/session.ts";
import { ownRead, register, unwritten, views, writeOwn } from "./store.ts";

/** Whose positions wait: somebody else may sign in on this page. */
let reader: Id | "" = "";

/** Everything that is here of this log was looked at. */
export function markRead(conversation: Id): void {
	const view = views.peek().get(conversation);
	if (!view) return;
	const seq = view.length - 1;
	if ((register.peek().read[conversation] ?? -1) >= seq) return;
	unwritten.value = { ...waiting(), [conversation]: seq };
}

/** Writes what waits. What fails waits on, until the next look for news. */
export async function writeReads(): Promise<void> {
	const positions = waiting();
	if (Object.keys(positions).length === 0 || stage.peek() !== "open" || !ownRead.peek()) return;
	try {
		await writeOwn([draft("reads", { positions })]);
	} catch {
		// Locked meanwhile, or no line.
		return;
	}
	unwritten.value = Object.fromEntries(
		Object.entries(unwritten.peek()).filter(([id, seq]) => seq > (positions[id] ?? -1)),
	);
}

function waiting(): Readonly<Record<Id, number>> {
	const person = me.peek()?.person ?? "";
	if (person !== reader) unwritten.value = {};
	reader = person;
	return unwritten.peek();
}

/** A page that is put away may not come back. */
export function writeReadsWhenHidden(): void {
	document.addEventListener("visibilitychange", () => {
		if (document.visibilityState === "hidden") void writeReads();
	});
}
