/** A form of one subject: kept once, with a word that it was. */

import type { ComponentChildren } from "preact";
import { BusyButton, type ButtonKind } from "../../kit/button.tsx";
import { t } from "../../kit/locale.ts";
import { useOnce } from "../parts/once.ts";
import { tell } from "../tell.ts";

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
	const { busy, once } = useOnce();
	const submit = async (event: Event) => {
		event.preventDefault();
		if (await once(keep)) tell(told);
	};
	return (
		<form onSubmit={(event) => void submit(event)}>
			{children}
			<BusyButton type="submit" kind={kind} busy={busy} busyText={t("Keeping")}>
				{action}
			</BusyButton>
		</form>
	);
}
