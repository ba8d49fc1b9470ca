/** Getting the token of a closed conversation, and judging the help with it, apart from everything. */

import type { Bin, Id, Judgement } from "../api";
import { bin } from "../bytes";
import { type BlindToken, blindedNumber, type Evaluation, unblinded } from "../judging";
import type { Line } from "./http";
import { isStatus } from "./problem";

export interface JudgingToken extends BlindToken {
	organisation: Id;
	year: number;
}

interface Given extends Evaluation {
	organisation: Id;
	year: number;
}

/** `organisation`: whose conversation it is, by its list; a token for another would count elsewhere. */
export async function fetchToken(
	line: Line,
	{ seed, conversation, organisation }: { seed: Uint8Array; conversation: Id; organisation: Id },
	ask: (blinded: Bin) => Promise<Given>,
): Promise<JudgingToken> {
	const mine = blindedNumber(seed, conversation);
	const given = await ask(bin(mine.blinded));
	if (given.organisation !== organisation) throw line.error("bad-answer", "another organisation");
	const { year } = given;
	// Without a token: the server can't tell whom it would have to tell of another key.
	const { key } = await line.json<{ key: Bin }>("judgements/key", { organisation, year });
	return { organisation, year, ...unblinded(mine, given, key) };
}

/** `counted-before`: this token was used, perhaps by a try whose answer got lost. */
export async function sendJudgement(
	line: Line,
	token: JudgingToken,
	{ helped, safe, harmed }: Judgement,
): Promise<"counted" | "counted-before"> {
	try {
		const body = { ...token, helped, safe, harmed };
		await line.json("judgements", body, { patience: "acknowledged" });
		return "counted";
	} catch (error) {
		if (isStatus(error, 409)) return "counted-before";
		throw error;
	}
}
