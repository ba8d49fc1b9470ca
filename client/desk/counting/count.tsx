/** Counting one case, in codes only: what it is about at intake, how it went at closing. */

import { useEffect } from "preact/hooks";
import type { Case } from "../../casework/case.ts";
import { ofKind } from "../../casework/kinds.ts";
import { answersFrom, fitting } from "../../casework/registrations.ts";
import { t } from "../../kit/locale.ts";
import { Notice } from "../../kit/notice.tsx";
import { Spinner } from "../../kit/spinner.tsx";
import type { RegistrationForm } from "../../protocol/api.ts";
import { views } from "../cases/store.ts";
import { draftOf, dropDraft } from "../drafts.ts";
import type { SubjectProps } from "../guidance/subjects.ts";
import { OrganisationMark } from "../parts/marks.tsx";
import { attempt } from "../trouble.ts";
import { count, forms, loadForm, registeredOf, stuck, yearOf } from "./counting.ts";
import { Questions } from "./questions.tsx";

export function countStanding(one: Case): string {
	const known = registeredOf(one);
	if (known === null) return t("Not counted yet");
	if (known.counted === "removed") return t("Taken out of the figures");
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
	const first = fitting(known?.counted === "case" ? known.codes : said, form.fields, yearOf(one));
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
	const year = yearOf(one);
	const now = fitting(answers.value, form.fields, year);
	const { version } = form;
	return (
		<Questions
			form={form}
			year={year}
			now={now}
			change={(question, answer) => {
				answers.value = { ...answers.peek(), [question]: answer };
			}}
			saveText={t("Count this case")}
			save={async () => {
				await count(one, { counted: "case", version, codes: now });
				dropDraft(name);
			}}
		>
			<Where one={one} />
		</Questions>
	);
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
