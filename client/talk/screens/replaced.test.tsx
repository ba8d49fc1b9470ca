// @vitest-environment happy-dom
import { render } from "preact";
import { act } from "preact/test-utils";
import { afterEach, describe, expect, it } from "vitest";
import type { RosterView } from "../../protocol/api.ts";
import { exampleRoster } from "../example.ts";
import { roster } from "../store.ts";
import { Replaced } from "./replaced.tsx";
import { Whom } from "./whom.tsx";

const view: RosterView = {
	...exampleRoster,
	warnings: [{ code: "roster-changed", detail: "" }],
	succeededBy: "b",
};

const button = () => document.querySelector<HTMLButtonElement>(".utrecht-button--primary-action");

afterEach(() => {
	act(() => render(null, document.body));
	roster.value = null;
});

describe("M36 when all keys of the counsellors were replaced", () => {
	it("who has the old poster is told at once, and goes on only after calling", () => {
		roster.value = view;
		act(() => render(<Replaced />, document.body));
		expect(document.querySelector("[role=alert]")?.textContent).toContain("keys of all");
		expect(button()).toBeNull();
		act(() => document.querySelector("input")?.click());
		expect(button()?.textContent).toContain("new list");
	});

	it("who has the new one is told when choosing, and whether somebody vouches", () => {
		roster.value = { ...view, succeededBy: "", replaces: "old" };
		act(() => render(<Whom />, document.body));
		expect(document.body.textContent).toContain("Call before you write");
		expect(document.body.textContent).not.toContain("vouches");
		roster.value = { ...roster.value, witnessed: true };
		act(() => render(<Whom />, document.body));
		expect(document.body.textContent).toContain("vouches for the new keys");
	});
});
