/** What things are called on the screen. */

import type { Case } from "../../casework/case.ts";
import { formatDay, t } from "../../kit/locale.ts";
import type { Day } from "../../protocol/api.ts";
import { today } from "../cases/store.ts";

/** A case without a nickname is called after its first day. */
export function labelOf(one: Pick<Case, "nickname" | "opened">): string {
	return one.nickname || t("Reporter of {day}", { day: formatDay(one.opened) });
}

/** A day as people say it: today, yesterday, or its date. */
export function dayInWords(day: Day): string {
	if (day === "") return "";
	const days = (Date.parse(today.value) - Date.parse(day)) / 86_400_000;
	if (days === 0) return t("today");
	if (days === 1) return t("yesterday");
	return formatDay(day);
}
