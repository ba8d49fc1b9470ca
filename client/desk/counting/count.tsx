/** Counting one case, in codes only: what it is about at intake, how it went at closing. */

import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { Case } from "../../casework/case.ts";
import { ofKind } from "../../casework/kinds.ts";
import {
	type Answers,
	answersFrom,
	codesIn,
	fitting,
	isDiscrimination,
} from "../../casework/registrations.ts";
import { BusyButton, Button } from "../../kit/button.tsx";
import { Choices } from "../../kit/choice.tsx";
import { language, t } from "../../kit/locale.ts";
import { Notice } from "../../kit/notice.tsx";
import { Spinner } from "../../kit/spinner.tsx";
import type { RegistrationForm } from "../../protocol/api.ts";
import { views } from "../cases/store.ts";
import { draftOf, dropDraft } from "../drafts.ts";
import type { SubjectProps } from "../guidance/subjects.ts";
import { Chips } from "../parts/chips.tsx";
import { OrganisationMark } from "../parts/marks.tsx";
import { back } from "../places.ts";
import { tell } from "../tell.ts";
import { attempt } from "../trouble.ts";
import { count, forms, loadForm, registeredOf, stuck } from "./counting.ts";

type Asked = RegistrationForm["fields"][number];

export function countStanding(one: Case): string {
	const known = registeredOf(one);
	if (known === null) return t("Not counted yet");
	return known.counted === "case" ? t("Counted") : t("Left as not counted");
}

export function CountScreen({ one, guidance }: SubjectProps) {
	const form = forms.value[one.organisation];
	useEffect(() => {
		if (!form && one.organisation !== "") void attempt(() => loadForm(one.organisation));
	}, [one.organisation, form === undefined]);
	if (!form) return <Spinner text={t("Opening")} />;
	const known = registeredOf(one);
	const said = answersFrom(one, guidance, channelOf(one));
	const first = fitting(known?.counted === "case" ? known.codes : said, form.fields);
	// What was counted begins anew from there: a draft is of one count.
	const key = `count:${one.id}:${known?.item ?? ""}`;
	return <Form key={key} name={key} one={one} form={form} first={first} />;
}

function channelOf(one: Case): string {
	const view = views.value.get(one.file);
	const noted = view && ofKind(view.statements, "case", "file").at(-1)?.content.channel;
	return noted || (one.talk === null ? "" : "online");
}

interface FormProps {
	name: string;
	one: Case;
	form: RegistrationForm;
	first: Record<string, string>;
}

function Form({ name, one, form, first }: FormProps) {
	const answers = draftOf<Record<string, string>>(name, first);
	const busy = useSignal(false);
	const now = fitting(answers.value, form.fields);
	const change = (question: string, answer: string) => {
		answers.value = { ...answers.peek(), [question]: answer };
	};
	const submit = async (event: Event) => {
		event.preventDefault();
		if (busy.peek()) return;
		if (!now["domain"]) {
			tell(t("Say first what it is about."));
			return;
		}
		busy.value = true;
		const { version } = form;
		const done = await attempt(() => count(one, { counted: "case", version, codes: now }));
		busy.value = false;
		if (!done) return;
		dropDraft(name);
		tell(t("Counted. It leaves this desk in a day."));
		back();
	};
	const asked = (moment: string) =>
		form.fields.filter((field) => field.moment === moment && isAsked(field, now));
	return (
		<form class="count" onSubmit={(event) => void submit(event)}>
			<Where one={one} />
			{asked("intake").map((field) => (
				<Question key={field.name} field={field} answers={now} change={change} />
			))}
			<h2>{t("How it went")}</h2>
			<p class="soft">{t("Leave open what you don't know yet. You can complete it at closing.")}</p>
			{asked("closing").map((field) => (
				<Question key={field.name} field={field} answers={now} change={change} />
			))}
			<div class="contact-form__save">
				<BusyButton type="submit" busy={busy.value} busyText={t("Keeping")}>
					{t("Count this case")}
				</BusyButton>
			</div>
		</form>
	);
}

function isAsked({ name }: Asked, answers: Answers): boolean {
	return name !== "ground" || isDiscrimination(answers);
}

/** Where it is counted, when it goes, and what can't be seen of it. */
function Where({ one }: { one: Case }) {
	const known = registeredOf(one);
	const refused = known !== null && stuck.value.has(known.item);
	return (
		<Notice kind={refused ? "warning" : "info"}>
			<p>
				{t("Counts in {year}, for:", { year: one.opened.slice(0, 4) })}{" "}
				<OrganisationMark id={one.organisation} always />
			</p>
			{refused ? (
				<p>{t("This could not be handed over. Look at the answers and count it again.")}</p>
			) : known?.sent ? (
				<p>{t("It was handed over. What you change goes along again, in a day.")}</p>
			) : (
				<p>
					{t(
						"It waits in your own log for a day. Then it goes with others, and into the figures at night.",
					)}
				</p>
			)}
			<p>{t("Only these answers go. No name, no text, no day, and no way back to this case.")}</p>
		</Notice>
	);
}

interface QuestionProps {
	field: Asked;
	answers: Answers;
	change: (name: string, answer: string) => void;
}

function Question({ field, answers, change }: QuestionProps) {
	const { name, multiple } = field;
	const legend = field.label[language.value];
	const possible = codesIn(field, answers["domain"] ?? "");
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
