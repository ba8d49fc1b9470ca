/** A case for somebody who phones or walks in: a nickname, and one goes on listening. */

import { useSignal } from "@preact/signals";
import { useLayoutEffect, useRef } from "preact/hooks";
import { BusyButton, Button } from "../../kit/button.tsx";
import { Field } from "../../kit/field.tsx";
import { t } from "../../kit/locale.ts";
import { Notice } from "../../kit/notice.tsx";
import { clients } from "../account/session.ts";
import { draftOf, dropDraft } from "../drafts.ts";
import { Chips } from "../parts/chips.tsx";
import { Page } from "../parts/page.tsx";
import { goFor } from "../places.ts";
import { attempt } from "../trouble.ts";
import { openCase } from "./acts.ts";

const KEY = "open-case";

export function OpenCase() {
	const first = { nickname: "", organisation: clients.value[0]?.id ?? "", channel: "telefoon" };
	const draft = draftOf(KEY, first);
	const busy = useSignal(false);
	const change = (part: Partial<typeof first>) => {
		draft.value = { ...draft.peek(), ...part };
	};
	const { nickname, organisation, channel } = draft.value;
	const form = useRef<HTMLFormElement>(null);
	// Somebody is on the line: what is typed first is the name, before the next paint too.
	useLayoutEffect(() => form.current?.querySelector("input")?.focus(), []);
	const submit = async (event: Event) => {
		event.preventDefault();
		if (busy.peek() || nickname.trim() === "") return;
		busy.value = true;
		await attempt(async () => {
			const id = await openCase(organisation, nickname.trim(), channel);
			dropDraft(KEY);
			goFor({ at: "talk", id });
		});
		busy.value = false;
	};
	if (clients.value.length === 0) {
		return (
			<Page name="open-case" narrow title={t("You have no role now")}>
				<Notice>{t("You can't open new cases. Those you have go on as they were.")}</Notice>
			</Page>
		);
	}
	return (
		<Page name="open-case" narrow title={t("Somebody calls or walks in")}>
			<form ref={form} onSubmit={(event) => void submit(event)}>
				<Field
					label={t("What do you call this person?")}
					hint={t("A nickname only you know. No real name is needed.")}
					confidential
					required
					maxLength={80}
					value={nickname}
					onInput={(value) => change({ nickname: value })}
				/>
				{clients.value.length > 1 && (
					<Chips
						legend={t("For which organisation?")}
						value={organisation}
						onChange={(value) => change({ organisation: value })}
						options={clients.value.map((one) => ({ value: one.id, label: one.name }))}
					/>
				)}
				<Chips
					legend={t("How did they come?")}
					value={channel}
					onChange={(value) => change({ channel: value })}
					options={[
						{ value: "telefoon", label: t("By phone") },
						{ value: "spreekuur", label: t("Walk-in hour") },
						{ value: "gesprek", label: t("At another place") },
						{ value: "email", label: t("By e-mail") },
					]}
				/>
				<BusyButton type="submit" busy={busy.value} busyText={t("Opening")} wide>
					{t("Open the case")}
				</BusyButton>
			</form>
			<p class="soft">{t("Helped already, and nothing to keep? Then only count it.")}</p>
			<Button kind="subtle" onClick={() => goFor({ at: "count-without-case" })}>
				{t("Count without a case")}
			</Button>
		</Page>
	);
}
