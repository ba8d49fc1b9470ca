/** What a counsellor writes about consent: the question, what was said, and each use. */

import type { Case } from "../../casework/case.ts";
import { type Consent, refusalOf, type Terms } from "../../casework/consents.ts";
import type { Breach } from "../../casework/guidance.ts";
import { type Content, draft, type Kind } from "../../casework/kinds.ts";
import type { Day, Draft, Id, JsonObject } from "../../protocol/api.ts";
import { writeFile, writeTalk } from "../cases/acts.ts";
import { byId, note, views } from "../cases/store.ts";
import { labelOf } from "../parts/names.ts";
import { worker } from "../remote.ts";
import { say } from "./record.ts";
import { guidanceOfCase } from "./state.ts";

export type Heard = "consent-given" | "consent-refused" | "consent-withdrawn";

/** How the reporter said it, and when. */
export interface Hearing {
	form: "spoken" | "paper";
	on: Day;
}

/** Asks; with a hearing, the yes that was given to exactly this is noted at once. */
export async function ask(one: Case, terms: Terms, heard: Hearing | null): Promise<void> {
	const before = new Set(consentsOf(one).map(({ id }) => id));
	await say(one, [draft("consent-request", terms)]);
	if (heard === null) return;
	const asked = consentsOf(one).find(({ id }) => !before.has(id));
	if (asked) await noteHeard(one, "consent-given", { item: asked.id, ...terms }, heard);
}

export async function noteHeard<K extends Heard & Kind>(
	one: Case,
	what: K,
	content: Content<K> & { item: Id },
	{ form, on }: Hearing,
): Promise<void> {
	const told = { what, content: content as JsonObject, form, on };
	await writeBeside(one, content.item, [draft("noted", told)]);
}

/**
 * Writes down a use, if the consent allows it; else nothing is written, and this says why not.
 * The log is read again first: the reporter may have taken it back a moment ago.
 */
export async function writeUse(
	one: Case,
	consent: Consent,
	use: { on: Day; what: string; to: string },
): Promise<Breach | ""> {
	const log = logOf(one, consent.id);
	note(await (await worker()).open(log), one.organisation);
	const now = consentsOf(one).find(({ id }) => id === consent.id);
	const refusal = now ? refusalOf(now, use) : "no-such-item";
	if (refusal !== "") return refusal;
	await writeBeside(one, consent.id, [draft("consent-used", { item: consent.id, ...use })]);
	return "";
}

function consentsOf(one: Case): Consent[] {
	return guidanceOfCase(byId.peek().get(one.id) ?? one).consents;
}

/** The conversation, or the file of somebody who phones. */
function logOf(one: Case, item: Id): Id {
	const talk = views.peek().get(one.conversation);
	return talk?.statements.some(({ id }) => id === item) ? one.conversation : one.file;
}

/** An answer or use stands in the log of its question. */
async function writeBeside(one: Case, item: Id, drafts: Draft[]): Promise<void> {
	if (logOf(one, item) === one.conversation) await writeTalk(one, drafts);
	else await writeFile(one, labelOf(one), drafts);
}
