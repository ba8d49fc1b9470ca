/** What is known of a case at a glance: what for, how to reach, what was agreed. */

import type { Case } from "../../casework/case.ts";
import { isKind, ofKind } from "../../casework/kinds.ts";
import { formatDay, t } from "../../kit/locale.ts";
import type { JsonObject } from "../../protocol/api.ts";
import { nameOfCode } from "../content.ts";
import { views } from "./store.ts";
import { contentWords, guidanceWords, kindWords } from "./words.ts";

interface Fact {
	what: string;
	lines: string[];
	/** A telephone number to dial. */
	number?: string;
}

export function Facts({ one }: { one: Case }) {
	const told = fromTalk(one);
	const known = new Set(told.map((fact) => fact.what));
	const noted = fromFile(one).filter((fact) => !known.has(fact.what));
	const facts = [...told, ...noted].filter((fact) => fact.lines.length > 0 || fact.number);
	if (facts.length === 0) return null;
	return (
		<section class="panel" aria-labelledby="facts-title">
			<h2 id="facts-title">{t("At a glance")}</h2>
			<dl class="facts">
				{facts.map((fact) => (
					<div key={fact.what}>
						<dt>{fact.what}</dt>
						<dd translate={false}>
							{fact.number ? (
								<a href={`tel:${fact.number.replace(/[^\d+]/g, "")}`}>{fact.number}</a>
							) : null}
							{fact.lines.map((line) => (
								<span key={line} class="facts__line">
									{line}
								</span>
							))}
						</dd>
					</div>
				))}
			</dl>
		</section>
	);
}

function fromTalk({ talk }: Case): Fact[] {
	if (!talk) return [];
	const facts: Fact[] = [];
	if (talk.callMe) {
		const { number, when, name } = talk.callMe;
		facts.push({ what: t("Asks to be called"), number, lines: [when, name].filter(Boolean) });
	}
	if (talk.name) facts.push({ what: t("Name"), lines: [talk.name] });
	const kinds = { about: talk.about, reachable: talk.reachable } as const;
	for (const [kind, content] of Object.entries(kinds)) {
		if (content && isKind(kind)) {
			facts.push({ what: kindWords(kind), lines: contentWords(kind, content as never) });
		}
	}
	if (Object.keys(talk.inventory).length > 0) {
		facts.push({
			what: kindWords("inventory"),
			lines: contentWords("inventory", { answers: talk.inventory }),
		});
	}
	if (talk.lookOut) facts.push({ what: kindWords("look-out"), lines: [talk.lookOut] });
	if (talk.consent) {
		const lines = contentWords("consent-to-keep", { months: talk.consent.months });
		facts.push({
			what: kindWords("consent-to-keep"),
			lines: [formatDay(talk.consent.day), ...lines],
		});
	}
	return facts;
}

/** What was noted in the file, in case the reporter didn't say it in the conversation. */
function fromFile(one: Case): Fact[] {
	const view = views.value.get(one.file);
	if (!view) return [];
	const begin = ofKind(view.statements, "case", "file").at(0);
	const facts: Fact[] = begin
		? [
				{
					what: t("Came in"),
					lines: [
						`${formatDay(begin.content.opened)}, ${nameOfCode("channels", begin.content.channel)}`,
					],
				},
			]
		: [];
	const latest = new Map<string, { on: string; form: string; content: JsonObject }>();
	for (const { content } of ofKind(view.statements, "noted", "file")) {
		latest.set(content.what, { on: content.on, form: content.form, content: content.content });
	}
	for (const [what, { on, form, content }] of latest) {
		// What is of guidance stands with its subject.
		if (!isKind(what) || guidanceWords(what, content) !== null) continue;
		const how = form === "paper" ? t("on paper") : t("spoken");
		facts.push({
			what: kindWords(what),
			lines: [...contentWords(what, content), `${how}, ${formatDay(on)}`],
		});
	}
	return facts;
}
