/** The days on which somebody is asked how they are, to choose while offering it. */

import { Field } from "../../kit/field.tsx";
import { formatDay, t } from "../../kit/locale.ts";
import type { Day } from "../../protocol/api.ts";
import { today } from "../cases/store.ts";

interface MomentsProps {
	days: readonly Day[];
	onChange: (days: Day[]) => void;
	/** The last day that the case can be kept. */
	most: Day;
}

export function Moments({ days, onChange, most }: MomentsProps) {
	const change = (index: number, day: Day) =>
		onChange(days.map((one, position) => (position === index ? day : one)));
	const late = days.some((day) => day >= most);
	return (
		<>
			<div class="pair">
				{[t("First time"), t("Second time")].map((label, index) => (
					<Field
						key={label}
						label={label}
						type="date"
						min={today.value}
						required={index === 0}
						value={days[index] ?? ""}
						onInput={(day) => change(index, day)}
					/>
				))}
			</div>
			{late && (
				<p class="soft">
					{t("On {day} everything is destroyed, at the latest.", { day: formatDay(most) })}
				</p>
			)}
		</>
	);
}

/** As chosen: in order, without what was left empty. */
export function chosenDays(days: readonly Day[]): Day[] {
	return [...new Set(days.filter((day) => day !== ""))].sort();
}
