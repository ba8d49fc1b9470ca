/** Counting what never was a case here: somebody phoned, was helped, and nothing was kept. */

import { useEffect } from "preact/hooks";
import { fitting } from "../../casework/registrations.ts";
import { t } from "../../kit/locale.ts";
import { Notice } from "../../kit/notice.tsx";
import { Spinner } from "../../kit/spinner.tsx";
import type { Id } from "../../protocol/api.ts";
import { clients } from "../account/session.ts";
import { today } from "../cases/store.ts";
import { draftOf, dropDraft } from "../drafts.ts";
import { Chips } from "../parts/chips.tsx";
import { Page } from "../parts/page.tsx";
import { attempt } from "../trouble.ts";
import { forms, keep, loadForm, randomToken } from "./counting.ts";
import { Questions } from "./questions.tsx";

const KEY = "count-without-case";
const YEARS = 3;

interface Typed {
	/** Drawn once: sent twice after a lost line, it still counts once. */
	token: string;
	/** Empty until chosen: of several none is likelier, and a wrong one is soon overlooked. */
	organisation: Id | "";
	year: number;
	answers: Record<string, string>;
}

export function WithoutCase() {
	return (
		<Page name="count-without-case" narrow title={t("Count without a case")}>
			{clients.value.length === 0 ? (
				<Notice>{t("You have no role now, so nothing can be counted.")}</Notice>
			) : (
				<Typing />
			)}
		</Page>
	);
}

function begun(): Typed {
	const [year = 0, month = 1] = today.peek().split("-").map(Number);
	const answers = { quarter: String(Math.ceil(month / 3)), reporters: "1" };
	const [only, ...others] = clients.peek();
	const organisation = others.length === 0 && only ? only.id : "";
	return { token: randomToken(), organisation, year, answers };
}

function Typing() {
	const draft = draftOf<Typed>(KEY, begun());
	const change = (part: Partial<Typed>) => {
		draft.value = { ...draft.peek(), ...part };
	};
	const { token, organisation, year, answers } = draft.value;
	const form = organisation && forms.value[organisation];
	useEffect(() => {
		if (organisation && !form) void attempt(() => loadForm(organisation));
	}, [organisation, !form]);
	const answer = (name: string, code: string, more: Partial<Typed> = {}) => {
		change({ ...more, answers: { ...draft.peek().answers, [name]: code } });
	};
	// The quarter that was filled in is one of this year.
	const changeYear = (chosen: number) => answer("quarter", "", { year: chosen });
	const head = <Where typed={draft.value} {...{ change, changeYear }} />;
	if (!organisation) return head;
	if (!form) {
		return (
			<>
				{head}
				<Spinner text={t("Opening")} />
			</>
		);
	}
	const now = fitting(answers, form.fields, year);
	return (
		<Questions
			form={form}
			year={year}
			now={now}
			change={answer}
			saveText={t("Count this")}
			save={async () => {
				const { version } = form;
				await keep({ token, organisation, counted: "case", version, year, codes: now });
				dropDraft(KEY);
			}}
		>
			{head}
		</Questions>
	);
}

interface WhereProps {
	typed: Typed;
	change: (part: Partial<Typed>) => void;
	changeYear: (year: number) => void;
}

function Where({ typed, change, changeYear }: WhereProps) {
	const thisYear = Number(today.value.slice(0, 4));
	const years = Array.from({ length: YEARS }, (_, back) => String(thisYear - back));
	return (
		<>
			<Notice>
				<p>{t("For help that isn't in Luwte: somebody phoned, and no file was needed.")}</p>
				<p>{t("Is there a case? Then count it there, or it counts twice.")}</p>
				<p>{t("Only these answers are kept. They go to the figures in a day.")}</p>
			</Notice>
			{clients.value.length > 1 && (
				<Chips
					legend={t("For which organisation?")}
					value={typed.organisation}
					onChange={(organisation) => change({ organisation })}
					options={clients.value.map((one) => ({ value: one.id, label: one.name }))}
				/>
			)}
			<Chips
				legend={t("In which year did it begin?")}
				value={String(typed.year)}
				onChange={(year) => changeYear(Number(year))}
				options={years.map((year) => ({ value: year, label: year }))}
			/>
		</>
	);
}
