/** The screens of what reporter and counsellor do together, loaded as one part. */

import { AftercarePage } from "./guidance/aftercare.tsx";
import { AgreementScreen } from "./guidance/agreement.tsx";
import { ArchivePage } from "./guidance/archive.tsx";
import { Complaint } from "./guidance/complaint.tsx";
import { Consents } from "./guidance/consents.tsx";
import { JudgementScreen } from "./guidance/judgement.tsx";
import { Kept } from "./guidance/kept.tsx";
import { Meetings } from "./guidance/meetings.tsx";
import { NotebookPage } from "./guidance/notebook.tsx";
import { Progress } from "./guidance/progress.tsx";
import { ReferralsScreen } from "./guidance/referrals.tsx";
import { RoutesScreen } from "./guidance/routes.tsx";
import type { Screens } from "./later.tsx";
// All later parts have these, or the first screen would be cut into one file more.
import "./screens/phone.tsx";

export const guidance: Screens = {
	meetings: Meetings,
	agreement: AgreementScreen,
	routes: RoutesScreen,
	consents: Consents,
	referrals: ReferralsScreen,
	kept: Kept,
	archive: ArchivePage,
	progress: Progress,
	aftercare: AftercarePage,
	judgement: JudgementScreen,
	complaint: Complaint,
	notebook: NotebookPage,
};
