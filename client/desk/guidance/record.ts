/** Writing down guidance: in the conversation where there is one, else in the case's file. */

import type { Case } from "../../casework/case.ts";
import { type Content, draft, type Kind } from "../../casework/kinds.ts";
import type { Day, Draft, JsonObject } from "../../protocol/api.ts";
import { writeFile, writeTalk } from "../cases/acts.ts";
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
