/** How far along: steps of a story, or bytes of a file. */

import { t } from "./locale.ts";

export interface ProgressProps {
	at: number;
	of: number;
	/** In words; "Step 2 of 6" when left out. */
	text?: string;
	/** Hide the words from sight. */
	textHidden?: boolean;
}

export function Progress({ at, of, text, textHidden = false }: ProgressProps) {
	const words = text ?? t("Step {at} of {of}", { at, of });
	return (
		<div class="progress">
			<span class={textHidden ? "visually-hidden" : "progress__text"}>{words}</span>
			<progress class="progress__bar" value={at} max={of} aria-label={words} />
		</div>
	);
}
