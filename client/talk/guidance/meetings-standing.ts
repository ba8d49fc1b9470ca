/** Where the meetings stand, in a few words; loaded with the conversation. */

import type { Guidance } from "../../casework/guidance.ts";
import { ahead, openOffers } from "../../casework/meetings.ts";
import { formatMoment } from "../../guidance/moments.ts";
import { t } from "../../kit/locale.ts";
import type { Subject } from "./subjects.ts";

/** Offers of the counsellor with a time that is still to come. */
export function toPickFrom(guidance: Guidance) {
	return openOffers(guidance, Date.now()).filter(
		(one) => one.by === "counsellor" && one.slots.length > 0,
	);
}

export const meetingsSubject: Subject = {
	place: "meetings",
	title: () => t("Meetings"),
	standing: (guidance) => {
		const [next] = ahead(guidance, Date.now());
		return next ? formatMoment(next.slot, next.zone) : "";
	},
	asks: (guidance) =>
		toPickFrom(guidance).map(({ instead }) =>
			instead === ""
				? t("Your counsellor proposes times to meet.")
				: t("Your counsellor proposes to move your meeting."),
		),
};
