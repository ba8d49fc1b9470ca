/** Statements as steps of a log. */

import type { Draft } from "../api";
import { newId, utf8 } from "../bytes";
import type { Step } from "../write";
import type { Line } from "./http";
import { timeOf } from "./settings";

/** Bytes of a statement, as protocol.md 5.1 bounds them. */
const statementMost = 262_144;

/** Room for the other fields of a statement, its signature and its length. */
const around = 1_024;

/** Steps for statements, with ids that stay however often they are sealed again. */
export function stepsOf(line: Line, drafts: readonly Draft[], now: Date): Step[] {
	const time = timeOf(now);
	return drafts.map((draft) => {
		const size = utf8(JSON.stringify(draft.content)).length + around;
		if (size > statementMost) throw line.error("text-too-long");
		return { id: newId(), do: "statement", draft, time };
	});
}
