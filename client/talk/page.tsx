/** One screen of this application: a question, its answer, and the way on. */

import type { ComponentChildren } from "preact";
import { Screen } from "../kit/screen.tsx";
import { back, place, steps } from "./places.ts";

interface PageProps {
	title: ComponentChildren;
	children: ComponentChildren;
	lead?: ComponentChildren;
	actions?: ComponentChildren;
	/** What is behind must not be gone back to. */
	noBack?: boolean;
}

export function Page({ title, children, lead, actions, noBack = false }: PageProps) {
	return (
		<Screen
			name={place.value}
			title={title}
			lead={lead}
			actions={actions}
			onBack={noBack || steps.value === 0 ? undefined : back}
		>
			{children}
		</Screen>
	);
}
