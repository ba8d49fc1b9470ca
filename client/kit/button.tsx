/** Buttons: one main action a screen, the rest quieter. */

import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useEffect } from "preact/hooks";
import { announce, unannounce } from "./live.tsx";
import { t } from "./locale.ts";
import { Spinner } from "./spinner.tsx";

export type ButtonKind = "primary" | "secondary" | "subtle" | "danger";

const KINDS: Record<ButtonKind, string> = {
	primary: "utrecht-button--primary-action",
	secondary: "utrecht-button--secondary-action",
	subtle: "utrecht-button--subtle",
	danger: "utrecht-button--primary-action utrecht-button--danger",
};

export interface ButtonProps {
	children: ComponentChildren;
	kind?: ButtonKind;
	type?: "button" | "submit";
	/** As wide as its surroundings, for the main action on a phone. */
	wide?: boolean;
	disabled?: boolean;
	onClick?: (event: MouseEvent) => void;
	class?: string;
	id?: string;
	"aria-label"?: string;
	"aria-describedby"?: string;
	"aria-expanded"?: boolean;
	"aria-controls"?: string;
	"aria-pressed"?: boolean;
}

export function Button({
	children,
	kind = "secondary",
	type = "button",
	wide = false,
	class: extra = "",
	...rest
}: ButtonProps) {
	return (
		<button type={type} class={classes(kind, wide, extra)} {...rest}>
			{children}
		</button>
	);
}

export interface LinkButtonProps {
	children: ComponentChildren;
	href: string;
	kind?: ButtonKind;
	wide?: boolean;
	class?: string;
	rel?: string;
	target?: string;
	download?: string;
	onClick?: (event: MouseEvent) => void;
}

/** A link that looks like a button: for going somewhere, never for doing something. */
export function LinkButton({
	children,
	kind = "secondary",
	wide = false,
	class: extra = "",
	...rest
}: LinkButtonProps) {
	return (
		<a class={classes(kind, wide, extra)} {...rest}>
			{children}
		</a>
	);
}

export interface BusyButtonProps extends Omit<ButtonProps, "onClick" | "disabled"> {
	/** Is this running? The button stays focusable, and a second press does nothing. */
	busy: boolean;
	/** Said and shown while busy. */
	busyText: string;
	onClick?: () => void;
}

/** For what takes a moment, such as sending. */
export function BusyButton({ busy, busyText, children, onClick, ...rest }: BusyButtonProps) {
	// What changes inside a button isn't read out by itself.
	useEffect(() => {
		if (!busy) return;
		announce(busyText);
		return () => unannounce(busyText);
	}, [busy, busyText]);
	const press = (event: MouseEvent) => {
		if (busy) event.preventDefault();
		else onClick?.();
	};
	const { kind = "primary", wide = false, class: extra = "", type = "button", ...aria } = rest;
	return (
		<button
			type={type}
			class={classes(kind, wide, extra)}
			aria-disabled={busy}
			aria-busy={busy}
			onClick={press}
			{...aria}
		>
			{busy ? <Spinner text={busyText} /> : children}
		</button>
	);
}

export interface CopyButtonProps {
	/** What lands on the clipboard. */
	text: string;
	children: ComponentChildren;
	kind?: ButtonKind;
	onCopied?: () => void;
}

/** Copies, and says whether that worked. */
export function CopyButton({ text, children, kind, onCopied }: CopyButtonProps) {
	const outcome = useSignal<"" | "copied" | "failed">("");
	const copy = async () => {
		try {
			await navigator.clipboard.writeText(text);
			outcome.value = "copied";
			announce(t("Copied"));
			onCopied?.();
		} catch {
			outcome.value = "failed";
			announce(t("Copying did not work. Select the text yourself."));
		}
	};
	return (
		<span class="copy">
			<Button {...(kind ? { kind } : {})} onClick={copy}>
				{children}
			</Button>
			{outcome.value === "copied" && <span class="copy__outcome">{t("Copied")}</span>}
			{outcome.value === "failed" && (
				<span class="copy__outcome">{t("Copying did not work. Select the text yourself.")}</span>
			)}
		</span>
	);
}

function classes(kind: ButtonKind, wide: boolean, extra: string): string {
	return ["utrecht-button", KINDS[kind], wide ? "button--wide" : "", extra]
		.filter(Boolean)
		.join(" ");
}
