/** Referrals and what came of them; what was agreed to come back to; who else could help. Pure. */

import type { Day, Id } from "../protocol/api.ts";
import type { Content } from "./kinds.ts";
import { isDay } from "./routes.ts";
import { byId, type Guidance, kept, type Step, type Steps } from "./steps.ts";

export type PickedUp = "picked-up" | "not" | "not-yet";

export interface Referral extends Content<"referral"> {
	id: Id;
	day: Day;
	/** What the reporter last said of it; "" before. */
	had: PickedUp | "";
	said: string;
	saidOn: Day;
}

export interface FollowUp extends Content<"follow-up"> {
	id: Id;
	by: "reporter" | "counsellor";
	done: boolean;
}

const refer: Step<"referral"> = (state, { id, day, content }) => {
	if (content.ask !== "" && !isDay(content.ask)) return "impossible";
	state.referrals.push({ ...content, id, day, had: "", said: "", saidOn: "" });
	return "";
};

const answer: Step<"referral-answer"> = (state, { content, on }) => {
	const referral = byId(state.referrals, content.item);
	if (!referral) return "no-such-item";
	const { had, text } = content;
	if (had !== "picked-up" && had !== "not" && had !== "not-yet") return "impossible";
	Object.assign(referral, { had, said: text, saidOn: on });
	return "";
};

const plan: Step<"follow-up"> = (state, { id, by, content }) => {
	if (!isDay(content.on)) return "impossible";
	state.followUps.push({ ...content, id, by, done: false });
	return "";
};

const finish: Step<"follow-up-done"> = (state, { content }) => {
	const followUp = byId(state.followUps, content.item);
	if (!followUp) return "no-such-item";
	if (followUp.done) return "no-longer-open";
	followUp.done = true;
	return "";
};

export const followUpSteps: Steps<
	| "referral"
	| "referral-answer"
	| "follow-up"
	| "follow-up-done"
	| "another-counsellor"
	| "progress"
	| "summary"
	| "kept-until"
> = {
	referral: refer,
	"referral-answer": answer,
	"follow-up": plan,
	"follow-up-done": finish,
	"another-counsellor": kept((state) => state.another),
	progress: kept((state) => state.progress),
	summary: kept((state) => state.summaries),
	"kept-until": (state, told) => {
		if (!isDay(told.content.until)) return "impossible";
		state.keeping.push(told);
		return "";
	},
};

/** Referrals of which it is time to ask whether they were picked up. */
export function referralsToAsk(guidance: Guidance, today: Day): Referral[] {
	const open = guidance.referrals.filter((one) => one.had === "" || one.had === "not-yet");
	return open.filter((one) => one.ask !== "" && one.ask <= today);
}

/** What was agreed to come back to, and the day has come. */
export function followUpsDue(guidance: Guidance, today: Day): FollowUp[] {
	return guidance.followUps.filter((one) => !one.done && one.on <= today);
}
