/** Where a case stands, from its conversation and its file together. */

import type { Case } from "../../casework/case.ts";
import { type Guidance, guidanceOf, nothingYet, together } from "../../casework/guidance.ts";
import type { ConversationView } from "../../protocol/api.ts";
import { views } from "../cases/store.ts";

const worked = new WeakMap<ConversationView, Guidance>();

function once(view: ConversationView | undefined, place: "conversation" | "file"): Guidance {
	if (!view) return nothingYet();
	const before = worked.get(view);
	if (before) return before;
	const state = guidanceOf(view, place);
	worked.set(view, state);
	return state;
}

export function guidanceOfCase(one: Case): Guidance {
	const [talk, file] = [views.value.get(one.conversation), views.value.get(one.file)];
	return together(once(talk, "conversation"), once(file, "file"));
}

/** Whether this is said in the conversation; else it stands in the file, as of somebody who phones. */
export function isTalk(one: Case): boolean {
	return one.conversation !== "" && one.talk?.reporter != null;
}
