/** One question with its answer: label, hint, control and, when needed, what is wrong. */

import type { ComponentChildren, JSX } from "preact";
import { useId } from "preact/hooks";

interface Shared {
	label: ComponentChildren;
	/** Shown between label and control. */
	hint?: ComponentChildren;
	/** What is wrong, and how to mend it. */
	error?: string | undefined;
	value: string;
	onInput: (value: string) => void;
	/** For what only the receiver may see: no spelling service, no translation, no history. */
	confidential?: boolean;
	/** Below the control: a counter, a suggestion. */
	after?: ComponentChildren;
}

type Input = Omit<JSX.IntrinsicElements["input"], "label" | "value" | "onInput" | "id" | "class">;
type Area = Omit<JSX.IntrinsicElements["textarea"], "value" | "onInput" | "id" | "class">;

export type FieldProps = Shared & { multiline?: false } & Input;
export type AreaProps = Shared & { multiline: true } & Area;

const CONFIDENTIAL = { spellcheck: false, autocomplete: "off", translate: false } as const;

export function Field(props: FieldProps | AreaProps) {
	const id = useId();
	const {
		label,
		hint,
		error,
		confidential = false,
		after,
		multiline,
		value,
		onInput,
		...rest
	} = props;
	const described = [hint ? `${id}-hint` : "", error ? `${id}-error` : ""].filter(Boolean);
	const control = {
		...(confidential ? CONFIDENTIAL : {}),
		...rest,
		id,
		value,
		onInput: (event: { currentTarget: { value: string } }) => onInput(event.currentTarget.value),
		"aria-invalid": error ? true : undefined,
		"aria-describedby": described.length > 0 ? described.join(" ") : undefined,
	};
	const invalid = error ? " utrecht-form-field--invalid" : "";
	return (
		<div class={`field utrecht-form-field${invalid}`}>
			<label class="utrecht-form-label" for={id}>
				{label}
			</label>
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
			{multiline ? (
				<textarea class={controlClass("textarea", error)} {...(control as object)} />
			) : (
				<input class={controlClass("textbox", error)} type="text" {...(control as object)} />
			)}
			{after}
		</div>
	);
}

const CONTROLS = {
	textarea: {
		valid: "utrecht-textarea utrecht-textarea--html-textarea",
		invalid: "utrecht-textarea utrecht-textarea--html-textarea utrecht-textarea--invalid",
	},
	textbox: {
		valid: "utrecht-textbox utrecht-textbox--html-input",
		invalid: "utrecht-textbox utrecht-textbox--html-input utrecht-textbox--invalid",
	},
};

function controlClass(kind: keyof typeof CONTROLS, error: string | undefined): string {
	return CONTROLS[kind][error ? "invalid" : "valid"];
}
