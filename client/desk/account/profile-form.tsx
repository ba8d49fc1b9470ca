/** The card that people choose by: everything but the name may be left out. */

import type { Signal } from "@preact/signals";
import { Choices } from "../../kit/choice.tsx";
import { Field } from "../../kit/field.tsx";
import { language, t } from "../../kit/locale.ts";
import type { Profile } from "../../protocol/api.ts";
import { PortraitField } from "./portrait-field.tsx";

export const emptyProfile = (name: string, position: Profile["position"]): Profile => ({
	name,
	position,
	domains: ["conduct"],
	trained: false,
	gender: "",
	age: "",
	languages: ["nl"],
	background: "",
	expertise: [],
	text: { nl: "", en: "" },
	portrait: "",
});

interface ProfileFormProps {
	profile: Signal<Profile>;
	portrait: Signal<Blob | null>;
}

const spoken = ["nl", "en", "de", "fr", "ar", "tr", "pl", "uk", "es", "pt", "ro", "so", "zh"];

export function ProfileForm({ profile, portrait }: ProfileFormProps) {
	const now = profile.value;
	const change = (part: Partial<Profile>) => {
		profile.value = { ...profile.peek(), ...part };
	};
	return (
		<>
			<Field
				label={t("Name on your card")}
				required
				maxLength={80}
				value={now.name}
				onInput={(name) => change({ name })}
			/>
			<PortraitField
				name={now.name}
				hash={now.portrait}
				portrait={portrait}
				onRemove={() => change({ portrait: "" })}
			/>
			<Choices<Profile["domains"][number]>
				legend={t("What are you there for?")}
				values={now.domains}
				onChange={(domains) => change({ domains })}
				options={[
					{ value: "conduct", label: t("Undesirable behaviour") },
					{ value: "integrity", label: t("Integrity") },
				]}
			/>
			<Choices<"trained">
				legend={t("Training")}
				hint={t("Without training your card says so. That is honest, and allowed.")}
				values={now.trained ? ["trained"] : []}
				onChange={(values) => change({ trained: values.length > 0 })}
				options={[{ value: "trained", label: t("I was trained as a counsellor") }]}
			/>
			<About profile={now} change={change} />
			<Choices
				legend={t("Languages you can talk in")}
				values={now.languages}
				onChange={(languages) => change({ languages })}
				options={spoken.map((code) => ({ value: code, label: languageName(code) }))}
			/>
			<Field
				label={t("About you, in Dutch")}
				hint={t("Two or three plain sentences. Who are you, and how do you work?")}
				multiline
				rows={4}
				maxLength={600}
				lang="nl"
				value={now.text.nl}
				onInput={(nl) => change({ text: { ...now.text, nl } })}
			/>
			<Field
				label={t("About you, in English")}
				multiline
				rows={4}
				maxLength={600}
				lang="en"
				value={now.text.en}
				onInput={(en) => change({ text: { ...now.text, en } })}
			/>
		</>
	);
}

interface AboutProps {
	profile: Profile;
	change: (part: Partial<Profile>) => void;
}

function About({ profile, change }: AboutProps) {
	const genders = [
		{ value: "", label: t("I don't show this") },
		{ value: "woman", label: t("Woman") },
		{ value: "man", label: t("Man") },
		{ value: "non-binary", label: t("Non-binary") },
	];
	const ages = ["", "20–29", "30–39", "40–49", "50–59", "60+"];
	return (
		<fieldset class="desk-fieldset">
			<legend>{t("What you choose to show")}</legend>
			<p class="soft">
				{t("Some people look for somebody like themselves. Nothing here is required.")}
			</p>
			<SelectField
				label={t("Gender")}
				value={profile.gender}
				options={genders}
				onChange={(gender) => change({ gender })}
			/>
			<SelectField
				label={t("Age")}
				value={profile.age}
				options={ages.map((value) => ({ value, label: value || t("I don't show this") }))}
				onChange={(age) => change({ age })}
			/>
			<Field
				label={t("Background")}
				hint={t("For example where you grew up, or work you did before.")}
				maxLength={120}
				value={profile.background}
				onInput={(background) => change({ background })}
			/>
			<Field
				label={t("Knows a lot about")}
				hint={t("Separate with commas.")}
				maxLength={200}
				value={profile.expertise.join(", ")}
				onInput={(text) => change({ expertise: text.split(/,\s*/).slice(0, 8) })}
			/>
		</fieldset>
	);
}

interface SelectFieldProps {
	label: string;
	value: string;
	options: { value: string; label: string }[];
	onChange: (value: string) => void;
}

export function SelectField({ label, value, options, onChange }: SelectFieldProps) {
	return (
		<div class="field utrecht-form-field">
			<label class="utrecht-form-label desk-select">
				{label}
				<select value={value} onChange={(event) => onChange(event.currentTarget.value)}>
					{options.map((one) => (
						<option key={one.value} value={one.value}>
							{one.label}
						</option>
					))}
				</select>
			</label>
		</div>
	);
}

export function languageName(code: string): string {
	try {
		return new Intl.DisplayNames([language.value], { type: "language" }).of(code) ?? code;
	} catch {
		return code;
	}
}

/** As it goes into the card: no empty ends. */
export function tidied(profile: Profile): Profile {
	const expertise = profile.expertise.map((one) => one.trim()).filter(Boolean);
	const text = { nl: profile.text.nl.trim(), en: profile.text.en.trim() };
	return { ...profile, name: profile.name.trim(), expertise, text };
}
