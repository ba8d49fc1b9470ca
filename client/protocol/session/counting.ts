/** Handing registrations over: by chance's order, a few at a time. And what comes of judgements. */

import type { Id, Registration, ShownJudgements } from "../api";
import { random } from "../bytes";
import type { Line } from "./http";

const atOnce = 50;

export async function handOver(
	line: Line,
	organisation: Id,
	registrations: readonly Registration[],
): Promise<void> {
	const order = shuffled(registrations);
	for (let at = 0; at < order.length; at += atOnce) {
		const body = { organisation, registrations: order.slice(at, at + atOnce) };
		await line.json("registrations/hand-over", body);
	}
}

/** Every order alike: each gets a large random number, and goes by that. */
export function shuffled<T>(all: readonly T[]): T[] {
	return all
		.map((one) => ({ one, by: new DataView(random(8).buffer).getBigUint64(0) }))
		.sort((a, b) => (a.by < b.by ? -1 : 1))
		.map(({ one }) => one);
}

interface Shown extends Pick<ShownJudgements, "together" | "answers" | "counts"> {
	first_year: number;
	last_year: number;
}

export async function shownJudgements(line: Line, organisation: Id): Promise<ShownJudgements[]> {
	const told = await line.json<{ shown: Shown[] }>("judgements/shown", { organisation });
	return told.shown.map(({ first_year, last_year, ...rest }) => ({
		...rest,
		firstYear: first_year,
		lastYear: last_year,
	}));
}
