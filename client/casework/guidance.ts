/**
 * Where reporter and counsellor stand together: a log goes in, the state of the case comes out. Pure.
 *
 * Every telling is tried against the table in turn. What breaks it changes nothing and is listed
 * with its reason, so that a screen can show it.
 */

import type { ConversationView } from "../protocol/api.ts";
import { aftercareSteps } from "./aftercare.ts";
import { agreementSteps } from "./agreement.ts";
import { consentSteps } from "./consents.ts";
import { followUpSteps } from "./follow-ups.ts";
import type { Kind, Place } from "./kinds.ts";
import { meetingSteps } from "./meetings.ts";
import { routeSteps } from "./routes.ts";
import { type Breach, type Guidance, nothingYet } from "./steps.ts";
import { type AnyTold, toldIn } from "./told.ts";

export type { Breach, Guidance, Invalid } from "./steps.ts";
export { nothingYet } from "./steps.ts";

const steps = {
	...meetingSteps,
	...agreementSteps,
	...routeSteps,
	...consentSteps,
	...followUpSteps,
	...aftercareSteps,
};

export function guidanceOf(view: ConversationView, place: Place = "conversation"): Guidance {
	const state = nothingYet();
	for (const told of toldIn(view, place)) {
		const breach = stepFor(told.kind)?.(state, told) ?? "";
		if (breach !== "") state.invalid.push({ told, breach });
	}
	return state;
}

function stepFor(kind: Kind): ((state: Guidance, told: AnyTold) => Breach | "") | undefined {
	if (!Object.hasOwn(steps, kind)) return undefined;
	return steps[kind as keyof typeof steps] as (state: Guidance, told: AnyTold) => Breach | "";
}

/** What a case's conversation and its file say together: lists one after the other. */
export function together(talk: Guidance, file: Guidance): Guidance {
	const lists = Object.keys(talk) as (keyof Guidance)[];
	return Object.fromEntries(
		lists.map((name) => [name, [...file[name], ...talk[name]]]),
	) as unknown as Guidance;
}
