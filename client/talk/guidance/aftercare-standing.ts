/** Aftercare, on a line of the conversation, and what it asks of the reporter. */

import { aftercareDue } from "../../casework/aftercare.ts";
import { formatDay, formatList, t } from "../../kit/locale.ts";
import type { Subject } from "./subjects.ts";

export const aftercare: Subject = {
	place: "aftercare",
	title: () => t("Aftercare"),
	standing: ({ aftercare: all }) => {
		const last = all.at(-1);
		if (!last) return "";
		if (last.state === "refused") return t("Not wanted");
		const days = formatList(last.days.map(formatDay));
		return last.state === "offered" ? t("Offered for {days}", { days }) : days;
	},
	asks: (guidance, today) => {
		const offered = guidance.aftercare.some(({ state }) => state === "offered");
		if (offered) return [t("Your counsellor would like to ask later how you are.")];
		return aftercareDue(guidance, today).length > 0
			? [t("It is the day you agreed: how are you now?")]
			: [];
	},
	fits: (view) => view.participants.some(({ role }) => role === "counsellor"),
};
