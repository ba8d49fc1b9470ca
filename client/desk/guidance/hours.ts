/** The own hours of meetings, by organisation, as the server keeps them. */

import { signal } from "@preact/signals";
import { soundHours } from "../../casework/sound-hours.ts";
import type { Id, MeetingHours } from "../../protocol/api.ts";
import { current, me, whenLocked } from "../account/session.ts";
import { worker } from "../remote.ts";

export const hours = signal<Readonly<Record<Id, MeetingHours>>>({});

export const noHours: MeetingHours = {
	zone: "Europe/Amsterdam",
	minutes: 60,
	weekly: [],
	visits: [],
	places: [],
};

whenLocked.push(() => {
	hours.value = {};
});

/** Reads them once; again when asked. */
export async function readHours(organisation: Id, again = false): Promise<void> {
	if (hours.peek()[organisation] !== undefined && !again) return;
	const roster = current.peek().find((one) => one.id === organisation)?.roster ?? "";
	const all = roster === "" ? [] : soundHours(await (await worker()).hours(roster));
	const mine = all.find(({ person }) => person === me.peek()?.person);
	const { person: _, ...told } = mine ?? { person: "", ...noHours };
	hours.value = { ...hours.peek(), [organisation]: told };
}
