/** A button for what can't be taken back: it asks once more, and stays there while it is done. */

import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { BusyButton, Button } from "../kit/button.tsx";
import { Dialog } from "../kit/dialog.tsx";
import { t } from "../kit/locale.ts";
import { sending } from "./store.ts";

interface AskFirstProps {
	/** On the button, and to whom can't see it what it is about. */
	label: string;
	spoken?: string;
	subtle?: boolean;
	/** The question, and the answer that does it. */
	title: string;
	yes: string;
	onYes: () => Promise<void>;
	/** What to know before answering. */
	children: ComponentChildren;
}

export function AskFirst(props: AskFirstProps) {
	const { label, spoken = label, subtle = false, title, yes, onYes, children } = props;
	const asking = useSignal(false);
	const answer = async () => {
		await onYes();
		asking.value = false;
	};
	return (
		<>
			<Button
				kind={subtle ? "subtle" : "secondary"}
				onClick={() => (asking.value = true)}
				aria-label={spoken}
			>
				{label}
			</Button>
			<Dialog
				open={asking.value}
				title={title}
				onClose={() => (asking.value = false)}
				back={t("No, don't")}
				actions={
					<BusyButton
						kind="danger"
						busy={sending.value !== ""}
						busyText={t("One moment")}
						onClick={() => void answer()}
					>
						{yes}
					</BusyButton>
				}
			>
				{children}
			</Dialog>
		</>
	);
}
