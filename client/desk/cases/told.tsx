/** What the talk brought, as far as it went: every question may stay open. */

import type { Item } from "../../content/content.ts";
import { Choices } from "../../kit/choice.tsx";
import { Field } from "../../kit/field.tsx";
import { t } from "../../kit/locale.ts";
import { Notice } from "../../kit/notice.tsx";
import { SelectField } from "../account/profile-form.tsx";
import { choicesOf, textOf } from "../content.ts";
import { Chips } from "../parts/chips.tsx";
import type { Noted } from "./spoken.ts";

interface ToldProps {
	noted: Noted;
	change: (part: Partial<Noted>) => void;
}

export function WhatIsTold({ noted, change }: ToldProps) {
	return (
		<section aria-labelledby="told-title">
			<h2 id="told-title">{t("What the talk brought")}</h2>
			<p class="soft">{t("As far as it goes. Every question may stay open.")}</p>
			{noted.keep === "" && (
				<Notice>
					{t("Ask first whether you may make notes. Without a yes nothing here is kept.")}
				</Notice>
			)}
			<Field
				label={t("Your notes")}
				multiline
				rows={6}
				confidential
				value={noted.story}
				onInput={(story) => change({ story })}
			/>
			<details class="fold">
				<summary>{t("What it is about")}</summary>
				<Choices
					legend={t("Subjects")}
					legendHidden
					values={noted.subjects}
					onChange={(subjects) => change({ subjects })}
					options={choicesOf("topics").map(({ code, label }) => ({ value: code, label }))}
				/>
				<SelectField
					label={t("The caller's part in it")}
					value={noted.role}
					options={[{ value: "", label: t("Not said") }, ...optionsOf(choicesOf("roles"))]}
					onChange={(role) => change({ role })}
				/>
			</details>
			<details class="fold">
				<summary>{t("A few questions")}</summary>
				{choicesOf("inventory").map((question) => (
					<Question key={question.code} {...{ question, noted, change }} />
				))}
			</details>
			<details class="fold">
				<summary>{t("May you contact this person?")}</summary>
				<Reachable noted={noted} change={change} />
			</details>
			<Chips<Noted["form"]>
				legend={t("How was it given?")}
				value={noted.form}
				onChange={(form) => change({ form })}
				options={[
					{ value: "spoken", label: t("Spoken") },
					{ value: "paper", label: t("On paper") },
				]}
			/>
		</section>
	);
}

function optionsOf(items: readonly { code: string; label?: string }[]) {
	return items.map(({ code, label }) => ({ value: code, label: label ?? code }));
}

function Question({ question, noted, change }: ToldProps & { question: Item }) {
	const { code, label = "", options = [], multiple } = question;
	const now = noted.answers[code] ?? "";
	const answer = (value: string) => {
		const { [code]: _before, ...others } = noted.answers;
		change({ answers: value === "" ? others : { ...others, [code]: value } });
	};
	const shown = options.find((one) => now.split(" ").includes(one.code) && one.show)?.show;
	const advice = textOf("safety")?.items?.find((one) => one.code === shown)?.text;
	return (
		<>
			{multiple ? (
				<Choices
					legend={label}
					values={now.split(" ").filter(Boolean)}
					onChange={(values) => answer(values.join(" "))}
					options={optionsOf(options)}
				/>
			) : (
				<Chips
					legend={label}
					value={now}
					onChange={answer}
					options={[{ value: "", label: t("Not said") }, ...optionsOf(options)]}
				/>
			)}
			{advice && <Notice kind="warning">{advice}</Notice>}
		</>
	);
}

function Reachable({ noted, change }: ToldProps) {
	return (
		<>
			<Chips<Noted["reachable"]>
				legend={t("Contact")}
				legendHidden
				value={noted.reachable}
				onChange={(reachable) => change({ reachable })}
				options={[
					{ value: "", label: t("Not said") },
					{ value: "yes", label: t("Yes") },
					{ value: "no", label: t("No") },
				]}
			/>
			{noted.reachable === "yes" && (
				<>
					<Field
						label={t("How?")}
						hint={t("A number or address that is safe.")}
						confidential
						value={noted.how}
						onInput={(how) => change({ how })}
					/>
					<Field
						label={t("When is it safe?")}
						confidential
						value={noted.when}
						onInput={(when) => change({ when })}
					/>
				</>
			)}
		</>
	);
}
