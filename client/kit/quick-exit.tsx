/** Leave quickly: a button that is always in reach, and Escape three times. */

import { useEffect } from "preact/hooks";
import { Button } from "./button.tsx";
import { t } from "./locale.ts";

const WITHIN_MS = 2000;
const PRESSES = 3;

export interface QuickExitProps {
	/** A neutral page to land on; the back button does not come back here. */
	to: string;
	/** Told first, to forget what is in memory. */
	onLeave?: () => void;
	/** How to go there; for tests. */
	leave?: (to: string) => void;
}

/** Counts presses of Escape; `press` answers whether this was the third in two seconds. */
export function escapeCounter(): { press: (now: number) => boolean } {
	let times: number[] = [];
	return {
		press(now) {
			times = [...times.filter((time) => now - time < WITHIN_MS), now];
			return times.length >= PRESSES;
		},
	};
}

export function QuickExit({ to, onLeave, leave = replaceLocation }: QuickExitProps) {
	const go = () => {
		// Whatever is still on screen disappears before the next page has come.
		document.documentElement.classList.add("is-leaving");
		onLeave?.();
		leave(to);
	};
	useEffect(() => {
		const counter = escapeCounter();
		const listen = (event: KeyboardEvent) => {
			if (event.key === "Escape" && counter.press(event.timeStamp)) go();
		};
		window.addEventListener("keydown", listen, { capture: true });
		return () => window.removeEventListener("keydown", listen, { capture: true });
	});
	return (
		<div class="quick-exit no-print">
			<Button class="quick-exit__button" onClick={go} aria-describedby="quick-exit-hint">
				{t("Leave quickly")}
			</Button>
		</div>
	);
}

/** The honest sentence that goes with it: place it where there is room to read. */
export function QuickExitHint() {
	return (
		<p id="quick-exit-hint" class="soft">
			{t(
				"Leave quickly closes this page, also with Escape three times. It does not erase your history.",
			)}
		</p>
	);
}

function replaceLocation(to: string): void {
	window.location.replace(to);
}
