/** Whom a reporter chooses, by the list as it is now. */

import type { Id, NewConversation } from "../api";
import { newId } from "../bytes";
import { ProtocolError } from "../refusal";
import { currentMembers, pointOf } from "../roster";
import type { Founding, Step } from "../write";
import { clientError } from "./problem";
import type { Rosters } from "./rosters";

/** `roster`: where `add` is current, when it took the place of the conversation's own; else "". */
export interface Change {
	remove: Id[];
	add: Id | "";
	withHistory: boolean;
	roster: string;
}

/** The steps of another counsellor instead of these; `began`: the list that the log began under. */
export async function changeSteps(
	rosters: Rosters,
	began: string | undefined,
	change: Change,
): Promise<Step[]> {
	const steps: Step[] = change.remove.map((person) => ({ id: newId(), do: "leave", person }));
	if (!change.add || !began) return steps;
	const { verified } = await rosters.refresh(change.roster || began);
	await rosters.ensureSuccessor(verified, began);
	const { sign, seal } = cardOf(verified, change.add);
	const { add: person, withHistory: history } = change;
	const keys = { sign, seal, roster: pointOf(verified) };
	steps.push({ id: newId(), do: "join", person, ...keys, ground: "reporter", history });
	return steps;
}

/**
 * The list went on since the page read it. What the same chain vouches for now will do; of what
 * a person should be warned of they must hear before anything is sent.
 */
export async function readOn(rosters: Rosters, fingerprint: string): Promise<void> {
	const before = (await rosters.open(fingerprint)).view.warnings.length;
	const { view } = await rosters.refresh(fingerprint);
	if (view.warnings.length > before) throw new ProtocolError("roster-changed", "meanwhile");
}

export async function foundingFor(
	rosters: Rosters,
	{ roster: fingerprint, counsellor }: NewConversation,
): Promise<Founding> {
	const { verified, view } = await rosters.open(fingerprint);
	if (view.succeededBy) throw new ProtocolError("roster-changed", "its keys are lost");
	const { sign, seal } = cardOf(verified, counsellor);
	return {
		purpose: "conversation",
		role: "reporter",
		roster: pointOf(verified),
		counsellor: { person: counsellor, sign, seal },
	};
}

function cardOf(verified: Parameters<typeof currentMembers>[0], person: Id) {
	const tenure = currentMembers(verified).find(({ card }) => card.person === person);
	if (!tenure) throw clientError("not-current");
	return tenure.card;
}
