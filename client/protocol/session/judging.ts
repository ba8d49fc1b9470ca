/** Asking for the token of a closed conversation, and judging the help with it, apart from everything. */

import type { BlindToken, GivenToken, Id, Judgement } from "../api";
import type { Line } from "./http";
import { isStatus } from "./problem";

/** `organisation`: whose conversation it is, by its list; a token for another would count elsewhere. */
export async function askToken(
	line: Line,
	organisation: Id,
	ask: () => Promise<GivenToken>,
): Promise<GivenToken> {
	const { year, element, proof, ...given } = await ask();
	if (given.organisation !== organisation) throw line.error("bad-answer", "another organisation");
	// Without a token: the server can't tell whom it would have to tell of another key.
	const { key } = await line.json<Pick<GivenToken, "key">>("judgements/key", {
		organisation,
		year,
	});
	return { organisation, year, element, proof, key };
}

/** `counted-before`: this token was used, perhaps by a try whose answer got lost. */
export async function sendJudgement(
	line: Line,
	{ organisation, year, number, output }: BlindToken,
	{ helped, safe, harmed }: Judgement,
): Promise<"counted" | "counted-before"> {
	try {
		const body = { organisation, year, number, output, helped, safe, harmed };
		await line.json("judgements", body, { patience: "acknowledged" });
		return "counted";
	} catch (error) {
		if (isStatus(error, 409)) return "counted-before";
		throw error;
	}
}
