/** The meetings of the coming week, out of the sealed logs of this browser: no calendar has them. */

import type { Case } from "../../casework/case.ts";
import { ahead, type Meeting } from "../../casework/meetings.ts";
import { placeInWords } from "../../guidance/meeting-places.ts";
import { formatMoment } from "../../guidance/moments.ts";
import { t } from "../../kit/locale.ts";
import { cases, today } from "../cases/store.ts";
import { OrganisationMark } from "../parts/marks.tsx";
import { labelOf } from "../parts/names.ts";
import { go } from "../places.ts";
import { guidanceOfCase } from "./state.ts";

const WEEK_MS = 7 * 86_400_000;

interface Planned {
	one: Case;
	meeting: Meeting;
}

function thisWeek(all: readonly Case[], now: number): Planned[] {
	return all
		.filter(({ stage }) => stage === "open" || stage === "closed")
		.flatMap((one) => ahead(guidanceOfCase(one), now).map((meeting) => ({ one, meeting })))
		.filter(({ meeting }) => Date.parse(meeting.slot) < now + WEEK_MS)
		.sort((a, b) => (a.meeting.slot < b.meeting.slot ? -1 : 1));
}

export function MeetingsThisWeek() {
	// Read, so that it is drawn anew on another day.
	void today.value;
	const planned = thisWeek(cases.value, Date.now());
	if (planned.length === 0) return null;
	return (
		<section class="group" aria-labelledby="group-meetings">
			<h2 id="group-meetings">
				{t("Meetings this week")} <span class="group__count">{planned.length}</span>
			</h2>
			<ul class="rows">
				{planned.map(({ one, meeting }) => (
					<li key={meeting.id}>
						<button
							type="button"
							class="row"
							data-row
							onClick={() => go({ at: "guide", id: one.id, subject: "meetings" })}
						>
							<span class="row__main">
								<span class="row__name">{labelOf(one)}</span>
								<span class="row__why">{placeInWords(meeting.how)}</span>
							</span>
							<span class="row__side">
								<OrganisationMark id={one.organisation} />
								<span class="due">{formatMoment(meeting.slot, meeting.zone)}</span>
							</span>
						</button>
					</li>
				))}
			</ul>
		</section>
	);
}
