// @vitest-environment happy-dom
import { render } from "preact";
import { act } from "preact/test-utils";
import { afterEach, describe, expect, it } from "vitest";
import { Boundary } from "./screen.tsx";

let broken = true;

function Odd({ text }: { text: string }) {
	if (broken) throw new Error("odd");
	return <p>{text}</p>;
}

const show = (of: string) =>
	act(() =>
		render(
			<main>
				<p>before</p>
				<Boundary key={of} otherwise={<p>otherwise</p>}>
					<Odd text={of} />
				</Boundary>
			</main>,
			document.body,
		),
	);
const text = () => document.body.textContent;

afterEach(() => {
	act(() => render(null, document.body));
	broken = true;
});

describe("what throws while it is drawn", () => {
	it("leaves the rest", () => {
		show("one");
		expect(text()).toBe("beforeotherwise");
	});

	it("doesn't stand in the way of something else", () => {
		show("one");
		broken = false;
		show("two");
		expect(text()).toBe("beforetwo");
	});
});
