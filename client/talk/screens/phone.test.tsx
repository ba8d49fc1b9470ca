// @vitest-environment happy-dom
import { render } from "preact";
import { act } from "preact/test-utils";
import { afterEach, describe, expect, it } from "vitest";
import type { OrganisationView } from "../../protocol/api.ts";
import { exampleOrganisation, exampleRoster } from "../example.ts";
import { roster } from "../store.ts";
import { WalkIn } from "./phone.tsx";

const walkIn = { nl: "Elke dinsdag van 12 tot 14 uur.\nKamer 0.14.", en: "Every Tuesday." };

function shown(walkIn: OrganisationView["walkIn"]): string[] {
	roster.value = { ...exampleRoster, organisation: { ...exampleOrganisation, walkIn } };
	act(() => render(<WalkIn />, document.body));
	return [...document.querySelectorAll("p")].map((one) => one.textContent ?? "");
}

afterEach(() => {
	act(() => render(null, document.body));
	roster.value = null;
});

describe("M01 walking in", () => {
	it("says when and where one can walk in, line by line, in the language on screen", () => {
		const lines = shown(walkIn);
		expect(lines).toContain("Elke dinsdag van 12 tot 14 uur.");
		expect(lines).toContain("Kamer 0.14.");
		expect(lines).not.toContain("Every Tuesday.");
	});

	it("says so when there are no fixed hours", () => {
		expect(shown({ nl: "", en: "" }).join()).toContain("no fixed hours");
	});
});
