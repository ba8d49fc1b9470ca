/** What the reporter said about an agreement by phone, at the table or on paper. */

import { useSignal } from "@preact/signals";
import type { Agreement } from "../../casework/agreement.ts";
import type { Case } from "../../casework/case.ts";
import { BusyButton } from "../../kit/button.tsx";
import { Field } from "../../kit/field.tsx";
import { t } from "../../kit/locale.ts";
import { today } from "../cases/store.ts";
import { Chips } from "../parts/chips.tsx";
import { useOnce } from "../parts/once.ts";
import { tell } from "../tell.ts";
import { noteFor } from "./record.ts";

type Said = "spoken" | "paper" | "declined";

export function NoteAnswer({ one, agreement }: { one: Case; agreement: Agreement }) {
	const said = useSignal<Said>("spoken");
	const on = useSignal(today.value);
	const { busy, once } = useOnce();
	const item = agreement.id;
	const note = async () => {
		const day = on.value;
		const done = await once(() =>
			said.value === "declined"
				? noteFor(one, {
						what: "agreement-declined",
						content: { item, text: "" },
						form: "spoken",
						on: day,
					})
				: noteFor(one, {
						what: "agreement-signed",
						content: { item, hash: "" },
						form: said.value,
						on: day,
					}),
		);
		if (done) tell(t("Noted"));
	};
	return (
		<details class="fold">
			<summary>{t("Answered by phone, at the table or on paper?")}</summary>
			<Chips<Said>
				legend={t("What was the answer?")}
				value={said.value}
				onChange={(value) => (said.value = value)}
				options={[
					{ value: "spoken", label: t("Said yes") },
					{ value: "paper", label: t("Signed on paper") },
					{ value: "declined", label: t("Rather not") },
				]}
			/>
			{said.value === "paper" && (
				<p>{t("You keep the signed copy yourself, where nobody else comes.")}</p>
			)}
			<Field
				label={t("On which day?")}
				type="date"
				max={today.value}
				value={on.value}
				onInput={(value) => (on.value = value)}
			/>
			<BusyButton kind="secondary" busy={busy} busyText={t("Keeping")} onClick={() => void note()}>
				{t("Note this answer")}
			</BusyButton>
		</details>
	);
}
