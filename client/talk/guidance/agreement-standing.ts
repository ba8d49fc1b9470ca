/** The trust agreement, in the list of what can be done together. */

import { currentAgreement } from "../../casework/agreement.ts";
import { agreementStanding } from "../../guidance/agreement-standing.ts";
import { t } from "../../kit/locale.ts";
import type { Subject } from "./subjects.ts";

export const agreement: Subject = {
	place: "agreement",
	title: () => t("Trust agreement"),
	standing: (guidance) => agreementStanding(guidance),
	asks: (guidance) => {
		const offered = currentAgreement(guidance);
		if (offered?.state !== "offered") return [];
		return [
			t("{name} offers you a trust agreement. You may sign it, but need not.", {
				name: offered.name,
			}),
		];
	},
};
