/**
 * When and where counsellors meet people. Asked for with whatever screen of guidance is opened
 * first, so that the question doesn't tell the server which of them it is.
 */

import { signal } from "@preact/signals";
import { soundHours } from "../../casework/sound-hours.ts";
import type { Id, PersonHours } from "../../protocol/api.ts";
import { worker } from "../remote.ts";

export const hours = signal<Readonly<Record<Id, PersonHours>>>({});
const asked = new Set<string>();

/** Once for a list; what can't be had now is asked for again by the next screen. */
export async function readHours(fingerprint: string): Promise<void> {
	if (asked.has(fingerprint)) return;
	asked.add(fingerprint);
	try {
		const all = soundHours(await (await worker()).hours(fingerprint));
		const found = Object.fromEntries(all.map((one) => [one.person, one]));
		hours.value = { ...hours.peek(), ...found };
	} catch {
		asked.delete(fingerprint);
	}
}
