/** The trust agreement: offered by the counsellor, signed or not by the reporter. Pure. */

import type { Day, Id } from "../protocol/api.ts";
import { hashOfAgreement } from "./agreement-text.ts";
import type { Content } from "./kinds.ts";
import { byId, type Guidance, type Step, type Steps } from "./steps.ts";
import type { Form } from "./told.ts";

export interface Agreement extends Content<"agreement"> {
	id: Id;
	offered: Day;
	/** Of the counsellor who offered it, and so signed it. */
	name: string;
	state: "offered" | "signed" | "declined";
	/** The day on which it was signed or declined; "" before. */
	on: Day;
	form: Form | "";
	/** Of the text as the reporter read it; "" when it was spoken or on paper. */
	hash: string;
	/** Why not, in the reporter's words. */
	reason: string;
}

const offer: Step<"agreement"> = (state, { id, day, name, content }) => {
	const open = { state: "offered", on: "", form: "", hash: "", reason: "" } as const;
	state.agreements.push({ ...content, ...open, id, offered: day, name });
	return "";
};

/** Spoken or on paper there may be no hash; where there is one, it is of the text that was offered. */
function fits(agreement: Agreement, hash: string, form: Form): boolean {
	if (hash === "") return form !== "device";
	return hash === hashOfAgreement(agreement);
}

const sign: Step<"agreement-signed"> = (state, { content, on, form }) => {
	const agreement = byId(state.agreements, content.item);
	if (!agreement) return "no-such-item";
	if (agreement !== state.agreements.at(-1)) return "no-longer-open";
	if (agreement.state === "signed") return "no-longer-open";
	if (!fits(agreement, content.hash, form)) return "other-text";
	Object.assign(agreement, { state: "signed", on, form, hash: content.hash, reason: "" });
	return "";
};

const decline: Step<"agreement-declined"> = (state, { content, on, form }) => {
	const agreement = byId(state.agreements, content.item);
	if (!agreement) return "no-such-item";
	if (agreement.state !== "offered") return "no-longer-open";
	Object.assign(agreement, { state: "declined", on, form, reason: content.text });
	return "";
};

export const agreementSteps: Steps<"agreement" | "agreement-signed" | "agreement-declined"> = {
	agreement: offer,
	"agreement-signed": sign,
	"agreement-declined": decline,
};

/** The one that counts: the last one offered. */
export function currentAgreement(guidance: Guidance): Agreement | null {
	return guidance.agreements.at(-1) ?? null;
}
