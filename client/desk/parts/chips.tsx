/** One answer out of a few short ones, side by side and large enough for a thumb. */

import { useId } from "preact/hooks";

export interface Chip<T extends string> {
	value: T;
	label: string;
}

interface ChipsProps<T extends string> {
	legend: string;
	legendHidden?: boolean;
	options: readonly Chip<T>[];
	value: T;
	onChange: (value: T) => void;
}

export function Chips<T extends string>(props: ChipsProps<T>) {
	const { legend, legendHidden = false, options, value, onChange } = props;
	const id = useId();
	return (
		<fieldset class="chips">
			<legend class={legendHidden ? "visually-hidden" : undefined}>{legend}</legend>
			<div class="chips__row">
				{options.map((one) => (
					<label key={one.value} class="chip">
						<input
							type="radio"
							name={id}
							value={one.value}
							checked={one.value === value}
							onChange={() => onChange(one.value)}
						/>
						<span>{one.label}</span>
					</label>
				))}
			</div>
		</fieldset>
	);
}
