/** A phrase that was given to somebody must be replaced first; one's own may be, at any time. */

import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { BusyButton, Button } from "../../kit/button.tsx";
import { t } from "../../kit/locale.ts";
import { Notice } from "../../kit/notice.tsx";
import { Page } from "../page.tsx";
import { Sending, Trouble } from "../parts.tsx";
import { go, nothingBefore } from "../places.ts";
import { worker } from "../remote.ts";
import { attempt } from "../sending.ts";
import { conversations, notebook, phrase, phraseKept, sending, signedIn } from "../store.ts";
import { makePhrase, useTypedBack, Words } from "./phrase.tsx";

export function Replace() {
	return (
		<Page
			noBack
			title={t("First make a phrase of your own")}
			actions={
				<Button kind="primary" wide onClick={() => go("new-phrase")}>
					{t("Make my own phrase")}
				</Button>
			}
		>
			<p>{t("These words were given to you. So somebody else has seen them.")}</p>
			<p>{t("You now get eight words that only you see. The old ones then open nothing.")}</p>
			<p>{t("They work only once. If you stop now, you can still use them later.")}</p>
		</Page>
	);
}

export function NewPhrase() {
	const kept = useSignal(false);
	useEffect(() => void makePhrase(), []);
	return kept.value ? (
		<TypeAndReplace onBack={() => (kept.value = false)} />
	) : (
		<Page
			title={t("Your new phrase")}
			lead={t("With these eight words you come back from now on.")}
			actions={
				phrase.value !== null && (
					<Button kind="primary" wide onClick={() => (kept.value = true)}>
						{t("I have kept the words")}
					</Button>
				)
			}
		>
			<Trouble />
			<StaysBehind />
			<Words />
		</Page>
	);
}

function TypeAndReplace({ onBack }: { onBack: () => void }) {
	const typedBack = useTypedBack();
	const replace = async () => {
		if (!typedBack.check()) return;
		const done = await attempt(async () => signedIn(await (await worker()).replacePhrase()));
		if (!done) return;
		phrase.value = null;
		phraseKept.value = false;
		nothingBefore("conversation");
	};
	return (
		<Page
			title={t("Your new phrase")}
			actions={
				<BusyButton
					wide
					busy={sending.value !== ""}
					busyText={t("Replacing")}
					onClick={() => void replace()}
				>
					{t("Use this phrase from now on")}
				</BusyButton>
			}
		>
			{typedBack.fields}
			<Button kind="subtle" onClick={onBack}>
				{t("Show me the words again")}
			</Button>
			<p>{t("The old words open nothing any more after this.")}</p>
			<StaysBehind />
			<Trouble />
			<Sending />
		</Page>
	);
}

/** In what was withdrawn nothing may be written but that it is restored, so no new key either. */
function StaysBehind() {
	const all = [...conversations.value, notebook.value];
	if (!all.some((one) => one?.state === "withdrawn")) return null;
	return (
		<Notice kind="warning" title={t("What you withdrew does not come along.")}>
			<p>{t("After this you can't undo it any more. It is destroyed.")}</p>
			<p>{t("Do you want it back? Then undo that first.")}</p>
		</Notice>
	);
}
