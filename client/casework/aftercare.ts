/** Aftercare: moments offered at closing, which the reporter takes, moves or refuses. Pure. */

import type { Day, Id } from "../protocol/api.ts";
import { addDays, isWorkingDay } from "./days.ts";
import { addMonths } from "./months.ts";
import { isDay } from "./routes.ts";
import { byId, type Guidance, type Step, type Steps } from "./steps.ts";
import type { Told } from "./told.ts";

export interface Aftercare {
	id: Id;
	state: "offered" | "accepted" | "refused";
	/** Those agreed; those offered as long as there is no answer. */
	days: readonly Day[];
	/** How: a channel's code. */
	by: string;
	text: string;
	held: Told<"aftercare-held">["content"][];
}

/**
 * When to ask how somebody is, unless another moment suits: after six weeks and three months, or
 * on the first working day from then on.
 */
export function usualMoments(closedOn: Day): Day[] {
	return [addDays(closedOn, 42), addMonths(closedOn, 3)].map(workingDayFrom);
}

function workingDayFrom(day: Day): Day {
	return isWorkingDay(day) ? day : workingDayFrom(addDays(day, 1));
}

const MOST_MOMENTS = 6;

function fits(days: readonly string[]): boolean {
	return days.length <= MOST_MOMENTS && days.every(isDay);
}

const offer: Step<"aftercare-offer"> = (state, { id, content }) => {
	if (content.days.length === 0 || !fits(content.days)) return "impossible";
	const { days, by, text } = content;
	state.aftercare.push({ id, state: "offered", days: [...days].sort(), by, text, held: [] });
	return "";
};

/** The reporter may change their mind as often as they like. */
const answer: Step<"aftercare-answer"> = (state, { content }) => {
	const aftercare = byId(state.aftercare, content.item);
	if (!aftercare) return "no-such-item";
	if (!fits(content.days)) return "impossible";
	const refused = content.days.length === 0;
	aftercare.state = refused ? "refused" : "accepted";
	aftercare.days = [...content.days].sort();
	if (content.by !== "") aftercare.by = content.by;
	return "";
};

const held: Step<"aftercare-held"> = (state, { content }) => {
	const aftercare = byId(state.aftercare, content.item);
	if (!aftercare) return "no-such-item";
	if (aftercare.state === "refused") return "no-longer-open";
	if (!isDay(content.on)) return "impossible";
	aftercare.held.push(content);
	return "";
};

export const aftercareSteps: Steps<"aftercare-offer" | "aftercare-answer" | "aftercare-held"> = {
	"aftercare-offer": offer,
	"aftercare-answer": answer,
	"aftercare-held": held,
};

/** Moments agreed that have come and for which nobody noted how it went. */
export function aftercareDue(guidance: Guidance, today: Day): { aftercare: Aftercare; on: Day }[] {
	return guidance.aftercare
		.filter((one) => one.state === "accepted")
		.flatMap((aftercare) =>
			aftercare.days
				.slice(aftercare.held.length)
				.filter((on) => on <= today)
				.map((on) => ({ aftercare, on })),
		);
}
