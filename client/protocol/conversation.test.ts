import { expect, test, vi } from "vitest";
import { checkCounsellors, openStatements } from "./log";
import { throwawayKeys } from "./participant-keys";
import { newTalk, say } from "./rehearsal";

// Work factors and thousands of flipped bytes take their time on a busy machine.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

test("M22 what a reporter writes is read by the counsellor they chose", async () => {
	const talk = await newTalk(throwawayKeys, [
		say("look-out", { text: "" }),
		say("message", { text: "Hallo" }),
	]);
	const state = checkCounsellors(
		await talk.shelf.read(),
		new Map([[talk.roster.fingerprint, talk.roster]]),
	);
	expect(state.refusals).toEqual([]);
	const seeds = await talk.shelf.seedsOf(talk.anna);
	const opened = await openStatements(state, seeds);
	expect(opened.refusals).toEqual([]);
	expect(opened.statements.map((s) => [s.kind, s.state])).toEqual([
		["look-out", "ok"],
		["message", "ok"],
	]);
});
