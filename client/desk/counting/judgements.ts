/** What reporters answered about the help, added up by the server: read once after unlocking. */

import { signal } from "@preact/signals";
import type { Id, ShownJudgements } from "../../protocol/api.ts";
import { current, whenLocked } from "../account/session.ts";
import { worker } from "../remote.ts";
import { codeOf } from "../trouble.ts";

/** By organisation; absent as long as it couldn't be read. */
export const judgements = signal<Readonly<Record<Id, ShownJudgements[]>>>({});

whenLocked.push(() => {
	judgements.value = {};
});

/** Quiet about what can't be had now. `wanted`: false once the desk it was asked for is locked. */
export async function loadJudgements(wanted: () => boolean = () => true): Promise<void> {
	const remote = await worker();
	for (const { id } of current.peek()) {
		try {
			const shown = await remote.judgements(id);
			if (!wanted()) return;
			judgements.value = { ...judgements.peek(), [id]: shown };
		} catch (error) {
			if (codeOf(error) === "locked") return;
		}
	}
}
