/** Consent: ask, note what was said, and use it only as it was given. */

import { useSignal } from "@preact/signals";
import { type Consent, isInForce, standingOf } from "../../casework/consents.ts";
import { ConsentLedger } from "../../guidance/consent-ledger.tsx";
import { Button } from "../../kit/button.tsx";
import { t, tn } from "../../kit/locale.ts";
import { today } from "../cases/store.ts";
import { AskConsent, asking } from "./consent-ask.tsx";
import { NoteAnswer } from "./consent-heard.tsx";
import { UseConsent } from "./consent-use.tsx";
import { names } from "./names.ts";
import type { Subject, SubjectProps } from "./subjects.ts";

export const consentsSubject: Subject = {
	id: "consents",
	title: () => t("Consent"),
	standing: ({ consents }, day) => {
		const inForce = consents.filter((one) => isInForce(one, day)).length;
		const asked = consents.filter((one) => standingOf(one, day) === "asked").length;
		if (asked > 0) return tn("{n} question open", "{n} questions open", asked);
		if (inForce > 0) return tn("{n} in force", "{n} in force", inForce);
		return consents.length > 0 ? t("None in force") : "";
	},
	Screen: Consents,
};

function Consents({ one, guidance }: SubjectProps) {
	const open = useSignal(false);
	const closeForm = () => {
		open.value = false;
	};
	const askAgain = ({ asked }: Consent) => {
		asking(one).value = { ...asking(one).peek(), what: asked.what, to: asked.to, why: asked.why };
		open.value = true;
	};
	const may = one.stage === "open" && !one.talk?.left;
	return (
		<div class="consents">
			{may &&
				(open.value ? (
					<AskConsent one={one} close={closeForm} />
				) : (
					<p class="no-print">
						<Button kind="primary" onClick={() => (open.value = true)}>
							{t("Ask for consent")}
						</Button>
					</p>
				))}
			<ConsentLedger
				guidance={guidance}
				today={today.value}
				names={names}
				reader="counsellor"
				acts={(consent) => may && <Acts {...{ one, consent }} askAgain={() => askAgain(consent)} />}
			/>
		</div>
	);
}

interface ActsProps {
	one: SubjectProps["one"];
	consent: Consent;
	askAgain: () => void;
}

function Acts({ one, consent, askAgain }: ActsProps) {
	const open = useSignal<"" | "use" | "note">("");
	const close = () => {
		open.value = "";
	};
	if (open.value === "use") return <UseConsent {...{ one, consent, close, askAgain }} />;
	if (open.value === "note") return <NoteAnswer {...{ one, consent, close }} />;
	const answerable = consent.state === "asked" || consent.state === "given";
	return (
		<div class="actions">
			{consent.state !== "asked" && (
				<Button onClick={() => (open.value = "use")}>{t("I use this")}</Button>
			)}
			{answerable && (
				<Button kind="subtle" onClick={() => (open.value = "note")}>
					{t("Note what was said")}
				</Button>
			)}
		</div>
	);
}
