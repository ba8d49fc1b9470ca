/** Meetings: offered with a choice of times, agreed on one of them, moved, cancelled. Pure. */

import type { Id } from "../protocol/api.ts";
import type { Content } from "./kinds.ts";
import { byId, type Guidance, type Step, type Steps } from "./steps.ts";
import type { Told } from "./told.ts";

/** `2026-12-03T09:00Z`: a moment, whichever zone it is shown in. */
export type Instant = string;

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}Z$/;
/** More is no choice any more, and would hold too much of a counsellor's week. */
export const MOST_SLOTS = 12;
export const LONGEST_MINUTES = 480;

export interface Meeting extends Omit<Content<"meeting-offer">, "slots"> {
	id: Id;
	by: "reporter" | "counsellor";
	slots: readonly Instant[];
	/** `moved`: another meeting was agreed in its place. */
	state: "offered" | "agreed" | "taken-back" | "declined" | "cancelled" | "moved";
	/** The time agreed; "" before. */
	slot: Instant;
	/** The telling that agreed to it; "" before. */
	answered: Id;
	/** Why it is off, in somebody's words. */
	reason: string;
	/** How the answer was given. */
	form: Told["form"];
}

export function isInstant(text: string): boolean {
	return INSTANT.test(text) && !Number.isNaN(Date.parse(text));
}

export function endOf(slot: Instant, minutes: number): number {
	return Date.parse(slot) + minutes * 60_000;
}

/** Whether two stretches of time share a moment. */
export function overlap(
	one: { slot: Instant; minutes: number },
	other: { slot: Instant; minutes: number },
): boolean {
	const begins = [Date.parse(one.slot), Date.parse(other.slot)] as const;
	return begins[0] < endOf(other.slot, other.minutes) && begins[1] < endOf(one.slot, one.minutes);
}

const unanswered = { answered: "", reason: "" };

const offer: Step<"meeting-offer"> = (state, { id, by, form, content }) => {
	const { slots, minutes, instead } = content;
	const fits = slots.length > 0 && slots.length <= MOST_SLOTS && slots.every(isInstant);
	if (!fits || minutes < 5 || minutes > LONGEST_MINUTES) return "impossible";
	if (instead !== "" && byId(state.meetings, instead)?.state !== "agreed") return "no-longer-open";
	state.meetings.push({ ...content, id, by, form, state: "offered", slot: "", ...unanswered });
	return "";
};

const agree: Step<"meeting-agreed"> = (state, told) => {
	const { content, by, form } = told;
	const meeting = byId(state.meetings, content.item);
	if (!meeting) return "no-such-item";
	if (meeting.state !== "offered") return "no-longer-open";
	if (meeting.by === by) return "own-offer";
	if (!meeting.slots.includes(content.slot)) return "not-offered";
	const before = meeting.instead === "" ? undefined : byId(state.meetings, meeting.instead);
	if (meeting.instead !== "" && before?.state !== "agreed") return "no-longer-open";
	if (before) before.state = "moved";
	const brings = content.with === "" ? meeting.with : content.with;
	Object.assign(meeting, { state: "agreed", slot: content.slot, with: brings, form });
	meeting.answered = told.id;
	return "";
};

const callOff: Step<"meeting-off"> = (state, { content, by }) => {
	const meeting = byId(state.meetings, content.item);
	if (!meeting) return "no-such-item";
	if (meeting.state !== "offered" && meeting.state !== "agreed") return "no-longer-open";
	const offered = meeting.by === by ? "taken-back" : "declined";
	meeting.state = meeting.state === "agreed" ? "cancelled" : offered;
	meeting.reason = content.text;
	return "";
};

export const meetingSteps: Steps<"meeting-offer" | "meeting-agreed" | "meeting-off"> = {
	"meeting-offer": offer,
	"meeting-agreed": agree,
	"meeting-off": callOff,
};

/** What is agreed and not over yet, the soonest first. */
export function ahead(guidance: Guidance, now: number): Meeting[] {
	return guidance.meetings
		.filter((one) => one.state === "agreed" && endOf(one.slot, one.minutes) > now)
		.sort((one, other) => (one.slot < other.slot ? -1 : 1));
}

/** What was to be moved may have been called off, or moved by another offer, since. */
export function canTakePlace({ meetings }: Guidance, { instead }: Meeting): boolean {
	return instead === "" || byId(meetings, instead)?.state === "agreed";
}

/** Offers that somebody can still say yes to: with those times that have not begun. */
export function openOffers(guidance: Guidance, now: number): Meeting[] {
	return guidance.meetings
		.filter((one) => one.state === "offered" && canTakePlace(guidance, one))
		.map((one) => ({ ...one, slots: one.slots.filter((slot) => Date.parse(slot) > now) }));
}
