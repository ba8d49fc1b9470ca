/** What makes it safer, which ways there are, what the reporter chose and what came of it. Pure. */

import type { Day, Id } from "../protocol/api.ts";
import { addDays } from "./days.ts";
import { addMonths } from "./months.ts";
import { byId, type Guidance, kept, type Step, type Steps } from "./steps.ts";
import type { Told } from "./told.ts";

/** Terms of the Wet bescherming klokkenluiders for whoever receives a report. */
export type Term = "acknowledgement" | "feedback";

export interface TermAnswer {
	had: boolean;
	on: Day;
}

export interface FormalReport {
	id: Id;
	route: string;
	on: Day;
	terms: Partial<Record<Term, TermAnswer>>;
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;

export function isDay(text: string): boolean {
	return DAY.test(text) && !Number.isNaN(Date.parse(`${text}T00:00:00Z`));
}

/**
 * The last day of a term: acknowledgement within 7 days of the report; what is done with it
 * within 3 months of the acknowledgement (of the last day for it, when none came).
 */
export function termEnds(report: FormalReport, term: Term): Day {
	const lastForAcknowledgement = addDays(report.on, 7);
	if (term === "acknowledgement") return lastForAcknowledgement;
	const got = report.terms.acknowledgement;
	return addMonths(got?.had ? got.on : lastForAcknowledgement, 3);
}

const made: Step<"report-made"> = (state, { id, content }) => {
	if (!isDay(content.on)) return "impossible";
	state.reports.push({ id, route: content.route, on: content.on, terms: {} });
	return "";
};

/** Answered again, the last answer counts: a letter may come late after all. */
const answered: Step<"term"> = (state, { content }) => {
	const report = byId(state.reports, content.item);
	if (!report) return "no-such-item";
	const { term, had, on } = content;
	if ((term !== "acknowledgement" && term !== "feedback") || !isDay(on)) return "impossible";
	report.terms[term] = { had, on };
	return "";
};

const happened: Step<"happened"> = (state, told) => {
	if (!isDay(told.content.on)) return "impossible";
	state.happened.push(told);
	return "";
};

export const routeSteps: Steps<
	"safer" | "option" | "choice" | "happened" | "report-made" | "term"
> = {
	safer: kept((state) => state.safer),
	option: kept((state) => state.options),
	choice: kept((state) => state.choices),
	happened,
	"report-made": made,
	term: answered,
};

/** What the reporter wants now; null when nothing was chosen yet. */
export function chosen(guidance: Guidance): Told<"choice"> | null {
	return guidance.choices.at(-1) ?? null;
}

/** Terms that are over and of which the reporter hasn't said whether anything came. */
export function termsToAsk(
	guidance: Guidance,
	today: Day,
): { report: FormalReport; term: Term; ended: Day }[] {
	const terms = ["acknowledgement", "feedback"] as const;
	return guidance.reports.flatMap((report) =>
		terms
			.map((term) => ({ report, term, ended: termEnds(report, term) }))
			.filter(({ term, ended }) => report.terms[term] === undefined && ended < today),
	);
}
