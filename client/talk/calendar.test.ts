/** What somebody else sees who opens the calendar. */

import { expect, test } from "vitest";
import { appointmentFile } from "./calendar.ts";

test("M06 a meeting in a calendar is a time and a neutral word, and nothing else", async () => {
	const text = await appointmentFile("2026-12-03T09:00Z", 45, "Afspraak").text();
	const lines = text.split("\r\n").map((line) => line.replace(/^UID:.*/, "UID"));
	expect(lines).toEqual([
		"BEGIN:VCALENDAR",
		"VERSION:2.0",
		"PRODID:-//Calendar//EN",
		"BEGIN:VEVENT",
		"UID",
		"DTSTAMP:20261202T090000Z",
		"DTSTART:20261203T090000Z",
		"DTEND:20261203T094500Z",
		"SUMMARY:Afspraak",
		"CLASS:PRIVATE",
		"END:VEVENT",
		"END:VCALENDAR",
		"",
	]);
});
