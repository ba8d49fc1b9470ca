/**
 * Which times a counsellor keeps for which conversation. Pure.
 *
 * A time is held in the counsellor's own log before it is offered, and the own log has one order
 * for all devices: who holds it first has it. So two conversations never get the same time, and
 * nobody but the counsellor's own devices knows which times are taken.
 */

import type { ConversationView, Id } from "../protocol/api.ts";
import { known } from "./kinds.ts";
import { type Instant, isInstant, LONGEST_MINUTES, overlap } from "./meetings.ts";

export interface Held {
	/** Of the statement that holds it. */
	item: Id;
	conversation: Id;
	slot: Instant;
	minutes: number;
}

export interface Holdings {
	held: Held[];
	/** Times that a statement asked for and did not get, because another had them. */
	refused: Held[];
}

export const noHoldings: Holdings = { held: [], refused: [] };

export function holdingsOf(own: ConversationView): Holdings {
	const all: Holdings = { held: [], refused: [] };
	for (const statement of own.statements) {
		const one = known(statement, "own");
		if (one?.kind === "slots-held") hold(all, one.id, one.content);
		if (one?.kind === "slots-freed") {
			const { item, slots } = one.content;
			all.held = all.held.filter((held) => held.item !== item || !slots.includes(held.slot));
		}
	}
	return all;
}

function hold(
	all: Holdings,
	item: Id,
	content: { conversation: Id; slots: string[]; minutes: number },
): void {
	const { conversation, minutes } = content;
	if (minutes < 1 || minutes > LONGEST_MINUTES) return;
	for (const slot of new Set(content.slots.filter(isInstant))) {
		const wanted = { item, conversation, slot, minutes };
		const free = all.held.every((held) => !overlap(held, wanted));
		(free ? all.held : all.refused).push(wanted);
	}
}

/** Of some times those that nothing is held at. */
export function freeOf(holdings: Holdings, slots: readonly Instant[], minutes: number): Instant[] {
	return slots.filter((slot) => holdings.held.every((one) => !overlap(one, { slot, minutes })));
}
