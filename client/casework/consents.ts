/**
 * Consent to let something leave the case: what, to whom, why, until when. Pure.
 *
 * The same rules for whoever wants to use a consent and for whoever looks whether it was allowed.
 */

import type { Day, Id } from "../protocol/api.ts";
import type { Content } from "./kinds.ts";
import { isDay } from "./routes.ts";
import { type Breach, byId, type Step, type Steps } from "./steps.ts";
import type { Form } from "./told.ts";

export type Terms = Content<"consent-request">;

export interface Use {
	id: Id;
	on: Day;
	what: string;
	to: string;
	/** The day of the log on which it was written down. */
	written: Day;
}

export interface Consent {
	/** Of the request. */
	id: Id;
	asked: Terms;
	/** Of the counsellor who asked. */
	name: string;
	state: "asked" | "given" | "refused" | "withdrawn";
	/** What the reporter allowed: perhaps less than was asked. */
	given: Terms | null;
	/** The day on which it was given, refused or withdrawn; "" before. */
	on: Day;
	/** The day on which it was first given. */
	since: Day;
	form: Form | "";
	confirmed: boolean;
	/** The reporter's words with a refusal or withdrawal. */
	text: string;
	uses: Use[];
}

/** Why this consent doesn't allow that use; "" when it does. */
export function refusalOf(consent: Consent, use: Pick<Use, "on" | "what" | "to">): Breach | "" {
	const { given } = consent;
	if (given === null || consent.state === "asked" || consent.state === "refused") {
		return "no-consent";
	}
	if (consent.state === "withdrawn" && use.on >= consent.on) return "withdrawn";
	if (use.on < consent.since) return "no-consent";
	if (use.on > given.until) return "expired";
	return use.what === given.what && use.to === given.to ? "" : "narrower";
}

/** Whether it may still be used today. */
export function isInForce(consent: Consent, today: Day): boolean {
	return consent.state === "given" && consent.given !== null && today <= consent.given.until;
}

export type Standing = "in-force" | "asked" | "ended" | "refused" | "withdrawn";

/** A question that nobody answered before its last day has ended too. */
export function standingOf(consent: Consent, today: Day): Standing {
	const { state } = consent;
	if (state === "refused" || state === "withdrawn") return state;
	const until = state === "given" && consent.given ? consent.given.until : consent.asked.until;
	if (today > until) return "ended";
	return state === "asked" ? "asked" : "in-force";
}

const order: readonly Standing[] = ["in-force", "asked", "withdrawn", "refused", "ended"];

/** What may be used stands on top, the first to end before the others; the past comes last. */
export function inOrder(consents: readonly Consent[], today: Day): Consent[] {
	const rank = (one: Consent) => order.indexOf(standingOf(one, today));
	const until = (one: Consent) => (one.given ?? one.asked).until;
	return [...consents].sort(
		(one, other) => rank(one) - rank(other) || (until(one) < until(other) ? -1 : 1),
	);
}

const ask: Step<"consent-request"> = (state, { id, name, content }) => {
	if (!isDay(content.until) || content.what === "" || content.to === "") return "impossible";
	state.consents.push({
		id,
		asked: { ...content },
		name,
		state: "asked",
		given: null,
		on: "",
		since: "",
		form: "",
		confirmed: false,
		text: "",
		uses: [],
	});
	return "";
};

/** Given again it may narrow what was given before; once withdrawn, it has to be asked anew. */
const give: Step<"consent-given"> = (state, { content, on, form, confirmed }) => {
	const consent = byId(state.consents, content.item);
	if (!consent) return "no-such-item";
	if (consent.state === "withdrawn") return "no-longer-open";
	const { what, to, why, until } = content;
	if (!isDay(until) || what === "") return "impossible";
	if (to !== consent.asked.to || until > consent.asked.until) return "not-offered";
	const since = consent.since === "" ? on : consent.since;
	const given = { what, to, why, until };
	Object.assign(consent, { state: "given", given, on, since, form, confirmed, text: "" });
	return "";
};

const refuse: Step<"consent-refused"> = (state, { content, on, form, confirmed }) => {
	const consent = byId(state.consents, content.item);
	if (!consent) return "no-such-item";
	if (consent.state !== "asked") return "no-longer-open";
	Object.assign(consent, { state: "refused", on, form, confirmed, text: content.text });
	return "";
};

const withdraw: Step<"consent-withdrawn"> = (state, { content, on, form, confirmed }) => {
	const consent = byId(state.consents, content.item);
	if (!consent) return "no-such-item";
	if (consent.state !== "given") return "no-longer-open";
	Object.assign(consent, { state: "withdrawn", on, form, confirmed, text: content.text });
	return "";
};

const use: Step<"consent-used"> = (state, { id, day, content }) => {
	const consent = byId(state.consents, content.item);
	if (!consent) return "no-such-item";
	const { what, to, on } = content;
	if (!isDay(on)) return "impossible";
	const refusal = refusalOf(consent, { what, to, on });
	if (refusal === "") consent.uses.push({ id, what, to, on, written: day });
	return refusal;
};

export const consentSteps: Steps<
	"consent-request" | "consent-given" | "consent-refused" | "consent-withdrawn" | "consent-used"
> = {
	"consent-request": ask,
	"consent-given": give,
	"consent-refused": refuse,
	"consent-withdrawn": withdraw,
	"consent-used": use,
};
