/** Something to know at this point of the screen. */

import type { ComponentChildren } from "preact";

export type NoticeKind = "info" | "ok" | "warning" | "danger";

const KINDS: Record<NoticeKind, string> = {
	info: "utrecht-alert--info",
	ok: "utrecht-alert--ok",
	warning: "utrecht-alert--warning",
	danger: "utrecht-alert--error",
};

export interface NoticeProps {
	children: ComponentChildren;
	title?: string;
	kind?: NoticeKind;
	/** Read out as soon as it appears: for what happened just now. */
	urgent?: boolean;
}

export function Notice({ children, title, kind = "info", urgent = false }: NoticeProps) {
	return (
		<div class={`notice utrecht-alert ${KINDS[kind]}`} role={urgent ? "alert" : undefined}>
			<div class="utrecht-alert__content">
				<div class="utrecht-alert__message">
					{title && <p class="notice__title">{title}</p>}
					<div class="notice__text">{children}</div>
				</div>
			</div>
		</div>
	);
}
