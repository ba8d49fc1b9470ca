import { describe, expect, test } from "vitest";
import type { Draft, JsonObject } from "../protocol/api.ts";
import { aftercareDue, usualMoments } from "./aftercare.ts";
import { hashOfAgreement } from "./agreement-text.ts";
import { inOrder, isInForce, refusalOf, standingOf } from "./consents.ts";
import { referralsToAsk } from "./follow-ups.ts";
import { guidanceOf } from "./guidance.ts";
import { draft } from "./kinds.ts";
import { ahead } from "./meetings.ts";
import { idAt, type Line, viewOf } from "./rehearsal.ts";
import { chosen, termEnds, termsToAsk } from "./routes.ts";

const reporter = (what: Draft, day?: string): Line => ({
	by: "reporter",
	draft: what,
	...(day ? { day } : {}),
});
const counsellor = (what: Draft, day?: string): Line => ({
	...reporter(what, day),
	by: "counsellor",
});
const noted = (what: Draft, on = "2026-11-23", form = "spoken") =>
	counsellor(draft("noted", { what: what.kind, content: what.content, form, on }));

const stateAfter = (...lines: Line[]) => guidanceOf(viewOf(lines));
const breaches = (...lines: Line[]) => stateAfter(...lines).invalid.map((one) => one.breach);

const slots = ["2026-12-03T09:00Z", "2026-12-03T13:30Z"];
const offer = (content: Partial<JsonObject> = {}): Draft => ({
	kind: "meeting-offer",
	content: {
		slots,
		minutes: 60,
		zone: "Europe/Amsterdam",
		how: "room",
		where: "Kamer 2",
		with: "",
		text: "",
		instead: "",
		held: "",
		...content,
	},
});
const agreed = (item: string, slot = slots[0] as string) =>
	draft("meeting-agreed", { item, slot, zone: "Europe/Amsterdam", with: "", text: "", held: "" });
const off = (item: string) => draft("meeting-off", { item, text: "" });

describe("M06 a meeting", () => {
	test("is agreed on one of the times that the other offered", () => {
		const state = stateAfter(counsellor(offer()), reporter(agreed(idAt(0))));
		expect(state.meetings[0]).toMatchObject({ state: "agreed", slot: slots[0], form: "device" });
		expect(ahead(state, Date.parse("2026-12-03T09:59Z"))).toHaveLength(1);
		expect(ahead(state, Date.parse("2026-12-03T10:01Z"))).toHaveLength(0);
	});

	test("can't be agreed on another time, by who offered it, or twice", () => {
		const other = agreed(idAt(0), "2026-12-04T09:00Z");
		expect(breaches(counsellor(offer()), reporter(other))).toEqual(["not-offered"]);
		expect(breaches(counsellor(offer()), counsellor(agreed(idAt(0))))).toEqual(["own-offer"]);
		const twice = [reporter(agreed(idAt(0))), reporter(agreed(idAt(0), slots[1]))];
		expect(breaches(counsellor(offer()), ...twice)).toEqual(["no-longer-open"]);
	});

	test("is moved by agreeing on one in its place, and stands until then", () => {
		const first = [counsellor(offer()), reporter(agreed(idAt(0)))];
		const later = offer({ slots: ["2026-12-10T09:00Z"], instead: idAt(0) });
		expect(stateAfter(...first, reporter(later)).meetings[0]?.state).toBe("agreed");
		const answer = counsellor(agreed(idAt(2), "2026-12-10T09:00Z"));
		const state = stateAfter(...first, reporter(later), answer);
		expect(state.meetings.map((one) => one.state)).toEqual(["moved", "agreed"]);
	});

	test("is taken back, declined or cancelled", () => {
		const states = (...lines: Line[]) => stateAfter(...lines).meetings[0]?.state;
		expect(states(counsellor(offer()), counsellor(off(idAt(0))))).toBe("taken-back");
		expect(states(counsellor(offer()), reporter(off(idAt(0))))).toBe("declined");
		const both = [counsellor(offer()), reporter(agreed(idAt(0)))];
		expect(states(...both, reporter(off(idAt(0))))).toBe("cancelled");
		expect(breaches(...both, reporter(off(idAt(0))), reporter(off(idAt(0))))).toHaveLength(1);
	});

	test("spoken, it is the reporter's word, until they contest it", () => {
		const lines = [counsellor(offer()), noted(agreed(idAt(0)))];
		expect(stateAfter(...lines).meetings[0]).toMatchObject({ state: "agreed", form: "spoken" });
		const contest = reporter(draft("contest", { item: idAt(1), text: "" }));
		expect(stateAfter(...lines, contest).meetings[0]?.state).toBe("offered");
	});

	test.each([
		["no times", { slots: [] }],
		["a time that is none", { slots: ["tomorrow"] }],
		["no length", { minutes: 0 }],
	])("with %s is shown as impossible", (_, content) => {
		expect(breaches(counsellor(offer(content)))).toEqual(["impossible"]);
	});
});

describe("M07 an agreement", () => {
	const text = (version: string) =>
		draft("agreement", { template: "t", version, language: "nl", title: "", text: "Afspraken" });
	const read = hashOfAgreement({ title: "", text: "Afspraken" });
	const signed = (item: string, hash = read) => draft("agreement-signed", { item, hash });

	test("is signed on the device, spoken or on paper", () => {
		const form = (line: Line) => stateAfter(counsellor(text("1")), line).agreements[0];
		expect(form(reporter(signed(idAt(0))))).toMatchObject({ state: "signed", form: "device" });
		expect(form(noted(signed(idAt(0))))).toMatchObject({ state: "signed", form: "spoken" });
		const paper = noted(signed(idAt(0)), "2026-11-20", "paper");
		expect(form(paper)).toMatchObject({ form: "paper", on: "2026-11-20" });
	});

	test("in a new version asks again; the old one can't be signed any more", () => {
		const lines = [counsellor(text("1")), reporter(signed(idAt(0))), counsellor(text("2"))];
		expect(stateAfter(...lines).agreements.map((one) => one.state)).toEqual(["signed", "offered"]);
		const tooLate = [counsellor(text("1")), counsellor(text("2")), reporter(signed(idAt(0)))];
		expect(breaches(...tooLate)).toEqual(["no-longer-open"]);
	});

	test("can be declined, and signed after all", () => {
		const no = reporter(draft("agreement-declined", { item: idAt(0), text: "Liever niet." }));
		expect(stateAfter(counsellor(text("1")), no).agreements[0]?.state).toBe("declined");
		const yes = reporter(signed(idAt(0)));
		expect(stateAfter(counsellor(text("1")), no, yes).agreements[0]?.state).toBe("signed");
	});

	test("is not signed with the hash of another text, nor on a device without one", () => {
		const other = hashOfAgreement({ title: "", text: "Andere afspraken" });
		for (const hash of [other, ""]) {
			const lines = [counsellor(text("1")), reporter(signed(idAt(0), hash))];
			expect(breaches(...lines)).toEqual(["other-text"]);
			expect(stateAfter(...lines).agreements[0]?.state).toBe("offered");
		}
		const paper = noted(signed(idAt(0), ""), "2026-11-20", "paper");
		expect(stateAfter(counsellor(text("1")), paper).agreements[0]?.state).toBe("signed");
	});

	test("is never signed by the counsellor for the reporter", () => {
		expect(
			stateAfter(counsellor(text("1")), counsellor(signed(idAt(0)))).agreements[0]?.state,
		).toBe("offered");
	});
});

describe("M10 M11 steps", () => {
	const choice = (route: string) => draft("choice", { route, text: "" });

	test("the reporter chooses and may choose again; the counsellor can't", () => {
		const lines = [reporter(choice("own-talk")), reporter(choice("only-listening"))];
		expect(chosen(stateAfter(...lines))?.content.route).toBe("only-listening");
		expect(chosen(stateAfter(counsellor(choice("complaint"))))).toBeNull();
		expect(chosen(stateAfter(noted(choice("complaint"))))?.form).toBe("spoken");
	});

	test("M42 the two terms of the law run from the day of the report", () => {
		const made = counsellor(draft("report-made", { route: "report", on: "2026-11-24" }));
		const [report] = stateAfter(made).reports;
		if (!report) throw new Error("no report");
		expect(termEnds(report, "acknowledgement")).toBe("2026-12-01");
		expect(termEnds(report, "feedback")).toBe("2027-03-01");
		expect(termsToAsk(stateAfter(made), "2026-12-01")).toEqual([]);
		expect(termsToAsk(stateAfter(made), "2026-12-02").map((one) => one.term)).toEqual([
			"acknowledgement",
		]);
		const got = draft("term", {
			item: idAt(0),
			term: "acknowledgement",
			had: true,
			on: "2026-11-30",
		});
		const [answered] = stateAfter(made, reporter(got)).reports;
		expect(answered && termEnds(answered, "feedback")).toBe("2027-02-28");
	});
});

describe("M21 consent", () => {
	const asked = {
		what: "Dat je gepest wordt",
		to: "je leidinggevende",
		why: "",
		until: "2026-12-31",
	};
	const request = counsellor(draft("consent-request", asked));
	const given = (change: Partial<typeof asked> = {}) =>
		draft("consent-given", { item: idAt(0), ...asked, ...change });
	const used = (on: string, change: Partial<typeof asked> = {}) => {
		const { what, to } = { ...asked, ...change };
		return counsellor(draft("consent-used", { item: idAt(0), what, to, on }), on);
	};
	const yes = reporter(given(), "2026-11-24");

	test("given, it may be used as given until its last day", () => {
		const state = stateAfter(request, yes, used("2026-12-31"));
		expect(state.consents[0]?.uses).toHaveLength(1);
		expect(state.invalid).toEqual([]);
	});

	test.each([
		["before it was given", used("2026-11-23"), "no-consent"],
		["after its last day", used("2027-01-01"), "expired"],
		["for somebody else", used("2026-12-01", { to: "de directie" }), "narrower"],
		["for more", used("2026-12-01", { what: "Alles" }), "narrower"],
	])("used %s, it is refused and shown", (_, use, breach) => {
		expect(breaches(request, yes, use)).toEqual([breach]);
	});

	test("never given, it can't be used", () => {
		expect(breaches(request, used("2026-12-01"))).toEqual(["no-consent"]);
		const no = reporter(draft("consent-refused", { item: idAt(0), text: "" }));
		expect(breaches(request, no, used("2026-12-01"))).toEqual(["no-consent"]);
	});

	test("the reporter may allow less, never more or to others", () => {
		const less = reporter(given({ what: "Dat er gepest wordt", until: "2026-12-01" }));
		expect(stateAfter(request, less).consents[0]?.given?.until).toBe("2026-12-01");
		expect(breaches(request, reporter(given({ until: "2027-06-01" })))).toEqual(["not-offered"]);
		expect(breaches(request, reporter(given({ to: "HR" })))).toEqual(["not-offered"]);
	});

	test("withdrawn, it ends that day; what was done before stays as it was", () => {
		const back = reporter(draft("consent-withdrawn", { item: idAt(0), text: "" }), "2026-12-05");
		expect(breaches(request, yes, back, used("2026-12-05"))).toEqual(["withdrawn"]);
		expect(breaches(request, yes, back, used("2026-12-04"))).toEqual([]);
		const [consent] = stateAfter(request, yes, back).consents;
		expect(consent && isInForce(consent, "2026-12-05")).toBe(false);
		expect(breaches(request, yes, back, reporter(given()))).toEqual(["no-longer-open"]);
	});

	test("spoken and then contested, it was never given", () => {
		const lines = [request, noted(given(), "2026-11-24")];
		const [consent] = stateAfter(...lines).consents;
		const use = { what: asked.what, to: asked.to, on: "2026-11-25" };
		expect(consent && refusalOf(consent, use)).toBe("");
		const contest = reporter(draft("contest", { item: idAt(1), text: "" }));
		expect(stateAfter(...lines, contest).consents[0]?.state).toBe("asked");
	});

	test("what is in force stands on top, what is over at the end", () => {
		const until = (day: string, what: string) =>
			counsellor(draft("consent-request", { ...asked, what, until: day }));
		const { consents } = stateAfter(
			until("2026-11-24", "ended"),
			until("2026-12-31", "later"),
			until("2026-12-05", "sooner"),
			until("2026-12-31", "asked"),
			reporter(draft("consent-given", { item: idAt(1), ...asked, what: "later" })),
			reporter(draft("consent-given", { item: idAt(2), ...asked, until: "2026-12-05" })),
		);
		const sorted = inOrder(consents, "2026-11-25");
		expect(sorted.map((one) => [one.asked.what, standingOf(one, "2026-11-25")])).toEqual([
			["sooner", "in-force"],
			["later", "in-force"],
			["asked", "asked"],
			["ended", "ended"],
		]);
	});

	test("a use that is written down later shows when it was written", () => {
		const { to, what } = asked;
		const late = draft("consent-used", { item: idAt(0), what, to, on: "2026-11-25" });
		const [consent] = stateAfter(request, yes, counsellor(late, "2026-12-20")).consents;
		expect(consent?.uses[0]).toMatchObject({ on: "2026-11-25", written: "2026-12-20" });
	});

	test("a one-time key, which the counsellor knew, can't give it", () => {
		expect(stateAfter(request, { by: "one-time", draft: given() }).consents[0]?.state).toBe(
			"asked",
		);
	});
});

describe("M13 a referral", () => {
	const referral = counsellor(
		draft("referral", {
			body: "gp",
			name: "Huisarts",
			need: "health",
			reach: "",
			text: "",
			ask: "2026-12-07",
		}),
	);
	const said = (had: string) =>
		reporter(draft("referral-answer", { item: idAt(0), had, text: "" }));

	test("is asked about from the agreed day on, until the reporter says how it went", () => {
		expect(referralsToAsk(stateAfter(referral), "2026-12-06")).toEqual([]);
		expect(referralsToAsk(stateAfter(referral), "2026-12-07")).toHaveLength(1);
		expect(referralsToAsk(stateAfter(referral, said("not-yet")), "2026-12-07")).toHaveLength(1);
		expect(referralsToAsk(stateAfter(referral, said("not")), "2026-12-07")).toEqual([]);
		expect(breaches(referral, said("perhaps"))).toEqual(["impossible"]);
	});
});

describe("M20 aftercare", () => {
	test("the usual moments are working days, six weeks and three months on", () => {
		expect(usualMoments("2026-11-22")).toEqual(["2027-01-04", "2027-02-22"]);
	});

	const offered = counsellor(
		draft("aftercare-offer", { days: ["2027-02-22", "2027-01-04"], by: "telephone", text: "" }),
	);
	const answer = (days: string[]) =>
		reporter(draft("aftercare-answer", { item: idAt(0), days, by: "", text: "" }));
	const held = (on: string) =>
		counsellor(
			draft("aftercare-held", { item: idAt(0), on, how: "well", disadvantage: false, text: "" }),
		);

	test("is accepted, moved or refused by the reporter", () => {
		const state = (days: string[]) => stateAfter(offered, answer(days)).aftercare[0];
		expect(state(["2027-01-04"])).toMatchObject({ state: "accepted", days: ["2027-01-04"] });
		expect(state(["2027-01-11"])?.days).toEqual(["2027-01-11"]);
		expect(state([])?.state).toBe("refused");
	});

	test("comes up on its day, until it was held", () => {
		const days = ["2027-01-04", "2027-02-22"];
		const due = (today: string, ...more: Line[]) =>
			aftercareDue(stateAfter(offered, answer(days), ...more), today).map((one) => one.on);
		expect(due("2027-01-03")).toEqual([]);
		expect(due("2027-01-05")).toEqual(["2027-01-04"]);
		expect(due("2027-01-05", held("2027-01-05"))).toEqual([]);
		expect(due("2027-02-22", held("2027-01-05"))).toEqual(["2027-02-22"]);
	});
});

describe("what breaks the table", () => {
	test.each([
		["meeting-agreed", agreed("nothing")],
		["consent-withdrawn", draft("consent-withdrawn", { item: "nothing", text: "" })],
		["referral-answer", draft("referral-answer", { item: "nothing", had: "not", text: "" })],
		["term", draft("term", { item: "nothing", term: "feedback", had: true, on: "2026-11-23" })],
		[
			"aftercare-answer",
			draft("aftercare-answer", { item: "nothing", days: [], by: "", text: "" }),
		],
	])("%s that answers nothing is listed, never dropped", (kind, what) => {
		const { invalid } = stateAfter(reporter(what));
		expect(invalid).toHaveLength(1);
		expect(invalid[0]).toMatchObject({ told: { kind }, breach: "no-such-item" });
	});
});
