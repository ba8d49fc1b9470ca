// @vitest-environment happy-dom
import { render } from "preact";
import { act } from "preact/test-utils";
import { afterEach, describe, expect, it, vi } from "vitest";
import { BusyButton } from "./button.tsx";
import { Choice, Choices } from "./choice.tsx";
import { Dialog } from "./dialog.tsx";
import { Field } from "./field.tsx";
import { LiveRegion } from "./live.tsx";
import { escapeCounter, QuickExit } from "./quick-exit.tsx";
import { localVoice } from "./read-aloud.tsx";
import { Screen } from "./screen.tsx";

function show(element: preact.ComponentChild) {
	act(() => render(element, document.body));
}

afterEach(() => {
	act(() => render(null, document.body));
	document.body.replaceChildren();
});

describe("Field", () => {
	it("ties label, hint and error to the control", () => {
		show(<Field label="Name" hint="If you like" error="Too long" value="x" onInput={() => {}} />);
		const input = document.querySelector("input");
		expect(document.querySelector("label")?.htmlFor).toBe(input?.id);
		const described = input?.getAttribute("aria-describedby")?.split(" ") ?? [];
		const texts = described.map((id) => document.getElementById(id)?.textContent);
		expect(texts).toEqual(["If you like", "Too long"]);
		expect(input?.getAttribute("aria-invalid")).toBe("true");
	});
});

describe("Choice", () => {
	const options = [
		{ value: "a", label: "A" },
		{ value: "b", label: "B" },
	] as const;

	it("gives the one answer", () => {
		const chosen = vi.fn();
		show(<Choice legend="Which?" options={options} value={null} onChange={chosen} />);
		document.querySelectorAll("input")[1]?.click();
		expect(chosen).toHaveBeenCalledWith("b");
	});

	it("adds and removes where several answers are possible", () => {
		const chosen = vi.fn();
		show(<Choices legend="Which?" options={options} values={["a"]} onChange={chosen} />);
		document.querySelectorAll("input")[1]?.click();
		expect(chosen).toHaveBeenLastCalledWith(["a", "b"]);
		document.querySelectorAll("input")[0]?.click();
		expect(chosen).toHaveBeenLastCalledWith([]);
	});
});

describe("a question", () => {
	it("has an answer that says no, where there is something to do", () => {
		HTMLDialogElement.prototype.showModal ??= () => {};
		const close = vi.fn();
		show(
			<Dialog open title="Withdraw?" onClose={close} back="No, don't" actions={<b>Yes</b>}>
				Sure?
			</Dialog>,
		);
		const back = document.querySelector<HTMLButtonElement>("dialog button");
		expect(back?.textContent).toBe("No, don't");
		back?.click();
		expect(close).toHaveBeenCalledOnce();
	});
});

describe("BusyButton", () => {
	it("is silent again once it is done", () => {
		const page = (busy: boolean) => (
			<>
				<BusyButton busy={busy} busyText="Sending">
					Send
				</BusyButton>
				<LiveRegion />
			</>
		);
		const region = () => document.querySelector("[aria-live=polite]")?.textContent;
		show(page(true));
		expect(region()).toBe("Sending");
		show(page(false));
		expect(region()).toBe("");
	});

	it("does nothing twice", () => {
		const send = vi.fn();
		show(
			<BusyButton busy={true} busyText="Sending" onClick={send}>
				Send
			</BusyButton>,
		);
		document.querySelector("button")?.click();
		expect(send).not.toHaveBeenCalled();
		expect(document.querySelector("button")?.textContent).toBe("Sending");
	});
});

describe("M08 what takes a moment", () => {
	it("is said to who doesn't see the button", async () => {
		const button = (busy: boolean) => (
			<>
				<BusyButton busy={busy} busyText="Opening. This takes a moment.">
					Open
				</BusyButton>
				<LiveRegion />
			</>
		);
		show(button(false));
		show(button(true));
		await vi.waitFor(() =>
			expect(document.querySelector("[aria-live=polite]")?.textContent).toContain(
				"This takes a moment.",
			),
		);
	});
});

describe("Screen", () => {
	it("moves the focus to the heading when the screen changes, not at the first", () => {
		const screen = (name: string) => (
			<Screen name={name} title={name}>
				text
			</Screen>
		);
		show(screen("one"));
		expect(document.activeElement?.tagName).not.toBe("H1");
		show(screen("two"));
		expect(document.activeElement?.textContent).toBe("two");
	});
});

describe("QuickExit", () => {
	it("leaves by the button, after what is in memory was dropped", () => {
		const order: string[] = [];
		const leave = (to: string) => order.push(to);
		show(
			<QuickExit to="https://weather.example" onLeave={() => order.push("drop")} leave={leave} />,
		);
		document.querySelector("button")?.click();
		expect(order).toEqual(["drop", "https://weather.example"]);
	});

	it("counts three presses of Escape within two seconds", () => {
		const counter = escapeCounter();
		expect([0, 500, 900].map(counter.press)).toEqual([false, false, true]);
		const slow = escapeCounter();
		expect([0, 1500, 3000, 4500].map(slow.press)).toEqual([false, false, false, false]);
	});
});

describe("ReadAloud", () => {
	it("uses voices of the device only", () => {
		const voice = (lang: string, localService: boolean) =>
			({ lang, localService }) as SpeechSynthesisVoice;
		const remote = voice("nl-NL", false);
		const local = voice("nl_BE", true);
		expect(localVoice([remote, local], "nl")).toBe(local);
		expect(localVoice([remote], "nl")).toBeUndefined();
	});
});
