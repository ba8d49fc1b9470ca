/** Choosing a portrait, and seeing it as others will. */

import { type Signal, useSignal, useSignalEffect } from "@preact/signals";
import { useId } from "preact/hooks";
import { Button } from "../../kit/button.tsx";
import { PickButton } from "../../kit/file-chooser.tsx";
import { t } from "../../kit/locale.ts";
import { worker } from "../remote.ts";
import { smallPortrait } from "./portrait.ts";

interface PortraitFieldProps {
	name: string;
	/** Of the portrait that is on the card now. */
	hash: string;
	portrait: Signal<Blob | null>;
	onRemove: () => void;
}

export function PortraitField({ name, hash, portrait, onRemove }: PortraitFieldProps) {
	const id = useId();
	const failed = useSignal(false);
	const choose = async (file: File | undefined) => {
		if (!file) return;
		try {
			portrait.value = await smallPortrait(file);
			failed.value = false;
		} catch {
			failed.value = true;
		}
	};
	const remove = () => {
		portrait.value = null;
		onRemove();
	};
	return (
		// biome-ignore lint/a11y/useSemanticElements: a fieldset can't lie beside its legend
		<div class="field utrecht-form-field portrait-field" role="group" aria-labelledby={id}>
			<Portrait hash={hash} blob={portrait.value} name={name} />
			<div>
				<p class="utrecht-form-label" id={id}>
					{t("Portrait")}
				</p>
				<p class="utrecht-form-field-description">
					{t("It is made small here. Where and when it was taken is left out.")}
				</p>
				{failed.value && (
					<p class="utrecht-form-field-error-message" role="alert">
						{t("This is not a picture that your browser can read. Take a JPEG or PNG.")}
					</p>
				)}
				<div class="portrait-field__buttons">
					<PickButton accept="image/*" onPick={([file]) => void choose(file)}>
						{t("Choose a picture")}
					</PickButton>
					{(hash !== "" || portrait.value) && (
						<Button kind="subtle" onClick={remove}>
							{t("No portrait")}
						</Button>
					)}
				</div>
			</div>
		</div>
	);
}

interface PortraitProps {
	hash: string;
	blob?: Blob | null;
	name: string;
}

/** A portrait from the roster, or just chosen; the first letter of the name where there is none. */
export function Portrait({ hash, blob = null, name }: PortraitProps) {
	const address = useSignal("");
	const given = useSignal<{ hash: string; blob: Blob | null }>({ hash, blob });
	if (given.peek().hash !== hash || given.peek().blob !== blob) given.value = { hash, blob };
	useSignalEffect(() => {
		const now = given.value;
		let made = "";
		let over = false;
		const show = (picture: Blob | null) => {
			if (over || !picture) return;
			made = URL.createObjectURL(picture);
			address.value = made;
		};
		address.value = "";
		if (now.blob) show(now.blob);
		else if (now.hash !== "") {
			void worker()
				.then((remote) => remote.portrait(now.hash))
				.then(show)
				.catch(() => undefined);
		}
		return () => {
			over = true;
			URL.revokeObjectURL(made);
		};
	});
	if (address.value) {
		return <img class="portrait" src={address.value} alt="" width="72" height="72" />;
	}
	return (
		<span class="portrait" aria-hidden="true">
			{[...name][0] ?? ""}
		</span>
	);
}
