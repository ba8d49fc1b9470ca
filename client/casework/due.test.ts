import { describe, expect, test } from "vitest";
import type { ConversationView, Draft, Statement } from "../protocol/api.ts";
import type { Case } from "./case.ts";
import { dueOf } from "./due.ts";
import { type Guidance, guidanceOf, nothingYet } from "./guidance.ts";
import { draft } from "./kinds.ts";
import { runningIn } from "./running.ts";
import { todayOf } from "./today.ts";

const COUNSELLOR = "c".repeat(32);
const REPORTER = "d".repeat(32);

function log(lines: { by: "counsellor" | "reporter"; what: Draft }[]): ConversationView {
	const statements = lines.map(
		({ by, what }, index): Statement => ({
			id: `s${index}`,
			seq: index + 2,
			day: "2026-11-02",
			epoch: 1,
			author: by === "counsellor" ? COUNSELLOR : REPORTER,
			role: by,
			oneTime: false,
			kind: what.kind,
			time: "2026-11-02T10:00:00Z",
			content: what.content,
			state: "ok",
		}),
	);
	return { statements, participants: [], formerParticipants: [] } as unknown as ConversationView;
}

const said = (what: Draft) => ({ by: "counsellor" as const, what });
const told = (what: Draft) => ({ by: "reporter" as const, what });

const agreed = guidanceOf(
	log([
		said(draft("follow-up", { on: "2026-11-20", text: "Het gesprek met HR" })),
		said(draft("aftercare-offer", { days: ["2026-11-10", "2027-02-02"], by: "online", text: "" })),
		told(
			draft("aftercare-answer", {
				item: "s1",
				days: ["2026-11-10", "2027-02-02"],
				by: "",
				text: "",
			}),
		),
	]),
);

const open: Case = {
	id: "f".repeat(32),
	file: "",
	conversation: "f".repeat(32),
	nickname: "",
	organisation: "",
	stage: "open",
	opened: "2026-09-01",
	lastDay: "2026-09-02",
	destroyOn: "",
	destroyBy: "",
	talk: null,
	contacts: [],
	unread: 0,
	leftUnseen: "",
	counted: false,
	trouble: false,
	unseen: false,
	loading: false,
	text: "",
};

const at = (today: string, guidance: Guidance) => ({
	today,
	quietWeeks: 6,
	promiseDays: {},
	absence: {},
	guidance: () => guidance,
});

describe("what was agreed for a day", () => {
	test("M14 is due from that day on, the oldest first, each with its reason", () => {
		expect(dueOf(agreed, "2026-11-09")).toEqual([]);
		expect(dueOf(agreed, "2026-11-21").map(({ what, on }) => [what, on])).toEqual([
			["aftercare", "2026-11-10"],
			["follow-up", "2026-11-20"],
		]);
	});

	test("M14 stands on today instead of the silence it breaks, and says how much more there is", () => {
		const [item, ...others] = todayOf([open], at("2026-11-21", agreed));
		expect(others).toEqual([]);
		expect(item).toMatchObject({ group: "due", why: "aftercare", since: "2026-11-10", more: 1 });
		const [quiet] = todayOf([open], at("2026-11-21", nothingYet()));
		expect(quiet?.group).toBe("quiet");
	});

	test("M20 is due in a closed case too, and not in one that is withdrawn or gone", () => {
		const groups = (stage: Case["stage"]) =>
			todayOf([{ ...open, stage, counted: true }], at("2026-11-21", agreed)).map(
				(one) => one.group,
			);
		expect(groups("closed")).toEqual(["due"]);
		expect(groups("withdrawn")).toEqual([]);
		expect(groups("destroyed")).toEqual([]);
	});

	test("M14 three hundred open cases with a long log each are looked through in a moment", () => {
		const lines = Array.from({ length: 200 }, (_, n) => said(draft("progress", { text: `${n}` })));
		const state = guidanceOf(
			log([...lines, said(draft("follow-up", { on: "2026-11-20", text: "" }))]),
		);
		const many = Array.from({ length: 300 }, (_, n) => ({ ...open, id: `${n}` }));
		const begun = performance.now();
		expect(todayOf(many, at("2026-11-21", state))).toHaveLength(300);
		expect(performance.now() - begun).toBeLessThan(500);
	});
});

describe("closing", () => {
	test("M19 what still runs is named: a follow-up, a referral to ask about, the terms of a report", () => {
		const state = guidanceOf(
			log([
				said(draft("follow-up", { on: "2026-12-01", text: "" })),
				said(draft("report-made", { route: "integrity-report", on: "2026-11-02" })),
			]),
		);
		expect(runningIn(state, "2026-11-21")).toEqual(["follow-up", "report"]);
		expect(runningIn(nothingYet(), "2026-11-21")).toEqual([]);
	});
});
