/** Logs for the tests: a conversation in memory, as a server would keep it. */

import type { ConversationView, Day, Draft, Purpose, Statement } from "../protocol/api.ts";

export type Speaker = "reporter" | "counsellor" | "one-time";

export const REPORTER = "r".repeat(32);
export const COUNSELLOR = "c".repeat(32);

export const emptyView: ConversationView = {
	conversation: "a".repeat(32),
	purpose: "conversation",
	roster: "roster",
	me: REPORTER,
	myRole: "reporter",
	myKeyIsOneTime: false,
	head: "",
	length: 0,
	state: "open",
	destroyOn: "",
	destroyBy: "",
	participants: [
		{ person: REPORTER, role: "reporter", oneTime: false, name: "", ground: "create" },
		{ person: COUNSELLOR, role: "counsellor", oneTime: false, name: "Noor", ground: "create" },
	],
	formerParticipants: [],
	needsEpoch: false,
	events: [],
	statements: [],
	refusals: [],
	writable: true,
};

export interface Line {
	by: Speaker;
	draft: Draft;
	day?: Day;
}

/** The id of the line at this position: what a later one answers. */
export function idAt(position: number): string {
	return `item-${position}`;
}

export function viewOf(
	lines: readonly Line[],
	purpose: Purpose = "conversation",
): ConversationView {
	const statements = lines.map(({ by, draft, day = "2026-11-23" }, position): Statement => {
		const role = by === "counsellor" ? "counsellor" : "reporter";
		return {
			id: idAt(position),
			seq: position + 2,
			day,
			epoch: 1,
			author: role === "counsellor" ? COUNSELLOR : REPORTER,
			role,
			oneTime: by === "one-time",
			kind: draft.kind,
			time: `${day}T10:00:00Z`,
			content: draft.content,
			state: "ok",
		};
	});
	return { ...emptyView, purpose, statements };
}
