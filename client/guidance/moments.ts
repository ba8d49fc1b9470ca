/** Days with a time of the clock, in the zone of the meeting and the words of the screen. */

import type { Instant } from "../casework/meetings.ts";
import { language } from "../kit/locale.ts";

const tag = () => (language.value === "nl" ? "nl-NL" : "en-GB");

function inZone(instant: Instant, zone: string, form: Intl.DateTimeFormatOptions): string {
	try {
		return new Intl.DateTimeFormat(tag(), { ...form, timeZone: zone }).format(new Date(instant));
	} catch {
		// Somebody's browser named a zone that this one doesn't know: then the moment itself.
		return instant;
	}
}

/** "Thursday 3 December, 10:00". */
export function formatMoment(instant: Instant, zone: string): string {
	return `${inZone(instant, zone, { weekday: "long", day: "numeric", month: "long" })}, ${formatClock(instant, zone)}`;
}

/** "10:00". */
export function formatClock(instant: Instant, zone: string): string {
	return inZone(instant, zone, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
}

/** The zone of this device. */
export function ownZone(): string {
	return Intl.DateTimeFormat().resolvedOptions().timeZone;
}
