/** Every consent of a case on one page that can be printed: the same for reporter and counsellor. */

import type { ComponentChildren } from "preact";
import { type Consent, inOrder, type Standing, standingOf } from "../casework/consents.ts";
import type { Guidance, Invalid } from "../casework/guidance.ts";
import { Button } from "../kit/button.tsx";
import { formatDay, t } from "../kit/locale.ts";
import { Notice } from "../kit/notice.tsx";
import type { Day } from "../protocol/api.ts";
import { breachInWords, guidanceInWords, type Names } from "./words.ts";

interface LedgerProps {
	guidance: Guidance;
	today: Day;
	names: Names;
	/** Who reads this page. */
	reader: "reporter" | "counsellor";
	/** What can be done with one of them, below its words. */
	acts?: (consent: Consent) => ComponentChildren;
}

export function ConsentLedger({ guidance, today, names, reader, acts }: LedgerProps) {
	const consents = inOrder(guidance.consents, today);
	return (
		<>
			<p>
				{t("Before anybody else hears something, consent is asked for it here.")}{" "}
				{t("The law has a few exceptions.")}{" "}
				{t("Whoever reads along can always copy what they read.")}{" "}
				{t("Luwte offers no other way to share.")}
			</p>
			<NotAllowed invalid={guidance.invalid} names={names} reader={reader} />
			{consents.length === 0 && <p class="soft">{t("No consent was asked yet.")}</p>}
			{consents.map((one) => (
				<Entry key={one.id} one={one} today={today} reader={reader} acts={acts?.(one)} />
			))}
			{consents.length > 0 && (
				<p class="no-print">
					<Button kind="subtle" onClick={() => print()}>
						{t("Print this page")}
					</Button>
				</p>
			)}
		</>
	);
}

function standingInWords(standing: Standing): string {
	const words: Readonly<Record<Standing, () => string>> = {
		"in-force": () => t("In force"),
		asked: () => t("Not answered yet"),
		ended: () => t("Ended"),
		refused: () => t("Refused"),
		withdrawn: () => t("Taken back"),
	};
	return words[standing]();
}

interface EntryProps extends Pick<LedgerProps, "today" | "reader"> {
	one: Consent;
	acts: ComponentChildren;
}

function Entry({ one, today, reader, acts }: EntryProps) {
	const standing = standingOf(one, today);
	const terms = one.given ?? one.asked;
	return (
		<article class={`consent consent--${standing}`} aria-labelledby={`consent-${one.id}`}>
			<p class="consent__standing">{standingInWords(standing)}</p>
			<h2 id={`consent-${one.id}`} class="consent__what" dir="auto">
				{terms.what}
			</h2>
			<dl class="consent__terms">
				<Term name={t("To whom")} text={terms.to} />
				{terms.why !== "" && <Term name={t("Why")} text={terms.why} />}
				<Term name={t("Until")} text={formatDay(terms.until)} />
				<Term name={t("Asked by")} text={one.name} />
			</dl>
			{isLess(one) && (
				<p>
					{t("Asked was, until {day}: {what}", {
						what: one.asked.what,
						day: formatDay(one.asked.until),
					})}
				</p>
			)}
			<Answer one={one} reader={reader} />
			<Uses one={one} />
			{acts && <div class="no-print">{acts}</div>}
		</article>
	);
}

function Term({ name, text }: { name: string; text: string }) {
	return (
		<div>
			<dt>{name}</dt>
			<dd dir="auto">{text}</dd>
		</div>
	);
}

function isLess({ asked, given }: Consent): boolean {
	return given !== null && (given.what !== asked.what || given.until !== asked.until);
}

function Answer({ one, reader }: Pick<EntryProps, "one" | "reader">) {
	if (one.state === "asked") return null;
	return (
		<>
			<p>{answerInWords(one)}</p>
			{one.text !== "" && (
				<p class="consent__text" dir="auto">
					{one.text}
				</p>
			)}
			{one.form !== "device" && one.form !== "" && <p>{formInWords(one, reader)}</p>}
		</>
	);
}

function answerInWords({ state, on, since }: Consent): string {
	const day = formatDay(on);
	if (state === "refused") return t("Refused on {day}.", { day });
	if (state === "withdrawn") {
		return t("Given on {given}, taken back on {day}.", { given: formatDay(since), day });
	}
	return since === on
		? t("Given on {day}.", { day })
		: t("Given on {given}, made less on {day}.", { given: formatDay(since), day });
}

function formInWords({ form, confirmed }: Consent, reader: LedgerProps["reader"]): string {
	const how =
		form === "paper"
			? t("Written down by the counsellor, from paper.")
			: t("Written down by the counsellor, as it was spoken.");
	return `${how} ${confirmedInWords(confirmed, reader === "reporter")}`;
}

function confirmedInWords(confirmed: boolean, mine: boolean): string {
	if (mine) {
		return confirmed
			? t("You confirmed that it is right.")
			: t("You have not said yet whether it is right.");
	}
	return confirmed
		? t("The reporter confirmed that it is right.")
		: t("The reporter has not said yet whether it is right.");
}

function Uses({ one }: { one: Consent }) {
	if (one.given === null) return null;
	if (one.uses.length === 0) return <p>{t("Not used.")}</p>;
	return (
		<ul class="consent__uses">
			{one.uses.map((use) => (
				<li key={use.id}>
					{use.on === use.written
						? t("Used on {day}", { day: formatDay(use.on) })
						: t("Used on {day}, written down on {written}", {
								day: formatDay(use.on),
								written: formatDay(use.written),
							})}
				</li>
			))}
		</ul>
	);
}

/** Whatever was written about consent that the rules don't allow: it counts for nothing, in plain sight. */
function NotAllowed({
	invalid,
	names,
	reader,
}: Pick<LedgerProps, "names" | "reader"> & { invalid: readonly Invalid[] }) {
	const shown = invalid.filter(({ told }) => told.kind.startsWith("consent-"));
	return shown.map(({ told, breach }) => {
		const said = guidanceInWords(told.kind, told.content as never, names);
		const used = told.kind === "consent-used";
		return (
			<Notice
				key={told.id}
				kind="danger"
				title={used ? t("Used without consent") : t("Written, but it does not count")}
			>
				<p>
					{writtenInWords(told, reader)} {breachInWords(breach)}
				</p>
				{said?.lines.map((line) => (
					<p key={line} dir="auto">
						{line}
					</p>
				))}
			</Notice>
		);
	});
}

function writtenInWords({ name, day }: Invalid["told"], reader: LedgerProps["reader"]): string {
	const on = formatDay(day);
	if (name !== "") return t("By {name}, on {day}.", { name, day: on });
	return reader === "reporter"
		? t("By you, on {day}.", { day: on })
		: t("By the reporter, on {day}.", { day: on });
}
