/** What is still under way in a case that somebody thinks of closing. Pure. */

import type { Day } from "../protocol/api.ts";
import type { Guidance } from "./guidance.ts";

export type Running = "follow-up" | "referral" | "report";

/** Each kind once. A promise to come back, or a term that runs, is a reason to wait. */
export function runningIn(guidance: Guidance, today: Day): Running[] {
	const running: Record<Running, boolean> = {
		"follow-up": guidance.followUps.some((one) => !one.done),
		referral: guidance.referrals.some(
			({ had, ask }) => ask >= today && (had === "" || had === "not-yet"),
		),
		report: guidance.reports.some(({ terms }) => terms.feedback === undefined),
	};
	return (Object.keys(running) as Running[]).filter((one) => running[one]);
}
