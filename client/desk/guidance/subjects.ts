/** What a counsellor does in a case besides writing and noting: a screen each. */

import type { ComponentType } from "preact";
import type { Case } from "../../casework/case.ts";
import type { Guidance } from "../../casework/guidance.ts";
import { agreementStanding } from "../../guidance/agreement-standing.ts";
import { t } from "../../kit/locale.ts";
import type { Day } from "../../protocol/api.ts";
import { CountScreen, countStanding } from "../counting/count.tsx";
import type { SubjectId } from "../places.ts";
import { AgreementSubject } from "./agreement.tsx";
import { consentsSubject } from "./consents.tsx";

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

/** In the order in which they are shown. */
export const subjects: readonly Subject[] = [
	consentsSubject,
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
