/** How it goes, on a line of the conversation. */

import { followUpsDue } from "../../casework/follow-ups.ts";
import { formatWeekday, t } from "../../kit/locale.ts";
import type { Subject } from "./subjects.ts";

export const progress: Subject = {
	place: "progress",
	title: () => t("How it goes"),
	standing: ({ followUps, summaries }) => {
		if (summaries.length > 0) return t("With a summary");
		const [next] = followUps.filter((one) => !one.done);
		return next ? t("To come back to on {day}", { day: formatWeekday(next.on) }) : "";
	},
	asks: (guidance, today) =>
		followUpsDue(guidance, today)
			.slice(0, 1)
			.map(() => t("Today you would come back to something together.")),
};
