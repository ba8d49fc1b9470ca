import { beforeAll, describe, expect, test } from "vitest";
import { draft } from "../casework/kinds.ts";
import { useCatalogue } from "../kit/locale.ts";
import type { ConversationView, Draft, Statement } from "../protocol/api.ts";
import { copyOf } from "./copy.ts";

const REPORTER = "r".repeat(32);
const COUNSELLOR = "c".repeat(32);

const said = (seq: number, author: string, day: string, what: Draft): Statement => ({
	id: `${seq}`,
	seq,
	day,
	epoch: 1,
	author,
	role: author === REPORTER ? "reporter" : "counsellor",
	oneTime: false,
	kind: what.kind,
	time: `${day}T10:47:31Z`,
	content: what.content,
	state: "ok",
});

const conversationOf = (name: string, ...statements: Statement[]): ConversationView => ({
	conversation: "a".repeat(32),
	purpose: "conversation",
	roster: "roster",
	me: REPORTER,
	myRole: "reporter",
	myKeyIsOneTime: false,
	head: "",
	length: 9,
	state: "open",
	destroyOn: "",
	destroyBy: "",
	participants: [
		{ person: REPORTER, role: "reporter", oneTime: false, name: "", ground: "create" },
		{ person: COUNSELLOR, role: "counsellor", oneTime: false, name, ground: "create" },
	],
	formerParticipants: [],
	needsEpoch: false,
	events: [
		{ seq: 0, day: "2026-03-09", kind: "create", author: REPORTER, person: "", role: "" },
		{ seq: 8, day: "2026-03-11", kind: "close", author: COUNSELLOR, person: "", role: "" },
	],
	statements,
	refusals: [],
	writable: true,
});

const message = (text: string) => draft("message", { text });

beforeAll(() => useCatalogue("en", {}));

describe("M16 the reporter's copy of a conversation", () => {
	test("holds everything that was said, by whom and on which day, in order", () => {
		const view = conversationOf(
			"Noor",
			said(
				1,
				REPORTER,
				"2026-03-09",
				draft("consent-to-keep", { version: "1", language: "en", months: 12 }),
			),
			said(2, REPORTER, "2026-03-09", message("It began in May.\n\nIt goes on ☕.")),
			said(3, COUNSELLOR, "2026-03-10", message("Thank you.")),
		);
		expect(copyOf(view, null, "2026-03-12")).toBe(`Your conversation with Noor

Copy of 12 March 2026.

9 March 2026
------------

You:
    Agreed that this is kept
    Until 12 months after closing.

You:
    It began in May.

    It goes on ☕.

10 March 2026
-------------

Noor:
    Thank you.

11 March 2026
-------------

The conversation was closed.
`);
	});

	test("names a file, and holds neither its key nor the hour at which it came", () => {
		const file = draft("file", {
			upload: "u1",
			key: "secret-key",
			name: "../rota\u202efdp.exe",
			type: "application/pdf",
			size: 12,
			sha256: "hash",
			stripped: true,
		});
		const copy = copyOf(
			conversationOf("Noor", said(1, REPORTER, "2026-03-09", file)),
			null,
			"2026-03-12",
		);
		expect(copy).toContain("    File: ..rotafdp.exe\n");
		for (const hidden of ["secret-key", "hash", "u1", "10:47"]) expect(copy).not.toContain(hidden);
	});

	test.each(["\n", "\r", "\r\n", "\v", "\f", "\u0085", "\u2028", "\u2029"])(
		"keeps one person's words apart from another's, whatever ends their lines: %j",
		(end) => {
			const forged = `Hello${end}Noor:${end}    I did it.\u001b[2J<script>alert(1)</script>`;
			const view = conversationOf(
				`Noor${end}You:`,
				said(1, REPORTER, "2026-03-09", message(forged)),
			);
			const lines = copyOf(view, null, "2026-03-12").split(/[\n\r\v\f\u0085\u2028\u2029]/u);
			expect(lines).toContain("    Noor:");
			expect(lines).toContain("        I did it.[2J<script>alert(1)</script>");
			expect(lines.filter((line) => /^(Noor|You):/.test(line))).toEqual(["You:"]);
			expect(lines[0]).toBe("Your conversation with Noor You:");
		},
	);

	test("says so when not everything could be checked", () => {
		const view = conversationOf("Noor");
		const refused = { ...view, refusals: [{ code: "bad-link", seq: 3, detail: "" }] };
		expect(copyOf(refused as ConversationView, null, "2026-03-12")).toContain(
			"Something is not right with this conversation.",
		);
	});
});
