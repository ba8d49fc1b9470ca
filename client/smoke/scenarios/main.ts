/**
 * Sessions under bad conditions, against a live instance: for tests/protocol/test_sessions.py.
 * Prints a line of JSON for each scenario: its name, and "" or what went wrong.
 */

import { readFileSync } from "node:fs";
import { type Desk, enterDesk, openDesk } from "../desk";
import * as desk from "./desk";
import * as line from "./line";
import * as notebooks from "./notebooks";
import * as phrases from "./phrases";
import * as renewing from "./renewing";
import type { World } from "./world";

interface Task {
	origin: string;
	organisation: string;
	invitations: [string, string];
}

/** Two counsellors; the second is admitted by the first after her words were read aloud. */
async function makeWorld({ origin, organisation, invitations }: Task): Promise<World> {
	const [one, two] = invitations;
	const task = { origin, organisation, counsellor: null };
	const anna = await openDesk({ ...task, invitation: one });
	const newcomer = await enterDesk({ ...task, invitation: two });
	for (const card of await anna.session.pendingCards()) await anna.session.admit(card);
	const me = await newcomer.session.me();
	const bram: Desk = {
		...newcomer,
		me,
		organisation: me.organisations[0] ?? newcomer.organisation,
	};
	await bram.session.sync();
	return { origin, anna, bram };
}

const scenarios: Record<string, (world: World) => Promise<void>> = {
	// First: what the others leave withdrawn would keep the former keys alive.
	...renewing,
	...line,
	...phrases,
	...notebooks,
	...desk,
};

const world = await makeWorld(JSON.parse(readFileSync(0, "utf8")) as Task);
for (const [name, scenario] of Object.entries(scenarios)) {
	let wrong = "";
	try {
		await scenario(world);
	} catch (error) {
		wrong = error instanceof Error ? `${error.stack}\n${String(error.cause ?? "")}` : String(error);
	}
	process.stdout.write(`${JSON.stringify({ name, wrong })}\n`);
}
