/** Let me be called: a number, and what makes it safe to ring. No phrase: nothing to come back to. */

import { useSignal } from "@preact/signals";
import { BusyButton } from "../../kit/button.tsx";
import { Choice } from "../../kit/choice.tsx";
import { Field } from "../../kit/field.tsx";
import { language, languages, t } from "../../kit/locale.ts";
import { toFirstMistake } from "../../kit/mistake.ts";
import type { Call as Asked } from "../answered.ts";
import { isNumber } from "../answers.ts";
import { languageInWords } from "../card-words.ts";
import { Page } from "../page.tsx";
import { BeforeSending, Sending, Trouble } from "../parts.tsx";
import { nothingBefore } from "../places.ts";
import { sendCall } from "../sending.ts";
import { answer, answers, chosenCard, roster, sending } from "../store.ts";

export function CallMe() {
	const complaint = useSignal("");
	const card = chosenCard.value;
	if (card === null) return null;
	const name = card.profile.name;
	const { call } = answers.value;
	const change = (part: Partial<Asked>) => {
		complaint.value = "";
		answer({ call: { ...call, ...part } });
	};
	const send = async () => {
		if (!isNumber(call.number)) {
			complaint.value = t("This is not a phone number yet. Nothing was sent.");
			toFirstMistake();
			return;
		}
		if (await sendCall(language.value)) nothingBefore("sent");
	};
	return (
		<Page
			title={t("On which number may {name} call you?", { name })}
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
			<Field
				label={t("Your phone number")}
				hint={t("Rather not your work phone: your employer can see that.")}
				value={call.number}
				error={complaint.value}
				type="tel"
				inputMode="tel"
				confidential
				onInput={(number) => change({ number })}
			/>
			<Field
				label={t("When is it safe to call? (optional)")}
				hint={t("For example: after six, not on Wednesday.")}
				value={call.when}
				confidential
				onInput={(when) => change({ when })}
			/>
			<Field
				label={t("Which name may {name} use? (optional)", { name })}
				hint={t("You may make one up.")}
				value={call.name}
				confidential
				onInput={(given) => change({ name: given })}
			/>
			<SpokenLanguage chosen={call.language} onChange={(spoken) => change({ language: spoken })} />
			<BeforeSending card={card} />
			<Trouble />
			<Sending />
		</Page>
	);
}

/** Only languages that the organisation or this counsellor speaks are worth asking. */
function SpokenLanguage({
	chosen,
	onChange,
}: {
	chosen: Asked["language"];
	onChange: (language: Asked["language"]) => void;
}) {
	const spoken = chosenCard.value?.profile.languages ?? [];
	const possible = languages.filter(
		(one) => spoken.includes(one) || roster.value?.organisation.languages.includes(one),
	);
	if (possible.length < 2) return null;
	return (
		<Choice
			legend={t("In which language?")}
			options={possible.map((one) => ({ value: one, label: languageInWords(one) }))}
			value={chosen}
			onChange={onChange}
		/>
	);
}
