/** Writing down guidance: in the conversation where there is one, else in the case's file. */

import type { Case } from "../../casework/case.ts";
import { guidanceOf } from "../../casework/guidance.ts";
import { type Content, draft, type Kind } from "../../casework/kinds.ts";
import type { Day, Draft, Id, JsonObject } from "../../protocol/api.ts";
import { addClosed, writeFile, writeTalk } from "../cases/acts.ts";
import { today, views } from "../cases/store.ts";
import { labelOf } from "../parts/names.ts";
import { isTalk } from "./state.ts";

/** The counsellor's own words. Resolves once the server has them. */
export async function say(one: Case, drafts: Draft[]): Promise<void> {
	if (isTalk(one)) await writeTalk(one, drafts);
	else await writeFile(one, labelOf(one), drafts);
}

/** What the reporter said or put on paper; shown to them later to confirm or contest. */
export async function noteFor<K extends Kind>(
	one: Case,
	told: { what: K; content: Content<K>; form: "spoken" | "paper"; on: Day },
): Promise<void> {
	const { what, form, on } = told;
	await say(one, [draft("noted", { what, content: told.content as JsonObject, form, on })]);
}

/** The same, and a closed case stays closed: only the time until its end begins again. */
export async function sayAlsoClosed(one: Case, drafts: Draft[]): Promise<void> {
	if (one.stage === "closed") await addClosed(one, isTalk(one), drafts);
	else await say(one, drafts);
}

/** Of somebody who phones: aftercare and their yes, in two steps since the answer names the offer. */
export async function noteAftercare(one: Case, offer: Content<"aftercare-offer">): Promise<void> {
	await sayAlsoClosed(one, [draft("aftercare-offer", offer)]);
	const file = views.peek().get(one.file);
	const last = file && guidanceOf(file, "file").aftercare.at(-1);
	if (!last) return;
	await sayAlsoClosed(one, [aftercareAnswered(last.id, offer.days, offer.by)]);
}

/** What was said by phone or at the table about aftercare; no days is a no. */
export function aftercareAnswered(item: Id, days: readonly Day[], by: string): Draft {
	const content = { item, days: [...days], by, text: "" };
	return draft("noted", { what: "aftercare-answer", content, form: "spoken", on: today.peek() });
}
