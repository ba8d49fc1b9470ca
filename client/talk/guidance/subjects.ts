/** What reporter and counsellor can do together besides writing: a screen each. */

import { referralsToAsk } from "../../casework/follow-ups.ts";
import type { Guidance } from "../../casework/guidance.ts";
import { chosen, termsToAsk } from "../../casework/routes.ts";
import { formatDay, t, tn } from "../../kit/locale.ts";
import type { ConversationView, Day } from "../../protocol/api.ts";
import { content } from "../content.ts";
import type { Guided } from "../places.ts";
import { aftercare } from "./aftercare-standing.ts";
import { agreement } from "./agreement-standing.ts";
import { another, complaint } from "./another-standing.ts";
import { consentsSubject } from "./consents-standing.ts";
import { judgement } from "./judgement-standing.ts";
import { keptSubject } from "./kept-standing.ts";
import { meetingsSubject } from "./meetings-standing.ts";
import { notebookSubject } from "./notebook-standing.ts";
import { progress } from "./progress-standing.ts";

export interface Subject {
	place: Guided | "other-counsellor";
	title: () => string;
	/** Where it stands, in a few words; "" when there is nothing yet. */
	standing: (guidance: Guidance, today: Day) => string;
	/** What waits for the reporter's word, in one sentence each. */
	asks: (guidance: Guidance, today: Day, view: ConversationView) => string[];
	/** Left out where it makes no sense, such as in a conversation without a counsellor. */
	fits?: (view: ConversationView) => boolean;
}

function routeName(id: string): string {
	return content.value?.choices.routes?.items.find(({ code }) => code === id)?.label ?? id;
}

const routes: Subject = {
	place: "routes",
	title: () => t("What can you do?"),
	standing: (guidance) => {
		const now = chosen(guidance)?.content.route;
		if (now) return t("You chose: {route}", { route: routeName(now) });
		const noted = guidance.options.length;
		return noted === 0 ? "" : tn("{n} was looked at", "{n} were looked at", noted, { n: noted });
	},
	asks: (guidance, today) =>
		termsToAsk(guidance, today).map(({ ended, term }) =>
			term === "acknowledgement"
				? t("Did you hear before {day} that your report arrived?", { day: formatDay(ended) })
				: t("Did you hear before {day} what is done with your report?", { day: formatDay(ended) }),
		),
};

const referrals: Subject = {
	place: "referrals",
	title: () => t("Others who can help"),
	standing: ({ referrals: all }) =>
		all.length === 0 ? "" : tn("{n} was named", "{n} were named", all.length, { n: all.length }),
	asks: (guidance, today) =>
		referralsToAsk(guidance, today).map(({ name }) => t("Did {name} work out?", { name })),
};

/** In the order in which they are shown. */
export const subjects: readonly Subject[] = [
	judgement,
	meetingsSubject,
	agreement,
	routes,
	consentsSubject,
	referrals,
	progress,
	aftercare,
	notebookSubject,
	another,
	keptSubject,
	complaint,
];
