/** What came more often than usual: read once after unlocking, like the judgements. */

import { computed, signal } from "@preact/signals";
import type { Id, Signal, SignalDecision, Signals } from "../../protocol/api.ts";
import { current, whenLocked } from "../account/session.ts";
import { worker } from "../remote.ts";
import { codeOf } from "../trouble.ts";

/** By organisation; absent as long as it couldn't be read. */
export const signals = signal<Readonly<Record<Id, Signals>>>({});

/** Those of the newest quarter that nobody has said anything about yet. */
export const openSignals = computed<{ organisation: Id; signal: Signal }[]>(() =>
	Object.entries(signals.value).flatMap(([organisation, { year, quarter, signals: all }]) =>
		all
			.filter((one) => one.decision === "" && one.year === year && one.quarter === quarter)
			.map((one) => ({ organisation, signal: one })),
	),
);

whenLocked.push(() => {
	signals.value = {};
});

/** Quiet about what can't be had now. `wanted`: false once the desk it was asked for is locked. */
export async function loadSignals(wanted: () => boolean = () => true): Promise<void> {
	const remote = await worker();
	for (const { id } of current.peek()) {
		try {
			const told = await remote.signals(id);
			if (!wanted()) return;
			signals.value = { ...signals.peek(), [id]: told };
		} catch (error) {
			if (codeOf(error) === "locked") return;
		}
	}
}

export async function decide(organisation: Id, id: Id, decision: SignalDecision): Promise<void> {
	await (await worker()).decide(organisation, id, decision);
	const known = signals.peek()[organisation];
	if (!known) return;
	const changed = known.signals.map((one) => (one.id === id ? { ...one, decision } : one));
	signals.value = { ...signals.peek(), [organisation]: { ...known, signals: changed } };
}
