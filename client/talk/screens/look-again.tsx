/** The day to look again, also for one's own calendar, in words that say nothing. */

import { Button } from "../../kit/button.tsx";
import { formatWeekday, t } from "../../kit/locale.ts";
import { saveAs } from "../../kit/save.ts";
import type { Day } from "../../protocol/api.ts";
import { calendarFile } from "../calendar.ts";
import { sentence } from "../content.ts";

export function LookAgain({ day }: { day: Day }) {
	if (day === "") return null;
	return (
		<section class="talk-aside">
			<h2>{t("Look again on {day}", { day: formatWeekday(day) })}</h2>
			<p>{t("We can't send you a message. So you come and look.")}</p>
			<p>{sentence("safety", "not-work-calendar")}</p>
			<Button onClick={() => saveAs(calendarFile(day, t("Look")), t("date.ics"))}>
				{t("Put it in my own calendar")}
			</Button>
		</section>
	);
}
