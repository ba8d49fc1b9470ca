/** Where the trust agreement stands, in a few words for both. */

import { currentAgreement } from "../casework/agreement.ts";
import type { Guidance } from "../casework/guidance.ts";
import { formatDay, t } from "../kit/locale.ts";

export function agreementStanding(guidance: Guidance): string {
	const agreement = currentAgreement(guidance);
	if (agreement === null) return "";
	const { state, offered, on } = agreement;
	if (state === "offered") return t("Offered on {day}", { day: formatDay(offered) });
	if (state === "declined") return t("Not signed, and that is fine");
	return t("Signed on {day}", { day: formatDay(on) });
}
