/** Reckoning in months; apart from `days.ts`, which the first screen of a reporter loads. */

import { TZDate } from "@date-fns/tz";
import { addMonths as monthsLater } from "date-fns/addMonths";
import type { Day } from "../protocol/api.ts";

/** The same day so many months later, or that month's last where it has no such day. */
export function addMonths(day: Day, months: number): Day {
	return monthsLater(new TZDate(`${day}T00:00:00Z`, "UTC"), months)
		.toISOString()
		.slice(0, 10);
}
