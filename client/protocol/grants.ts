import type { Purpose } from "./api";
import type { EventKind } from "./items";

/** Who an author is, in the words of docs/protocol.md 5.3. */
export type Actor =
	/** Whoever takes part. */
	| "participant"
	/** The person the event is about. */
	| "self"
	/** The reporter, with a key of their own. */
	| "reporter"
	/** A counsellor of the conversation. */
	| "counsellor"
	/** A counsellor, while no reporter has a key of their own. */
	| "counsellor-alone"
	/** A counsellor, about a caller who never used the one-time words of `create`. */
	| "counsellor-unused";

export interface Grant {
	by: readonly Actor[];
	during: readonly ("open" | "closed" | "withdrawn")[];
	/** Also while a change of participants waits for its epoch. */
	whileEpochDue: boolean;
	purposes: readonly Purpose[];
}

const EVERYWHERE: readonly Purpose[] = ["conversation", "file", "own", "notebook"];
const CLOSABLE: readonly Purpose[] = ["conversation", "file", "own"];
const LEAVABLE: readonly Purpose[] = ["conversation", "file", "notebook"];
const SHARED: readonly Purpose[] = ["conversation", "file"];
const REPORTERS: readonly Purpose[] = ["conversation", "notebook"];
const TALK: readonly Purpose[] = ["conversation"];

/** Who may write what, and when. `create` isn't here: it is the first item and nothing else. */
export const GRANTS: Readonly<Record<Exclude<EventKind, "create"> | "statement", Grant>> = {
	epoch: {
		by: ["participant"],
		during: ["open", "closed"],
		whileEpochDue: true,
		purposes: EVERYWHERE,
	},
	join: {
		by: ["reporter", "counsellor-alone"],
		during: ["open"],
		whileEpochDue: true,
		purposes: SHARED,
	},
	leave: {
		by: ["self", "reporter", "counsellor-unused"],
		during: ["open", "closed"],
		whileEpochDue: true,
		purposes: LEAVABLE,
	},
	"replace-key": {
		by: ["self"],
		during: ["open", "closed"],
		whileEpochDue: true,
		purposes: EVERYWHERE,
	},
	rejoin: { by: ["counsellor"], during: ["open", "closed"], whileEpochDue: true, purposes: TALK },
	close: { by: ["participant"], during: ["open"], whileEpochDue: false, purposes: CLOSABLE },
	reopen: { by: ["participant"], during: ["closed"], whileEpochDue: false, purposes: CLOSABLE },
	withdraw: {
		by: ["reporter"],
		during: ["open", "closed"],
		whileEpochDue: false,
		purposes: REPORTERS,
	},
	restore: { by: ["reporter"], during: ["withdrawn"], whileEpochDue: false, purposes: REPORTERS },
	statement: { by: ["participant"], during: ["open"], whileEpochDue: false, purposes: EVERYWHERE },
};
