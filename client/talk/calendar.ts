/** Calendar files that say nothing: a neutral title, no place, no address. */

import { addDays } from "../casework/days.ts";
import { endOf, type Instant } from "../casework/meetings.ts";
import type { Day } from "../protocol/api.ts";

const compact = (day: Day) => day.replaceAll("-", "");

/** One whole day. `title` is a neutral word of the reporter's language. */
export function calendarFile(day: Day, title: string): Blob {
	return fileOf(day, title, [
		`DTSTART;VALUE=DATE:${compact(day)}`,
		`DTEND;VALUE=DATE:${compact(addDays(day, 1))}`,
		"TRANSP:TRANSPARENT",
	]);
}

/** From one moment to another: when somebody is expected, and nothing of where or by whom. */
export function appointmentFile(slot: Instant, minutes: number, title: string): Blob {
	const moment = (ms: number) =>
		`${new Date(ms).toISOString().slice(0, 16).replaceAll(/[-:]/g, "")}00Z`;
	return fileOf(slot.slice(0, 10), title, [
		`DTSTART:${moment(Date.parse(slot))}`,
		`DTEND:${moment(endOf(slot, minutes))}`,
	]);
}

/** RFC 5545. */
function fileOf(day: Day, title: string, when: readonly string[]): Blob {
	const lines = [
		"BEGIN:VCALENDAR",
		"VERSION:2.0",
		"PRODID:-//Calendar//EN",
		"BEGIN:VEVENT",
		`UID:${crypto.randomUUID()}`,
		`DTSTAMP:${compact(addDays(day, -1))}T090000Z`,
		...when,
		`SUMMARY:${title}`,
		"CLASS:PRIVATE",
		"END:VEVENT",
		"END:VCALENDAR",
		"",
	];
	return new Blob([lines.join("\r\n")], { type: "text/calendar" });
}
