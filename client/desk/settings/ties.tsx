/** Ties that a look-out card is compared with, and when silence counts as long. */

import { useSignal } from "@preact/signals";
import { quietWeeks, settingNames } from "../../casework/register.ts";
import { BusyButton, Button } from "../../kit/button.tsx";
import { Field } from "../../kit/field.tsx";
import { t, tn } from "../../kit/locale.ts";
import type { Id } from "../../protocol/api.ts";
import { register, writeOwn } from "../cases/store.ts";
import { draftOf, dropDraft } from "../drafts.ts";
import { Chips } from "../parts/chips.tsx";
import { attempt } from "../trouble.ts";

const KEY = "tie";

export function Ties() {
	const text = draftOf(KEY, "");
	const busy = useSignal(false);
	const add = async (event: Event) => {
		event.preventDefault();
		const said = text.peek().trim();
		if (said === "" || busy.peek()) return;
		busy.value = true;
		if (await attempt(() => writeOwn([{ kind: "tie", content: { text: said } }]))) dropDraft(KEY);
		busy.value = false;
	};
	const set = (name: string, value: string) =>
		attempt(() => writeOwn([{ kind: "setting", content: { name, value } }]));
	const remove = (id: Id) => set(settingNames.tieOver, id);
	return (
		<>
			<p>
				{t(
					"When somebody names one of these on their card, you see “look out” before the story opens.",
				)}
			</p>
			<p class="soft">{t("This list is sealed. Only you can read it.")}</p>
			<form onSubmit={(event) => void add(event)}>
				<Field
					label={t("A person or team")}
					hint={t("For example: my brother-in-law Kees Vos, team Permits.")}
					confidential
					maxLength={200}
					value={text.value}
					onInput={(value) => (text.value = value)}
				/>
				<BusyButton type="submit" kind="secondary" busy={busy.value} busyText={t("Keeping")}>
					{t("Add")}
				</BusyButton>
			</form>
			<ul class="plain-rows">
				{register.value.ties.map((tie) => (
					<li key={tie.id}>
						<span translate={false}>{tie.text}</span>
						<Button
							kind="subtle"
							aria-label={t("Remove {what}", { what: tie.text })}
							onClick={() => void remove(tie.id)}
						>
							{t("Remove")}
						</Button>
					</li>
				))}
			</ul>
			<Chips
				legend={t("A case is quiet after")}
				value={String(quietWeeks(register.value))}
				onChange={(value) => void set(settingNames.quietWeeks, value)}
				options={["4", "6", "8", "12"].map((value) => ({
					value,
					label: tn("{n} week", "{n} weeks", Number(value)),
				}))}
			/>
		</>
	);
}
