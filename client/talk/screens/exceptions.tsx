/** What this counsellor can't keep to themselves, in full, and then the consent to keep. */

import { useSignalEffect } from "@preact/signals";
import { exceptionsFor, fill, type Text } from "../../content/content.ts";
import { Button } from "../../kit/button.tsx";
import { formatDay, language, t } from "../../kit/locale.ts";
import type { Answers } from "../answered.ts";
import { exceptionsInFull, loadExceptions, textOf } from "../content.ts";
import { Page } from "../page.tsx";
import { Loading, Paragraphs, Sections, Trouble } from "../parts.tsx";
import { go } from "../places.ts";
import { answer, answers, chosenCard, roster, route, trouble } from "../store.ts";
import { NumbersToCall, Outside } from "./phone.tsx";
export function Exceptions() {
	useSignalEffect(() => {
		loadExceptions(language.value).catch(() => {
			trouble.value = t("The line is gone. Try again in a moment.");
		});
	});
	const [view, card, full] = [roster.value, chosenCard.value, exceptionsInFull.value];
	if (view === null || card === null) return null;
	const intro = textOf("exceptions-intro");
	const minor = answers.value.minor;
	const name = card.profile.name;
	return (
		<Page title={titleFor(name)}>
			<Trouble />
			{answers.value.anyone && (
				<p>{t("You had no preference. {name} is there first.", { name })}</p>
			)}
			<p>{intro.short}</p>
			<UnderAge />
			<Paragraphs lines={intro.paragraphs} />
			{full === null ? (
				<Loading />
			) : (
				exceptionsFor(Object.values(full), {
					sector: view.organisation.sector,
					position: card.profile.position,
					minor,
				}).map((one) => (
					<section key={one.id} class="talk-exception">
						<h2>{one.title}</h2>
						<Sections text={one} level={3} />
						<Paragraphs lines={one.closing} />
					</section>
				))
			)}
			{(intro.closing ?? []).map((line) => (
				<p key={line} class="soft">
					{fill(line, { checked_on: formatDay(intro.checked_on) })}
				</p>
			))}
			{full !== null && (route.value === "call" ? <Consenting /> : <Read />)}
		</Page>
	);
}

function titleFor(name: string): string {
	return route.value === "call"
		? t("{name} calls you. First read this.", { name })
		: t("You write to {name}. First read this.", { name });
}

function Read() {
	return (
		<div class="actions">
			<Button kind="primary" wide onClick={() => go("consent")}>
				{t("I have read this")}
			</Button>
		</div>
	);
}

/** Changes the text below and the help lines; asked here because it changes what may be told. */
function UnderAge() {
	const options: [Answers["minor"], string][] = [
		["self", t("I am under 18")],
		["child", t("This is about my child")],
	];
	const chosen = answers.value.minor;
	const text = chosen === "" ? null : textOf(chosen === "self" ? "under-18" : "about-my-child");
	return (
		<>
			<fieldset class="talk-chips">
				<legend class="visually-hidden">{t("Is somebody under 18 concerned?")}</legend>
				{options.map(([value, label]) => (
					<label key={value} class="talk-chip">
						<input
							type="checkbox"
							checked={chosen === value}
							onChange={() => answer({ minor: chosen === value ? "" : value })}
						/>
						<span>{label}</span>
					</label>
				))}
			</fieldset>
			{text && (
				<>
					<Aside text={text} />
					<Outside />
				</>
			)}
		</>
	);
}

function Aside({ text }: { text: Text }) {
	return (
		<section class="talk-aside" aria-live="polite">
			<h2>{text.title}</h2>
			<p>{text.short}</p>
			<Sections text={text} level={3} />
			<Paragraphs lines={text.closing} />
		</section>
	);
}

export function Consent() {
	return (
		<Page title={textOf("consent-to-keep").title}>
			<Consenting titled />
		</Page>
	);
}

/** One act for one thing: keeping what they write. Nothing is ticked beforehand. */
function Consenting({ titled = false }: { titled?: boolean }) {
	const view = roster.value;
	const text = textOf("consent-to-keep");
	if (view === null) return null;
	const months = view.organisation.retentionMonths;
	const filled = {
		...text,
		sections: (text.sections ?? []).map((section) => ({
			...section,
			points: section.points.map((point) => fill(point, { months })),
		})),
	};
	const agree = () => {
		answer({ consent: true });
		go(route.value === "call" ? "call" : "story");
	};
	const refuse = () => {
		answer({ consent: false });
		go("refused");
	};
	return (
		<section>
			{!titled && <h2>{text.title}</h2>}
			<p>{text.short}</p>
			<Sections text={filled} level={titled ? 2 : 3} />
			<Paragraphs lines={text.closing} />
			<div class="actions">
				<Button kind="primary" wide onClick={agree}>
					{text.agree}
				</Button>
				<Button wide onClick={refuse}>
					{text.refuse}
				</Button>
			</div>
		</section>
	);
}

export function Refused() {
	const text = textOf("consent-refused");
	return (
		<Page title={text.title}>
			<p>{text.short}</p>
			<Sections text={text} level={2} />
			<NumbersToCall />
		</Page>
	);
}
