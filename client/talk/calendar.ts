/** A calendar file that says nothing: one whole day, a neutral title, no place, no address. */

import { addDays } from "../casework/days.ts";
import type { Day } from "../protocol/api.ts";

const compact = (day: Day) => day.replaceAll("-", "");

/** RFC 5545. `title` is a neutral word of the reporter's language. */
export function calendarFile(day: Day, title: string): Blob {
	const lines = [
		"BEGIN:VCALENDAR",
		"VERSION:2.0",
		"PRODID:-//Calendar//EN",
		"BEGIN:VEVENT",
		`UID:${crypto.randomUUID()}`,
		`DTSTAMP:${compact(addDays(day, -1))}T090000Z`,
		`DTSTART;VALUE=DATE:${compact(day)}`,
		`DTEND;VALUE=DATE:${compact(addDays(day, 1))}`,
		`SUMMARY:${title}`,
		"TRANSP:TRANSPARENT",
		"CLASS:PRIVATE",
		"END:VEVENT",
		"END:VCALENDAR",
		"",
	];
	return new Blob([lines.join("\r\n")], { type: "text/calendar" });
}
