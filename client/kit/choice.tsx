/** One or several answers out of a few: cards that a thumb can hit. */

import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";

export interface Option<T extends string> {
	value: T;
	label: ComponentChildren;
	hint?: ComponentChildren;
}

interface Shared<T extends string> {
	/** The question. Hidden from sight when the screen's heading already asks it. */
	legend: ComponentChildren;
	legendHidden?: boolean;
	hint?: ComponentChildren;
	error?: string | undefined;
	options: readonly Option<T>[];
}

export interface ChoiceProps<T extends string> extends Shared<T> {
	value: T | null;
	onChange: (value: T) => void;
}

/** Exactly one answer. */
export function Choice<T extends string>({ value, onChange, ...rest }: ChoiceProps<T>) {
	return (
		<Cards
			{...rest}
			type="radio"
			isChosen={(one) => one === value}
			onPick={(one) => onChange(one)}
		/>
	);
}

export interface ChoicesProps<T extends string> extends Shared<T> {
	values: readonly T[];
	onChange: (values: T[]) => void;
}

/** Any number of answers. */
export function Choices<T extends string>({ values, onChange, ...rest }: ChoicesProps<T>) {
	const pick = (one: T, chosen: boolean) =>
		onChange(chosen ? [...values, one] : values.filter((value) => value !== one));
	return <Cards {...rest} type="checkbox" isChosen={(one) => values.includes(one)} onPick={pick} />;
}

interface CardsProps<T extends string> extends Shared<T> {
	type: "radio" | "checkbox";
	isChosen: (value: T) => boolean;
	onPick: (value: T, chosen: boolean) => void;
}

function Cards<T extends string>(props: CardsProps<T>) {
	const { legend, legendHidden = false, hint, error, options, type, isChosen, onPick } = props;
	const id = useId();
	const described = [hint ? `${id}-hint` : "", error ? `${id}-error` : ""]
		.filter(Boolean)
		.join(" ");
	return (
		<fieldset class="choice" aria-describedby={described || undefined}>
			<legend class={legendHidden ? "visually-hidden" : undefined}>{legend}</legend>
			{hint && (
				<div id={`${id}-hint`} class="utrecht-form-field-description">
					{hint}
				</div>
			)}
			{error && (
				<div id={`${id}-error`} class="utrecht-form-field-error-message" role="alert">
					{error}
				</div>
			)}
			{options.map((option) => (
				<label class="choice__card" key={option.value}>
					<input
						type={type}
						name={id}
						value={option.value}
						checked={isChosen(option.value)}
						onChange={(event) => onPick(option.value, event.currentTarget.checked)}
					/>
					<span class="choice__text">
						<span class="choice__label">{option.label}</span>
						{option.hint && <span class="choice__hint">{option.hint}</span>}
					</span>
				</label>
			))}
		</fieldset>
	);
}

export interface CheckProps {
	label: ComponentChildren;
	hint?: ComponentChildren;
	checked: boolean;
	onChange: (checked: boolean) => void;
}

/** One box to tick. */
export function Check({ label, hint, checked, onChange }: CheckProps) {
	return (
		<label class="choice__card">
			<input
				type="checkbox"
				checked={checked}
				onChange={(event) => onChange(event.currentTarget.checked)}
			/>
			<span class="choice__text">
				<span class="choice__label">{label}</span>
				{hint && <span class="choice__hint">{hint}</span>}
			</span>
		</label>
	);
}
