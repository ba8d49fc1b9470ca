import { describe, expect, test } from "vitest";
import type { ConversationView, Draft, Statement } from "../protocol/api.ts";
import { promiseOf, stateOf } from "./conversation.ts";
import { draft, known, mayWrite } from "./kinds.ts";
import { COUNSELLOR, emptyView, REPORTER } from "./rehearsal.ts";

function said(by: "reporter" | "counsellor" | "one-time", what: Draft, day: string) {
	return (seq: number): Statement => ({
		id: `${what.kind}-${seq}`,
		seq,
		day,
		epoch: 1,
		author: by === "counsellor" ? COUNSELLOR : REPORTER,
		role: by === "counsellor" ? "counsellor" : "reporter",
		oneTime: by === "one-time",
		kind: what.kind,
		time: `${day}T10:00:00Z`,
		content: what.content,
		state: "ok",
	});
}

const log = (...lines: ((seq: number) => Statement)[]): ConversationView => ({
	...emptyView,
	statements: lines.map((line, position) => line(position + 2)),
});

const consent = draft("consent-to-keep", { version: "1", language: "nl", months: 12 });
const message = (text: string) => draft("message", { text });
const noted = draft("noted", {
	what: "about",
	content: { subjects: ["bullying"], role: "affected", minor: "" },
	form: "spoken",
	on: "2026-11-17",
});

describe("who may write what", () => {
	test("a counsellor can't consent for a reporter, nor can a one-time key", () => {
		expect(mayWrite("consent-to-keep", "C", "conversation")).toBe(false);
		expect(mayWrite("consent-to-keep", "O", "conversation")).toBe(false);
		expect(mayWrite("consent-to-keep", "R", "conversation")).toBe(true);
	});

	test("a note belongs to the case file, never to the conversation", () => {
		expect(mayWrite("note", "C", "file")).toBe(true);
		expect(mayWrite("note", "C", "conversation")).toBe(false);
	});

	test("a statement without its fields, or by the wrong hand, is not known", () => {
		const broken = said("reporter", { kind: "message", content: { texte: "x" } }, "2026-11-16")(0);
		expect(known(broken)).toBeNull();
		expect(known(said("counsellor", consent, "2026-11-16")(0))).toBeNull();
		expect(known(said("reporter", message("x"), "2026-11-16")(0))).not.toBeNull();
	});
});

describe("M08 what follows from a log", () => {
	test("whoever was asked last is waited for, from the oldest unanswered line", () => {
		const asked = stateOf(
			log(
				said("reporter", consent, "2026-11-16"),
				said("reporter", message("one"), "2026-11-16"),
				said("reporter", message("two"), "2026-11-17"),
			),
		);
		expect(asked).toMatchObject({ waitsFor: "counsellor", waitingSince: "2026-11-16" });
		const answered = stateOf(
			log(
				said("reporter", message("one"), "2026-11-16"),
				said("counsellor", message("two"), "2026-11-17"),
			),
		);
		expect(answered).toMatchObject({ waitsFor: "reporter", waitingSince: "2026-11-17" });
	});

	test("M06 times that somebody proposes are a turn, and so is calling a meeting off", () => {
		const slots = ["2026-12-03T09:00Z"];
		const plain = { minutes: 60, zone: "Europe/Amsterdam", how: "phone", instead: "", held: "" };
		const offer = draft("meeting-offer", { ...plain, slots, where: "", with: "", text: "" });
		const off = draft("meeting-off", { item: "x", text: "" });
		const turn = (...lines: ReturnType<typeof said>[]) => stateOf(log(...lines)).waitsFor;
		const asked = said("reporter", message("one"), "2026-11-16");
		expect(turn(asked, said("counsellor", offer, "2026-11-17"))).toBe("reporter");
		expect(turn(said("reporter", offer, "2026-11-17"))).toBe("counsellor");
		expect(turn(said("counsellor", offer, "2026-11-17"), said("reporter", off, "2026-11-18"))).toBe(
			"counsellor",
		);
	});

	test("lines of people and of membership come in the order of the log", () => {
		const view = log(said("reporter", message("hello"), "2026-11-16"));
		view.events = [
			{ seq: 0, day: "2026-11-16", kind: "create", author: REPORTER, person: "", role: "" },
			{ seq: 9, day: "2026-11-18", kind: "close", author: COUNSELLOR, person: "", role: "" },
		];
		const { thread } = stateOf(view);
		expect(thread.map((line) => line.seq)).toEqual([0, 2, 9]);
		expect(thread[1]).toMatchObject({ mine: true });
		expect(thread[2]).toMatchObject({ mine: false, name: "Noor" });
	});

	test("what can't be read is shown as such and nothing follows from it", () => {
		const sealed = { ...said("reporter", message("hidden"), "2026-11-16")(2), state: "sealed" };
		const view = { ...emptyView, statements: [sealed as Statement] };
		const state = stateOf(view);
		expect(state.thread[0]?.entry).toEqual({ type: "closed", state: "sealed" });
		expect(state.waitsFor).toBe("");
	});
});

describe("M02 what a counsellor noted as spoken", () => {
	test("waits for the reporter's word, and is believed until contested", () => {
		const state = stateOf(log(said("counsellor", noted, "2026-11-17")));
		expect(state.toAnswer).toHaveLength(1);
		expect(state.about?.subjects).toEqual(["bullying"]);
	});

	test("a contested note is no longer believed; the counsellor has something to do", () => {
		const state = stateOf(
			log(
				said("counsellor", noted, "2026-11-17"),
				said("reporter", draft("contest", { item: "noted-2", text: "not so" }), "2026-11-18"),
			),
		);
		expect(state.toAnswer).toHaveLength(0);
		expect(state.noted[0]).toMatchObject({ answer: "contest", text: "not so" });
		expect(state.about).toBeNull();
		expect(state.waitsFor).toBe("counsellor");
	});
});

describe("M43 the promise", () => {
	const waiting = {
		waitsFor: "counsellor",
		waitingSince: "2026-11-16",
		lastDay: "2026-11-16",
	} as const;
	const present = { from: "", until: "" };

	test("is kept until its day, and past from that day on", () => {
		expect(promiseOf(waiting, 2, present, "2026-11-18")).toMatchObject({ past: false });
		expect(promiseOf(waiting, 2, present, "2026-11-19")).toMatchObject({
			before: "2026-11-19",
			past: true,
		});
	});

	test("a device whose clock runs behind doesn't hide that it is past", () => {
		const later = { ...waiting, lastDay: "2026-11-20" };
		expect(promiseOf(later, 2, present, "2026-11-10").past).toBe(true);
	});

	test("absence is told even before the promise is past", () => {
		const away = { from: "2026-11-17", until: "2026-11-27" };
		expect(promiseOf(waiting, 2, away, "2026-11-17")).toEqual({
			before: "2026-12-02",
			past: false,
			away: true,
		});
	});
});
