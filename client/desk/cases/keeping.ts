/** Until when a case at this desk is kept: worked out here, from what only this desk can read. */

import type { Case } from "../../casework/case.ts";
import { type Guidance, guidanceOf, nothingYet, together } from "../../casework/guidance.ts";
import { type Keeping, keepingOf, outcomeOf, type Terms, toldOf } from "../../casework/keeping.ts";
import type { Outcome } from "../../casework/keeping-codes.ts";
import { draft } from "../../casework/kinds.ts";
import type { ConversationView, Draft, Id } from "../../protocol/api.ts";
import { organisations } from "../account/session.ts";
import { guidanceOfCase, isTalk } from "../guidance/state.ts";
import { today, views } from "./store.ts";

/** The organisation's table; null for who has no role there any more. */
export function termsOf(organisation: string): Terms | null {
	const found = organisations.value.find(({ id }) => id === organisation);
	if (!found) return null;
	const { retentionOnce, retentionMonths, retentionFormal } = found;
	return { once: retentionOnce, case: retentionMonths, formal: retentionFormal };
}

/** How it seems to end: what was said at an earlier closing, else by what happened. */
export function outcomeFor(one: Case): Outcome {
	// Who withdrew was told that notes go after the usual months.
	if (one.stage === "withdrawn") return "case";
	const guidance = guidanceOfCase(one);
	const seems = outcomeOf(guidance, isTalk(one) ? null : one.contacts.length);
	return seems === "case" && toldOf(guidance)?.why === "formal" ? "formal" : seems;
}

/** The day, once these are said too. Null where the table isn't known: the server then reckons. */
export function keepingFor(
	one: Case,
	drafts: readonly Draft[],
	outcome = outcomeFor(one),
): Keeping | null {
	const terms = termsOf(one.organisation);
	if (terms === null) return null;
	const guidance = one.stage === "withdrawn" ? nothingYet() : foreseen(one, drafts);
	const [told, most] = one.stage === "closed" ? [one.destroyOn, one.destroyBy] : ["", ""];
	return keepingOf({ today: today.value, outcome, terms, guidance, told, most });
}

export function keptUntil({ until, why }: Keeping): Draft {
	return draft("kept-until", { until, why });
}

export const noEnds = { organisation: "", year: "", until: "", why: "", head: "", gone: "" };

/** For the own log, at closing: until when, why, and with which last item. */
export function endsOf(one: Case, id: Id, keeping: Keeping | null, head: string): Draft[] {
	if (keeping === null) return [];
	const { organisation, opened } = one;
	const told = { ...keeping, organisation, year: opened.slice(0, 4), conversation: id, head };
	return [draft("ends", { ...noEnds, ...told })];
}

function foreseen(one: Case, drafts: readonly Draft[]): Guidance {
	const talk = views.value.get(one.conversation);
	const file = views.value.get(one.file);
	if (drafts.length === 0 || !(talk ?? file)) return guidanceOfCase(one);
	const inTalk = isTalk(one) && talk !== undefined;
	const none = guidanceOf({ ...(talk ?? file), statements: [] } as unknown as ConversationView);
	return together(
		talk ? guidanceOf(inTalk ? withDrafts(talk, drafts) : talk) : none,
		file ? guidanceOf(inTalk ? file : withDrafts(file, drafts), "file") : none,
	);
}

function withDrafts(view: ConversationView, drafts: readonly Draft[]): ConversationView {
	const said = drafts.map(({ kind, content }, position) => ({
		id: `draft-${position}`,
		seq: view.length + position,
		day: today.peek(),
		epoch: 0,
		author: view.me,
		role: view.myRole,
		oneTime: false,
		kind,
		time: "",
		content,
		state: "ok" as const,
	}));
	return { ...view, statements: [...view.statements, ...said] };
}
