/** What reporters answered about the help: sums of five answers or more, and how they came about. */

import { Button } from "../../kit/button.tsx";
import { t, tn } from "../../kit/locale.ts";
import { Notice } from "../../kit/notice.tsx";
import type { Judgement, OrganisationMembership, ShownJudgements } from "../../protocol/api.ts";
import { judgements, loadJudgements } from "../counting/judgements.ts";
import { useOrganisation, WhichOrganisation } from "./which.tsx";

export function Judgements() {
	const { chosen, id } = useOrganisation();
	return (
		<>
			<WhichOrganisation id={id} />
			{chosen && <Shown membership={chosen} />}
			<HowItWorks />
		</>
	);
}

function Shown({ membership: { id, state } }: { membership: OrganisationMembership }) {
	const shown = judgements.value[id];
	if (state !== "current") return <p>{t("You see these once you are on the list.")}</p>;
	if (!shown) {
		return (
			<Notice kind="warning">
				<p>{t("These could not be read.")}</p>
				<Button onClick={() => void loadJudgements()}>{t("Try again")}</Button>
			</Notice>
		);
	}
	if (shown.length === 0) return <p>{t("Fewer than five answers: not shown.")}</p>;
	return (
		<>
			{shown.map((one, index) => (
				<Sum key={`${index} ${one.lastYear}`} sum={one} />
			))}
		</>
	);
}

function Sum({ sum }: { sum: ShownJudgements }) {
	const { firstYear, lastYear, answers, together } = sum;
	return (
		<section class="panel">
			<h2>{firstYear === lastYear ? `${lastYear}` : `${firstYear}–${lastYear}`}</h2>
			<p>{tn("{n} reporter answered", "{n} reporters answered", answers, { n: answers })}</p>
			{together && (
				<p>{t("Of several organisations together, each with fewer than five answers.")}</p>
			)}
			<dl class="sums">
				{questions().map(({ question, text, answers: given }) => (
					<div key={question}>
						<dt>{text}</dt>
						{given.map(([code, label]) => (
							<dd key={code}>
								{label}: <strong>{countOf(sum, question, code)}</strong>
							</dd>
						))}
					</div>
				))}
			</dl>
		</section>
	);
}

function countOf({ counts }: ShownJudgements, question: keyof Judgement, code: string): number {
	return (counts[question] as Record<string, number>)[code] ?? 0;
}

interface Question {
	question: keyof Judgement;
	text: string;
	answers: [code: string, label: string][];
}

function questions(): Question[] {
	const unsaid: [string, string] = ["unsaid", t("not said")];
	const much: [string, string][] = [
		["yes", t("yes")],
		["partly", t("a little")],
		["no", t("no")],
		unsaid,
	];
	return [
		{ question: "helped", text: t("Did the help bring you further?"), answers: much },
		{ question: "safe", text: t("Did it feel safe to tell?"), answers: much },
		{
			question: "harmed",
			text: t("Are you worse off because you told it?"),
			answers: [["no", t("no")], ["perhaps", t("perhaps")], ["yes", t("yes")], unsaid],
		},
	];
}

function HowItWorks() {
	return (
		<>
			<h2>{t("How this comes about")}</h2>
			<ul>
				<li>{t("Reporters answer once, after closing, apart from the conversation.")}</li>
				<li>{t("Nobody can find out whose answer it is, or about whom.")}</li>
				<li>{t("A year is shown from February on, if it has five answers. It never changes.")}</li>
				<li>{t("Fewer wait for the next year. Or they are added to others of your provider.")}</li>
			</ul>
		</>
	);
}
