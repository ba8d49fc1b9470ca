/** The questions that an organisation of this size may count, of both moments, on one form. */

import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { type Answers, codesIn, isAsked } from "../../casework/registrations.ts";
import { BusyButton, Button } from "../../kit/button.tsx";
import { Choices } from "../../kit/choice.tsx";
import { language, t } from "../../kit/locale.ts";
import type { RegistrationForm } from "../../protocol/api.ts";
import { Chips } from "../parts/chips.tsx";
import { back, place } from "../places.ts";
import { tell } from "../tell.ts";
import { attempt } from "../trouble.ts";

type Asked = RegistrationForm["fields"][number];

interface QuestionsProps {
	form: RegistrationForm;
	/** In which the case began. */
	year: number;
	/** The answers so far: only those that belong here. */
	now: Answers;
	change: (name: string, answer: string) => void;
	/** What stands above the questions. */
	children: ComponentChildren;
	saveText: string;
	save: () => Promise<void>;
}

export function Questions({ form, year, now, change, children, saveText, save }: QuestionsProps) {
	const busy = useSignal(false);
	const submit = async (event: Event) => {
		event.preventDefault();
		if (busy.peek()) return;
		if (!now["domain"]) {
			tell(t("Say first what it is about."));
			return;
		}
		busy.value = true;
		const here = place.peek();
		const done = await attempt(save);
		busy.value = false;
		if (!done) return;
		tell(t("Counted. It leaves this desk in a day."));
		if (place.peek() === here) back();
	};
	const asked = (moment: string) =>
		form.fields
			.filter((field) => field.moment === moment && isAsked(field, now))
			.map((field) => <Question key={field.name} {...{ field, year, change }} answers={now} />);
	return (
		<form class="count" onSubmit={(event) => void submit(event)}>
			{children}
			{asked("intake")}
			<h2>{t("How it went")}</h2>
			<p class="soft">{t("Leave open what you don't know. You can complete it later.")}</p>
			{asked("closing")}
			<div class="contact-form__save">
				<BusyButton type="submit" busy={busy.value} busyText={t("Keeping")}>
					{saveText}
				</BusyButton>
			</div>
		</form>
	);
}

interface QuestionProps {
	field: Asked;
	year: number;
	answers: Answers;
	change: (name: string, answer: string) => void;
}

function Question({ field, year, answers, change }: QuestionProps) {
	const { name, multiple } = field;
	const legend = field.label[language.value];
	const possible = codesIn(field, answers, year);
	const options = field.codes
		.filter(({ code }) => possible.includes(code))
		.map(({ code, label }) => ({ value: code, label: label[language.value] }));
	const given = answers[name] ?? "";
	if (options.length === 0) return null;
	if (multiple) {
		const values = given.split(" ").filter(Boolean);
		const keep = (all: string[]) => change(name, all.join(" "));
		return <Choices legend={legend} options={options} values={values} onChange={keep} />;
	}
	return (
		<div class="count__one">
			<Chips
				legend={legend}
				options={options}
				value={given}
				onChange={(one) => change(name, one)}
			/>
			{given !== "" && name !== "domain" && (
				<Button kind="subtle" onClick={() => change(name, "")}>
					{t("Leave open")}
				</Button>
			)}
		</div>
	);
}
