/** Choosing some times out of many, day by day. */

import { useSignal } from "@preact/signals";
import { dayIn } from "../casework/free-slots.ts";
import type { Instant } from "../casework/meetings.ts";
import { Button } from "../kit/button.tsx";
import { formatWeekday, t } from "../kit/locale.ts";
import type { Day } from "../protocol/api.ts";
import { formatClock } from "./moments.ts";

interface TimesProps {
	legend: string;
	slots: readonly Instant[];
	zone: string;
	chosen: readonly Instant[];
	/** No more than these can be chosen. */
	most: number;
	onChange: (chosen: Instant[]) => void;
}

const DAYS_AT_FIRST = 4;

export function Times({ legend, slots, zone, chosen, most, onChange }: TimesProps) {
	const shownDays = useSignal(DAYS_AT_FIRST);
	const days = byDay(slots, zone);
	const pick = (slot: Instant, on: boolean) =>
		onChange(on ? [...chosen, slot].sort() : chosen.filter((one) => one !== slot));
	return (
		<fieldset class="times">
			<legend>{legend}</legend>
			{[...days].slice(0, shownDays.value).map(([day, times]) => (
				<fieldset key={day} class="times__day">
					<legend>{formatWeekday(day)}</legend>
					<div class="times__row">
						{times.map((slot) => (
							<label key={slot} class="times__one">
								<input
									type="checkbox"
									checked={chosen.includes(slot)}
									disabled={chosen.length >= most && !chosen.includes(slot)}
									onChange={(event) => pick(slot, event.currentTarget.checked)}
								/>
								<span>{formatClock(slot, zone)}</span>
							</label>
						))}
					</div>
				</fieldset>
			))}
			{days.size > shownDays.value && (
				<Button kind="subtle" onClick={() => (shownDays.value += DAYS_AT_FIRST)}>
					{t("Later days")}
				</Button>
			)}
		</fieldset>
	);
}

function byDay(slots: readonly Instant[], zone: string): Map<Day, Instant[]> {
	const days = new Map<Day, Instant[]>();
	for (const slot of slots) {
		const day = dayIn(zone, Date.parse(slot));
		days.set(day, [...(days.get(day) ?? []), slot]);
	}
	return days;
}
