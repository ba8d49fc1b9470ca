/** What a counsellor does about meetings: each time is held in the own log before it is told. */

import type { Case } from "../../casework/case.ts";
import { type Content, draft } from "../../casework/kinds.ts";
import type { Instant, Meeting } from "../../casework/meetings.ts";
import { granted, type Kept, noLongerNeeded, toFree, toHold } from "../../casework/slot-keeping.ts";
import type { Id } from "../../protocol/api.ts";
import { byId, holdings, ownIs, today, views } from "../cases/store.ts";
import { worker } from "../remote.ts";
import { noteFor, say } from "./record.ts";
import { guidanceOfCase, isTalk } from "./state.ts";

export type Proposal = Omit<Content<"meeting-offer">, "held">;

/** The log in which a case's meetings stand. */
function logOf(one: Case): Id {
	return isTalk(one) ? one.conversation : one.file || one.conversation;
}

async function hold(one: Case, slots: Instant[], minutes: number): Promise<Kept> {
	const mark = crypto.randomUUID();
	const asked = toHold({ conversation: logOf(one), slots, minutes, mark });
	const own = await (await worker()).writeOwn([asked]);
	ownIs(own);
	return granted(own, mark);
}

/** The offer as it was told, with the times that were got; null when another has them all. */
export async function propose(one: Case, proposal: Proposal): Promise<Meeting | null> {
	const { item, slots } = await hold(one, proposal.slots, proposal.minutes);
	if (slots.length === 0) return null;
	await say(one, [draft("meeting-offer", { ...proposal, slots, held: item })]);
	const now = byId.peek().get(one.id) ?? one;
	return guidanceOfCase(now).meetings.find((meeting) => meeting.held === item) ?? null;
}

/** Says yes to a time that the reporter proposed. False when another conversation has it. */
export async function agree(one: Case, meeting: Meeting, slot: Instant): Promise<boolean> {
	const { item, slots } = await hold(one, [slot], meeting.minutes);
	if (!slots.includes(slot)) return false;
	const { id, zone } = meeting;
	await say(one, [
		draft("meeting-agreed", { item: id, slot, zone, with: "", text: "", held: item }),
	]);
	return true;
}

/** The reporter said yes by voice; they confirm or contest it later. */
export async function noteAgreed(one: Case, meeting: Meeting, slot: Instant): Promise<void> {
	const { id, zone } = meeting;
	const content = { item: id, slot, zone, with: "", text: "", held: "" };
	const now = byId.peek().get(one.id) ?? one;
	await noteFor(now, { what: "meeting-agreed", content, form: "spoken", on: today.peek() });
}

export async function callOff(one: Case, meeting: Meeting, text: string): Promise<void> {
	await say(one, [draft("meeting-off", { item: meeting.id, text })]);
}

/** Gives free what is over for good, in all cases that are open in this browser. */
export async function freeWhatIsOver(): Promise<void> {
	const logs = new Set(holdings.peek().held.map((one) => one.conversation));
	const over = [...logs].flatMap((log) => {
		const view = views.peek().get(log);
		if (!view?.writable) return [];
		const place = view.purpose === "file" ? "file" : "conversation";
		return noLongerNeeded(view, place, holdings.peek());
	});
	if (over.length > 0) ownIs(await (await worker()).writeOwn(over.map(toFree)));
}
