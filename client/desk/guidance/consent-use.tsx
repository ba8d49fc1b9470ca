/** Using a consent: only as it was given; else a kind no, and what can be done. */

import { useSignal } from "@preact/signals";
import type { Case } from "../../casework/case.ts";
import type { Consent } from "../../casework/consents.ts";
import type { Breach } from "../../casework/guidance.ts";
import { BusyButton, Button } from "../../kit/button.tsx";
import { Field } from "../../kit/field.tsx";
import { formatDay, t } from "../../kit/locale.ts";
import { Notice } from "../../kit/notice.tsx";
import type { Day } from "../../protocol/api.ts";
import { today } from "../cases/store.ts";
import { useOnce } from "../parts/once.ts";
import { tell } from "../tell.ts";
import { writeUse } from "./consent-acts.ts";

interface Props {
	one: Case;
	consent: Consent;
	close: () => void;
	askAgain: () => void;
}

export function UseConsent({ one, consent, close, askAgain }: Props) {
	const terms = consent.given ?? consent.asked;
	const what = useSignal(terms.what);
	const to = useSignal(terms.to);
	const on = useSignal<Day>(today.peek());
	const refused = useSignal<Breach | "">("");
	const { busy, once } = useOnce();
	const submit = async (event: Event) => {
		event.preventDefault();
		refused.value = "";
		const use = { what: what.peek().trim(), to: to.peek().trim(), on: on.peek() };
		const done = await once(async () => {
			refused.value = await writeUse(one, consent, use);
		});
		if (!done || refused.peek() !== "") return;
		tell(t("Written down. The reporter sees it."));
		close();
	};
	return (
		<form class="consent__form" onSubmit={(event) => void submit(event)}>
			<Field
				label={t("What do you tell?")}
				confidential
				required
				value={what.value}
				onInput={(typed) => (what.value = typed)}
			/>
			<Field
				label={t("To whom?")}
				confidential
				required
				value={to.value}
				onInput={(typed) => (to.value = typed)}
			/>
			<Field
				label={t("On which day?")}
				type="date"
				required
				max={today.value}
				value={on.value}
				onInput={(typed) => (on.value = typed)}
			/>
			{refused.value !== "" && (
				<Notice kind="warning" urgent title={t("Better not")}>
					<p>{whyInWords(refused.value, consent)}</p>
					<p>{insteadInWords(refused.value, consent)}</p>
					<Button onClick={askAgain}>{t("Ask for a new consent")}</Button>
				</Notice>
			)}
			<div class="actions">
				<BusyButton type="submit" busy={busy} busyText={t("One moment")}>
					{t("Write down this use")}
				</BusyButton>
				<Button kind="subtle" onClick={close}>
					{t("Not now")}
				</Button>
			</div>
		</form>
	);
}

function whyInWords(breach: Breach, { state, on, since, given }: Consent): string {
	switch (breach) {
		case "withdrawn":
			return t("The reporter took this back on {day}.", { day: formatDay(on) });
		case "expired":
			return t("This consent ended on {day}.", { day: formatDay(given?.until ?? "") });
		case "narrower":
			return t("The consent is only for this: {what}. And only to: {who}.", {
				what: given?.what ?? "",
				who: given?.to ?? "",
			});
		default:
			if (state === "refused") return t("The reporter said no.");
			if (state === "asked") return t("The reporter has not answered yet.");
			return t("Consent was given on {day}, later than this.", { day: formatDay(since) });
	}
}

function insteadInWords(breach: Breach, { state }: Consent): string {
	if (breach === "narrower") return t("Keep to those words, or ask consent for the rest.");
	if (breach === "withdrawn" || state === "refused") {
		return t("Leave it as it is. Did something change? Then you may ask again.");
	}
	if (breach === "expired") return t("You may ask for a new one, with a later day.");
	return t("Wait for the answer, or ask when you speak each other.");
}
