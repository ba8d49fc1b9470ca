/** What a counsellor does in a case besides writing and noting: a screen each. */

import type { ComponentType } from "preact";
import type { Case } from "../../casework/case.ts";
import { referralsToAsk } from "../../casework/follow-ups.ts";
import type { Guidance } from "../../casework/guidance.ts";
import { chosen } from "../../casework/routes.ts";
import { agreementStanding } from "../../guidance/agreement-standing.ts";
import { t, tn } from "../../kit/locale.ts";
import type { Day } from "../../protocol/api.ts";
import { CountScreen, countStanding } from "../counting/count.tsx";
import type { SubjectId } from "../places.ts";
import { aftercare } from "./aftercare.tsx";
import { AgreementSubject } from "./agreement.tsx";
import { another } from "./another.tsx";
import { consentsSubject } from "./consents.tsx";
import { followUps } from "./follow-ups.tsx";
import { MeetingsScreen, meetingsStanding } from "./meetings.tsx";
import { names } from "./names.ts";
import { progress } from "./progress.tsx";
import { ReferralsScreen } from "./referrals.tsx";
import { WaysScreen } from "./ways.tsx";

export interface SubjectProps {
	one: Case;
	guidance: Guidance;
}

export interface Subject {
	id: SubjectId;
	title: () => string;
	/** Where it stands, in a few words; "" when there is nothing yet. */
	standing: (guidance: Guidance, today: Day, one: Case) => string;
	Screen: ComponentType<SubjectProps>;
}

const routes: Subject = {
	id: "routes",
	title: () => t("Ways and choices"),
	standing: (guidance) => {
		const now = chosen(guidance);
		if (now) return t("Chosen: {route}", { route: names.route(now.content.route) });
		const { length } = guidance.options;
		return length === 0 ? "" : tn("{n} was looked at", "{n} were looked at", length, { n: length });
	},
	Screen: WaysScreen,
};

const referrals: Subject = {
	id: "referrals",
	title: () => t("Referrals"),
	standing: (guidance, today) => {
		const [due] = referralsToAsk(guidance, today);
		if (due) return t("Ask whether {name} worked out", { name: due.name });
		const { length } = guidance.referrals;
		return length === 0 ? "" : tn("{n} was named", "{n} were named", length, { n: length });
	},
	Screen: ReferralsScreen,
};

/** In the order in which they are shown. */
export const subjects: readonly Subject[] = [
	routes,
	consentsSubject,
	referrals,
	followUps,
	progress,
	aftercare,
	another,
	{
		id: "meetings",
		title: () => t("Meetings"),
		standing: meetingsStanding,
		Screen: MeetingsScreen,
	},
	{
		id: "agreement",
		title: () => t("Trust agreement"),
		standing: agreementStanding,
		Screen: AgreementSubject,
	},
	{
		id: "count",
		title: () => t("Count this case"),
		standing: (_guidance, _today, one) => countStanding(one),
		Screen: CountScreen,
	},
];
