/**
 * How a time is held before it is told in a conversation, and freed once that is over. Pure.
 *
 * Each act (an offer, a yes to the reporter's offer) has a holding of its own and names it, so a
 * device that frees knows whether the act still counts. What nobody named yet is never freed:
 * another device may be about to tell it.
 */

import type { ConversationView, Draft, Id } from "../protocol/api.ts";
import { guidanceOf } from "./guidance.ts";
import { type Holdings, holdingsOf } from "./held-slots.ts";
import { type Content, draft, known, ofKind, type Place } from "./kinds.ts";
import { canTakePlace, type Instant, type Meeting } from "./meetings.ts";
import { byId, type Guidance } from "./steps.ts";
import { type AnyTold, type Told, toldIn } from "./told.ts";

export interface Kept {
	/** The statement that holds them. */
	item: Id;
	slots: Instant[];
}

/** Asks for times in the own log; `granted` tells from the log what was got. */
export function toHold(asked: Content<"slots-held">): Draft {
	return draft("slots-held", asked);
}

/** Of what was asked under this mark: the times that nobody else had, the only ones to be told. */
export function granted(own: ConversationView, mark: string): Kept {
	const item = ofKind(own.statements, "slots-held", "own").find(
		(one) => one.content.mark === mark,
	)?.id;
	const held = holdingsOf(own).held.filter((one) => one.item === item);
	return { item: item ?? "", slots: held.map((one) => one.slot) };
}

export function toFree({ item, slots }: Kept): Draft {
	return draft("slots-freed", { item, slots });
}

type Act = Told<"meeting-offer"> | Told<"meeting-agreed">;

/** What is held for this log and needed no more, whatever the reporter may still say. */
export function noLongerNeeded(view: ConversationView, place: Place, holdings: Holdings): Kept[] {
	const told = toldIn(view, place);
	const state = guidanceOf(view, place);
	const open = stillOpen(view, place, state, told);
	const held = holdings.held.filter((one) => one.conversation === view.conversation);
	return [...new Set(held.map((one) => one.item))].flatMap((item) => {
		const [act, ...others] = told.filter((one) => isAct(one) && one.content.held === item) as Act[];
		if (act === undefined || others.length > 0) return [];
		const needed = neededBy(act, state, open);
		const all = held.filter((one) => one.item === item).map((one) => one.slot);
		const slots = needed === "all" ? [] : all.filter((slot) => !needed.includes(slot));
		return slots.length === 0 ? [] : [{ item, slots }];
	});
}

function isAct(one: AnyTold): one is Act {
	return one.form === "device" && (one.kind === "meeting-offer" || one.kind === "meeting-agreed");
}

/** Which of the held times an act can still lead to. */
function neededBy(act: Act, state: Guidance, open: Unsettled): readonly Instant[] | "all" {
	const isOffer = act.kind === "meeting-offer";
	const id = isOffer ? act.id : act.content.item;
	const meeting = byId(state.meetings, id);
	if (open.calledOff.has(id)) return [];
	if (open.contestable.has(id)) return "all";
	if (!meeting) return isOffer ? [] : "all";
	if (meeting.state === "agreed") {
		return isOffer || meeting.answered === act.id ? [meeting.slot] : [];
	}
	const waits = isOffer && meeting.state === "offered" && canTakePlace(state, meeting);
	return waits ? meeting.slots : [];
}

interface Unsettled {
	/** Off by somebody's own word, which nothing takes back. */
	calledOff: ReadonlySet<Id>;
	/** Hangs on something noted, which the reporter may contest, or confirm after all. */
	contestable: ReadonlySet<Id>;
}

function stillOpen(
	view: ConversationView,
	place: Place,
	{ meetings }: Guidance,
	told: readonly AnyTold[],
): Unsettled {
	const off = told.filter((one) => one.kind === "meeting-off" && one.form === "device");
	const calledOff = new Set(off.map((one) => (one as Told<"meeting-off">).content.item));
	// In a file nobody contests anything.
	const contestable = place === "file" ? new Set<Id>() : touchedByNotes(view, place);
	return { calledOff, contestable: spread(contestable, meetings, told) };
}

function touchedByNotes(view: ConversationView, place: Place): Set<Id> {
	const touched = new Set<Id>();
	for (const statement of view.statements) {
		const one = known(statement, place);
		if (one?.kind !== "noted" || !one.content.what.startsWith("meeting-")) continue;
		touched.add(one.id);
		const { item } = one.content.content;
		if (typeof item === "string") touched.add(item);
	}
	return touched;
}

/** Whatever would move a meeting stands or falls with it, and the other way round. */
function spread(from: Set<Id>, meetings: readonly Meeting[], told: readonly AnyTold[]): Set<Id> {
	const offers = told.filter((one): one is Told<"meeting-offer"> => one.kind === "meeting-offer");
	const links = offers.map((one) => [one.id, one.content.instead] as const);
	for (let round = 0; round < meetings.length + offers.length; round++) {
		for (const [id, instead] of links) {
			if (instead === "" || from.has(id) === from.has(instead)) continue;
			from.add(id).add(instead);
		}
	}
	return from;
}
