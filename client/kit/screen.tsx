/** One question a screen. Its heading gets the focus, so that everybody knows where they are. */

import { Component, type ComponentChildren } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { Button } from "./button.tsx";
import { t } from "./locale.ts";
import { Progress } from "./progress.tsx";

export interface ScreenProps {
	/** Changes when the screen does: the focus moves to the heading. */
	name: string;
	title: ComponentChildren;
	children: ComponentChildren;
	lead?: ComponentChildren;
	/** The main action and its companions, at the bottom, within a thumb's reach. */
	actions?: ComponentChildren;
	/** The screen before, if there is one. */
	onBack?: (() => void) | undefined;
	/** How far along, where that is known. */
	step?: { at: number; of: number } | undefined;
}

/** The first screen of a visit keeps the focus where the browser put it. */
let shown = "";

export function Screen({ name, title, children, lead, actions, onBack, step }: ScreenProps) {
	const heading = useRef<HTMLHeadingElement>(null);
	useLayoutEffect(() => {
		if (shown && shown !== name) {
			heading.current?.focus({ preventScroll: true });
			window.scrollTo(0, 0);
		}
		shown = name;
	}, [name]);
	return (
		<section class="screen" data-screen={name}>
			<div class="screen__top">
				{onBack && (
					<Button kind="subtle" onClick={onBack} class="screen__back">
						<span aria-hidden="true">←</span> {t("Back")}
					</Button>
				)}
				{step && <Progress at={step.at} of={step.of} />}
			</div>
			<h1 ref={heading} tabIndex={-1}>
				{title}
			</h1>
			{lead && <div class="screen__lead">{lead}</div>}
			{children}
			{actions && <div class="actions">{actions}</div>}
		</section>
	);
}

interface BoundaryProps {
	children: ComponentChildren;
	/** Stands in its place. */
	otherwise: ComponentChildren;
}

/**
 * Keeps what throws while it is drawn from taking the rest of the page away. Its key says what it
 * holds: whatever else comes, or comes again, is tried anew.
 */
export class Boundary extends Component<BoundaryProps, { failed?: true }> {
	override componentDidCatch(): void {
		this.setState({ failed: true });
	}

	override render(): ComponentChildren {
		return this.state.failed ? this.props.otherwise : this.props.children;
	}
}
