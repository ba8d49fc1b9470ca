/** The days on which somebody is asked how they are, to choose while offering it. */

import { addMonths } from "../../casework/months.ts";
import { Field } from "../../kit/field.tsx";
import { formatDay, t } from "../../kit/locale.ts";
import type { Day } from "../../protocol/api.ts";
import { organisations } from "../account/session.ts";
import { today } from "../cases/store.ts";

/** The day on which a case of this organisation that is closed today is destroyed; "" if unknown. */
export function endIfClosedToday(organisation: string): Day {
	const found = organisations.value.find((other) => other.id === organisation);
	return found ? addMonths(today.value, found.retentionMonths) : "";
}

interface MomentsProps {
	days: readonly Day[];
	onChange: (days: Day[]) => void;
	/** When everything is destroyed; "" when nobody knows. */
	end: Day | "";
}

export function Moments({ days, onChange, end }: MomentsProps) {
	const change = (index: number, day: Day) =>
		onChange(days.map((one, position) => (position === index ? day : one)));
	const late = end !== "" && days.some((day) => day >= end);
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
					{t("Without a word in between, everything is destroyed on {day}.", {
						day: formatDay(end),
					})}{" "}
					{t("Every answer or note starts that time again.")}
				</p>
			)}
		</>
	);
}

/** As chosen: in order, without what was left empty. */
export function chosenDays(days: readonly Day[]): Day[] {
	return [...new Set(days.filter((day) => day !== ""))].sort();
}
