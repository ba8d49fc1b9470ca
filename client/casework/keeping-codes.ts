/** Codes of the terms for which a closed case is kept; apart, since the thread shows them. */

/** How a case ended, as far as its term goes; a row of the organisation's table each. */
export const outcomes = ["once", "case", "formal"] as const;
export type Outcome = (typeof outcomes)[number];

/** What may run until later. */
export const runningKinds = ["follow-up", "referral", "report", "aftercare"] as const;
export type Running = (typeof runningKinds)[number];

/** Why it is that day: the organisation's months, something that runs until later, or the most. */
export const whys = [...outcomes, ...runningKinds, "most"] as const;
export type Why = (typeof whys)[number];
