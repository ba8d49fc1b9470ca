/**
 * What was just done, or is going on. It has a place of its own, so that nothing moves when it
 * comes and goes: at the side where there is room, else in the empty row below the title.
 */

import { signal } from "@preact/signals";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import { announce, unannounce } from "../../kit/live.tsx";
import { t } from "../../kit/locale.ts";
import { opening } from "../cases/store.ts";
import { lineGone } from "../remote.ts";
import { told } from "../tell.ts";

/** The same words as in shell.css. */
const room = matchMedia("(min-width: 60rem) and (min-height: 40rem)");
const hasRoom = signal(room.matches);
room.addEventListener("change", () => {
	hasRoom.value = room.matches;
});

export function Told({ at }: { at: "side" | "title" }) {
	return hasRoom.value === (at === "side") ? <Line /> : null;
}

function Line() {
	const line = useRef<HTMLDivElement>(null);
	const { kind, text } = now();
	useLayoutEffect(() => {
		const box = line.current;
		box?.classList.remove("told--low");
		if (box && kind !== "" && liesOver(box)) box.classList.add("told--low");
	}, [kind, text === ""]);
	useEffect(() => {
		// What was done is read out where it is told; of progress only that there is some.
		if (text === "" || kind === "done") return;
		announce(text);
		return () => unannounce(text);
	}, [kind]);
	return (
		<div class="told" role="status" aria-live="off" ref={line}>
			{kind === "going" && <span class="spinner__ring" aria-hidden="true" />}
			<span>{text}</span>
		</div>
	);
}

function now(): { kind: "done" | "gone" | "going" | ""; text: string } {
	if (told.value !== "") return { kind: "done", text: told.value };
	if (lineGone.value) {
		return { kind: "gone", text: t("The line is gone. We keep trying; nothing is lost.") };
	}
	const going = opening.value;
	if (!going) return { kind: "", text: "" };
	return { kind: "going", text: t("Opening your cases: {done} of {total}", { ...going }) };
}

const CONTROLS = "button, a[href], input, textarea, select, summary, [contenteditable]";

/** Whether something to press or to type in lies below it, since the page was scrolled. */
function liesOver(box: HTMLElement): boolean {
	const { top, bottom, left, right } = box.getBoundingClientRect();
	const controls = document.querySelectorAll(`.page ${CONTROLS.replaceAll(", ", ", .page ")}`);
	return [...controls].some((one) => {
		if (one.closest(".page__head")) return false;
		const other = one.getBoundingClientRect();
		const beside = other.right <= left || other.left >= right;
		return other.height > 0 && !beside && other.top < bottom && other.bottom > top;
	});
}
