// @vitest-environment happy-dom
import { render } from "preact";
import { act } from "preact/test-utils";
import { afterEach, expect, test } from "vitest";
import type { ThreadLine } from "../../casework/conversation.ts";
import type { ConversationView } from "../../protocol/api.ts";
import { Thread } from "./thread.tsx";

afterEach(() => act(() => render(null, document.body)));

function line(seq: number, content: unknown): ThreadLine {
	const statement = { kind: "message", content };
	return {
		seq,
		day: "2026-11-22",
		id: `${seq}`,
		author: "",
		mine: false,
		name: "Noor",
		oneTime: false,
		entry: { type: "said", statement } as unknown as ThreadLine["entry"],
	};
}

test("M22 an odd statement that can't be drawn leaves the other lines", () => {
	const lines = [line(1, { text: "one" }), line(2, null), line(3, { text: "three" })];
	act(() =>
		render(
			<Thread view={{} as unknown as ConversationView} lines={lines} roster={null} />,
			document.body,
		),
	);
	const shown = [...document.querySelectorAll("li")].map((one) => one.textContent);
	expect(shown).toHaveLength(3);
	expect(shown[0]).toContain("one");
	expect(shown[1]).toContain("This line can't be shown.");
	expect(shown[2]).toContain("three");
});
