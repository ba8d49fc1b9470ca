/** A form of one subject: kept once, with a word that it was. */

import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { BusyButton, type ButtonKind } from "../../kit/button.tsx";
import { t } from "../../kit/locale.ts";
import { tell } from "../tell.ts";
import { attempt } from "../trouble.ts";

interface GuideFormProps {
	children?: ComponentChildren;
	/** What the button says. */
	action: string;
	/** Said once it is kept. */
	told: string;
	kind?: ButtonKind;
	keep: () => Promise<void>;
}

export function GuideForm({ children, action, told, kind = "primary", keep }: GuideFormProps) {
	const busy = useSignal(false);
	const submit = async (event: Event) => {
		event.preventDefault();
		if (busy.peek()) return;
		busy.value = true;
		const done = await attempt(keep);
		busy.value = false;
		if (done) tell(told);
	};
	return (
		<form onSubmit={(event) => void submit(event)}>
			{children}
			<BusyButton type="submit" kind={kind} busy={busy.value} busyText={t("Keeping")}>
				{action}
			</BusyButton>
		</form>
	);
}
