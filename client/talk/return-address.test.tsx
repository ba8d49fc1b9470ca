// @vitest-environment happy-dom
import { render } from "preact";
import { act } from "preact/test-utils";
import { afterEach, expect, it } from "vitest";
import type { RosterView } from "../protocol/api.ts";
import { ReturnAddress } from "./return-address.tsx";
import { roster } from "./store.ts";

afterEach(() => {
	act(() => render(null, document.body));
	roster.value = null;
});

it.each([
	["https://gesprek.example/o/elderveen/", "You come back at: gesprek.example"],
	["http://gesprek.example:8000/o/elderveen/", "You come back at: gesprek.example:8000"],
	["no address", ""],
])("M08 the way back beside the phrase doesn't name the organisation: %s", (site, shown) => {
	roster.value = { organisation: { site } } as RosterView;
	act(() => render(<ReturnAddress />, document.body));
	expect(document.body.textContent).toBe(shown);
});
