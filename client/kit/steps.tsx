/** What happens, in order: a numbered list with a line through it. */

import type { ComponentChildren } from "preact";

export interface Step {
	title: ComponentChildren;
	text?: ComponentChildren;
	/** Where somebody is now. */
	current?: boolean;
}

export function Steps({ steps, label }: { steps: readonly Step[]; label?: string }) {
	return (
		<ol class="steps" aria-label={label}>
			{steps.map((step, index) => (
				<li key={index} class="steps__step" aria-current={step.current ? "step" : undefined}>
					<span class="steps__title">{step.title}</span>
					{step.text && <span class="steps__text">{step.text}</span>}
				</li>
			))}
		</ol>
	);
}
