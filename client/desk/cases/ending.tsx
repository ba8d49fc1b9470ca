/** Closing a case: together, or after long silence with a last message that leaves the door open. */

import { useSignal } from "@preact/signals";
import type { Case } from "../../casework/case.ts";
import { BusyButton, Button } from "../../kit/button.tsx";
import { Check } from "../../kit/choice.tsx";
import { Field } from "../../kit/field.tsx";
import { t, tn } from "../../kit/locale.ts";
import { Notice } from "../../kit/notice.tsx";
import type { Id } from "../../protocol/api.ts";
import { organisations } from "../account/session.ts";
import { leaveNotCounted, registeredOf } from "../counting/counting.ts";
import { draftOf, dropDraft } from "../drafts.ts";
import { labelOf } from "../parts/names.ts";
import { Page } from "../parts/page.tsx";
import { go, goFor } from "../places.ts";
import { tell } from "../tell.ts";
import { attempt } from "../trouble.ts";
import { close } from "./acts.ts";
import { byId } from "./store.ts";

type How = "together" | "silence";

export function EndingScreen({ id, how }: { id: Id; how: How }) {
	const one = byId.value.get(id);
	const key = `ending:${id}:${how}`;
	const draft = draftOf(key, { text: proposed(how), again: true });
	const busy = useSignal(false);
	if (!one)
		return (
			<Page name="ending" title={t("One moment")}>
				{null}
			</Page>
		);
	const months = organisations.value.find(
		(other) => other.id === one.organisation,
	)?.retentionMonths;
	const written = one.conversation !== "" && one.talk !== null;
	const submit = async (event: Event) => {
		event.preventDefault();
		if (busy.peek()) return;
		busy.value = true;
		const { text, again } = draft.value;
		const last = { text: text.trim(), reason: how, again };
		const done = await attempt(async () => {
			await leaveNotCounted(one);
			await close(one, last);
		});
		busy.value = false;
		if (!done) return;
		dropDraft(key);
		tell(t("The case is closed"));
		goFor({ at: "case", id });
	};
	return (
		<Page
			name="ending"
			narrow
			title={how === "together" ? t("Close this case together") : t("Close after silence")}
			beside={<span class="soft">{labelOf(one)}</span>}
		>
			<form onSubmit={(event) => void submit(event)}>
				{!written && <p>{t("There is nobody to write to here. Only your file is closed.")}</p>}
				{written && (
					<>
						<Field
							label={t("Your last message")}
							hint={t("The reporter reads it when they come back.")}
							multiline
							rows={7}
							confidential
							value={draft.value.text}
							onInput={(text) => (draft.value = { ...draft.peek(), text })}
						/>
						<Check
							label={t("The door stays open")}
							hint={t("If the reporter writes again before the end, the case is open again.")}
							checked={draft.value.again}
							onChange={(again) => (draft.value = { ...draft.peek(), again })}
						/>
					</>
				)}
				<Notice>
					{tn(
						"Everything in it is destroyed {n} month after closing.",
						"Everything in it is destroyed {n} months after closing.",
						months ?? 0,
					)}
				</Notice>
				{registeredOf(one) === null && <CountFirst one={one} />}
				<BusyButton type="submit" busy={busy.value} busyText={t("Closing")}>
					{t("Close the case")}
				</BusyButton>
			</form>
		</Page>
	);
}

function CountFirst({ one }: { one: Case }) {
	return (
		<Notice>
			<p>
				{t("This case isn't counted yet. Closed like this, only one more “not counted” remains.")}
			</p>
			<Button kind="secondary" onClick={() => go({ at: "guide", id: one.id, subject: "count" })}>
				{t("Count it first")}
			</Button>
		</Notice>
	);
}

function proposed(how: How): string {
	return how === "together"
		? t(
				"We agreed to close this conversation. Thank you for your trust. You can come back with your words as long as it is kept.",
			)
		: t(
				"I haven't heard from you for a while, and that is fine. I close this conversation for now. If something happens or you want to talk, come back with your words and write here.",
			);
}
