/** What was agreed for a day that has come, and why it is due. Pure. */

import type { Day } from "../protocol/api.ts";
import { aftercareDue } from "./aftercare.ts";
import { followUpsDue, referralsToAsk } from "./follow-ups.ts";
import type { Guidance } from "./guidance.ts";
import { termsToAsk } from "./routes.ts";

export type DueWhat = "follow-up" | "referral" | "term" | "aftercare";

export interface Due {
	what: DueWhat;
	on: Day;
	/** What somebody wrote about it, or whom it concerns; "" for terms and aftercare. */
	about: string;
}

/** The oldest first. What may have been agreed while a case was open, stays when it is closed. */
export function dueOf(guidance: Guidance, today: Day): Due[] {
	const due: Due[] = [
		...followUpsDue(guidance, today).map(({ on, text }) => dueFor("follow-up", on, text)),
		...referralsToAsk(guidance, today).map(({ ask, name }) => dueFor("referral", ask, name)),
		...termsToAsk(guidance, today).map(({ ended }) => dueFor("term", ended)),
		...aftercareDue(guidance, today).map(({ on }) => dueFor("aftercare", on)),
	];
	return due.sort((one, other) => (one.on < other.on ? -1 : one.on > other.on ? 1 : 0));
}

function dueFor(what: DueWhat, on: Day, about = ""): Due {
	return { what, on, about };
}
