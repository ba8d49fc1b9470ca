/** Consent, as a subject of the conversation. */

import { isInForce, standingOf } from "../../casework/consents.ts";
import { t, tn } from "../../kit/locale.ts";
import type { Subject } from "./subjects.ts";

export const consentsSubject: Subject = {
	place: "consents",
	title: () => t("Consent"),
	standing: ({ consents }, today) => {
		const asked = consents.filter((one) => standingOf(one, today) === "asked").length;
		if (asked > 0) return tn("{n} question for you", "{n} questions for you", asked);
		const inForce = consents.filter((one) => isInForce(one, today)).length;
		if (inForce > 0) return tn("{n} in force", "{n} in force", inForce);
		return consents.length > 0 ? t("None in force") : "";
	},
	asks: ({ consents, invalid }, today) => [
		...consents
			.filter((one) => standingOf(one, today) === "asked")
			.map(({ asked }) => t("May this leave the conversation? {what}", { what: asked.what })),
		...(invalid.some(({ told }) => told.kind === "consent-used")
			? [t("Something was used without your consent.")]
			: []),
	],
};
