/** The last look: three words typed back, who reads it and when, and the button. */

import { BusyButton, Button } from "../../kit/button.tsx";
import { language, t } from "../../kit/locale.ts";
import { Page } from "../page.tsx";
import { BeforeSending, Sending, Trouble } from "../parts.tsx";
import { back, nothingBefore } from "../places.ts";
import { sendConversation } from "../sending.ts";
import { answers, chosenCard, files, phraseKept, sending } from "../store.ts";
import { useTypedBack } from "./phrase.tsx";

export function Send() {
	const typedBack = useTypedBack();
	const card = chosenCard.value;
	if (card === null) return null;
	const cleaning = files.value.some((one) => one.cleaned === null);
	const send = async () => {
		if (!typedBack.check() || cleaning) return;
		if (await sendConversation(language.value)) nothingBefore("sent");
	};
	return (
		<Page
			title={t("Send it to {name}", { name: card.profile.name })}
			actions={
				<BusyButton
					wide
					busy={sending.value !== ""}
					busyText={t("Sending")}
					onClick={() => void send()}
				>
					{t("Send")}
				</BusyButton>
			}
		>
			{typedBack.fields}
			{!phraseKept.value && (
				<Button kind="subtle" onClick={back}>
					{t("Show me the words again")}
				</Button>
			)}
			<BeforeSending card={card} />
			{answers.value.story.trim() === "" && files.value.length === 0 && (
				<p>
					{t("There is no story in it yet. {name} then asks you first.", {
						name: card.profile.name,
					})}
				</p>
			)}
			{cleaning && <p role="status">{t("Looking for hidden details…")}</p>}
			<Trouble />
			<Sending />
		</Page>
	);
}
