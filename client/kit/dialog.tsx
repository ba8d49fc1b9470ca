/** A question that must be answered first, in the browser's own dialog. */

import type { ComponentChildren } from "preact";
import { useEffect, useId, useRef } from "preact/hooks";
import { Button } from "./button.tsx";
import { t } from "./locale.ts";

export interface DialogProps {
	open: boolean;
	title: string;
	children: ComponentChildren;
	/** Escape, the close button, or the way back. */
	onClose: () => void;
	/** Buttons below the text. */
	actions?: ComponentChildren;
	/** What the way back is called; "Close" when left out. A question needs its own answer. */
	back?: string;
	/** Wider, for reading. */
	wide?: boolean;
}

export function Dialog({
	open,
	title,
	children,
	onClose,
	actions,
	back,
	wide = false,
}: DialogProps) {
	const element = useRef<HTMLDialogElement>(null);
	const id = useId();
	useEffect(() => {
		const dialog = element.current;
		if (!dialog || dialog.open === open) return;
		if (open) dialog.showModal();
		else dialog.close();
	}, [open]);
	const cancel = (event: Event) => {
		event.preventDefault();
		onClose();
	};
	return (
		<dialog
			ref={element}
			class={wide ? "dialog dialog--wide" : "dialog"}
			aria-labelledby={id}
			onCancel={cancel}
		>
			{open && (
				<>
					<h2 id={id}>{title}</h2>
					<div class="dialog__text">{children}</div>
					<div class="actions">
						{actions}
						<Button kind="subtle" onClick={onClose}>
							{back ?? t("Close")}
						</Button>
					</div>
				</>
			)}
		</dialog>
	);
}
