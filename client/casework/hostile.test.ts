/** What a malicious participant may write, and what must go on all the same. */

import { describe, expect, test } from "vitest";
import type { ConversationView, JsonObject, Statement } from "../protocol/api.ts";
import { casesOf } from "./case.ts";
import { stateOf } from "./conversation.ts";
import { known } from "./kinds.ts";
import { noRegister } from "./register.ts";

function said(role: Statement["role"], kind: string, content: JsonObject): Statement {
	const rest = { day: "2026-11-02", time: "2026-11-02T10:00:00Z", state: "ok" } as const;
	return { ...rest, id: kind, seq: 4, epoch: 1, author: role, role, oneTime: false, kind, content };
}

const viewWith = (...statements: Statement[]): ConversationView => ({
	conversation: "a",
	purpose: "conversation",
	roster: "",
	me: "counsellor",
	myRole: "counsellor",
	myKeyIsOneTime: false,
	head: "",
	length: 5,
	state: "open",
	destroyOn: "",
	destroyBy: "",
	participants: [],
	formerParticipants: [],
	needsEpoch: false,
	events: [],
	statements,
	refusals: [],
	writable: true,
});

function casesWith(view: ConversationView) {
	const listed = {
		conversation: view.conversation,
		purpose: view.purpose,
		organisation: "",
		length: view.length,
		head: "",
		state: "open",
		day: "2026-11-02",
		destroyOn: "",
		destroyBy: "",
		change: 1,
	} as const;
	return casesOf({ listed: [listed], views: new Map([["a", view]]), register: noRegister });
}

/** Names that every object has, whoever made it. */
const inherited = ["constructor", "__proto__", "toString", "hasOwnProperty"];

describe("M22 a reporter can't break the desk of a counsellor", () => {
	test.each(inherited)("by a statement of the kind %s", (kind) => {
		expect(casesWith(viewWith(said("reporter", kind, { text: "x" })))).toHaveLength(1);
		const noted = { what: kind, content: { text: "x" }, form: "spoken", on: "2026-11-02" };
		expect(casesWith(viewWith(said("reporter", "noted", noted)))).toHaveLength(1);
	});

	test("by something else where a text belongs", () => {
		const odd = { toString: 1, valueOf: "x" };
		for (const text of [odd, [odd], 7, null, true]) {
			const [one] = casesWith(viewWith(said("reporter", "look-out", { text })));
			expect(one?.text).toBe("");
		}
	});
});

describe("M22 a counsellor can't break the page of a reporter", () => {
	const noted = (what: string, content: JsonObject) =>
		said("counsellor", "noted", { what, content, form: "spoken", on: "2026-11-02" });

	test.each([
		["about", {}],
		["inventory", { answers: [] }],
		["never", { persons: "x", text: "" }],
		["noted", { what: "about", content: {}, form: "", on: "" }],
		["__proto__", {}],
	])("by noting %s in another shape", (what, content) => {
		const one = noted(what, content as JsonObject);
		expect(known(one)).toBeNull();
		expect(stateOf(viewWith(one)).thread[0]?.entry).toEqual({ type: "closed", state: "unknown" });
	});

	test("what is noted in the right shape is shown", () => {
		expect(known(noted("name", { name: "Sam" }))).not.toBeNull();
	});
});
