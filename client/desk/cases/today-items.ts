/** What the screen "today" and its number show. */

import { computed } from "@preact/signals";
import { quietWeeks } from "../../casework/register.ts";
import { type TodayItem, todayOf } from "../../casework/today.ts";
import type { Day, Id } from "../../protocol/api.ts";
import { me, organisations } from "../account/session.ts";
import { guidanceOfCase } from "../guidance/state.ts";
import { cases, register, rosters, today } from "./store.ts";

export const todayItems = computed<TodayItem[]>(() => {
	const promiseDays: Record<Id, number> = {};
	const absence: Record<Id, { from: Day; until: Day }> = {};
	for (const one of organisations.value) {
		const card = rosters.value[one.id]?.counsellors.find(
			({ person }) => person === me.value?.person,
		);
		promiseDays[one.id] = card?.promiseDays ?? one.promiseDays;
		absence[one.id] = { from: card?.absentFrom ?? "", until: card?.absentUntil ?? "" };
	}
	const weeks = quietWeeks(register.value);
	return todayOf(cases.value, {
		today: today.value,
		quietWeeks: weeks,
		promiseDays,
		absence,
		guidance: guidanceOfCase,
	});
});
