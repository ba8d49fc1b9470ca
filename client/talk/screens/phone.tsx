/** Without this application: numbers, hours, days on site, and help outside. */

import { helplinesFor } from "../../content/content.ts";
import { language, t } from "../../kit/locale.ts";
import { Notice } from "../../kit/notice.tsx";
import { content, sentence } from "../content.ts";
import { Page } from "../page.tsx";
import { Dial, Helplines, Paragraphs } from "../parts.tsx";
import { answers, cards, roster } from "../store.ts";

export function Phone() {
	return (
		<Page title={t("Call a counsellor")}>
			<NumbersToCall />
		</Page>
	);
}

/** Everybody's own number, the organisation's numbers, and the help lines. */
export function NumbersToCall() {
	const view = roster.value;
	if (view === null) return null;
	const { phones } = view.organisation;
	const withPhone = cards.value.filter((card) => card.phone !== "");
	return (
		<>
			<Notice kind="info">{sentence("safety", "work-phone")}</Notice>
			<ul class="talk-numbers">
				{withPhone.map((card) => (
					<li key={card.person}>
						<strong>
							<bdi>{card.profile.name}</bdi>
						</strong>
						<Dial number={card.phone} />
					</li>
				))}
				{phones.map((phone) => (
					<li key={phone.number}>
						<strong>{phone.name}</strong>
						<Dial number={phone.number} />
						<span class="soft">{phone.hours[language.value]}</span>
					</li>
				))}
			</ul>
			{withPhone.length + phones.length === 0 && (
				<p>{t("No numbers are known here. Ask at your organisation.")}</p>
			)}
			<Outside />
		</>
	);
}

export function WalkIn() {
	const days = cards.value.filter((card) => card.onSite[language.value] !== "");
	const walkIn = roster.value?.organisation.walkIn[language.value] ?? "";
	return (
		<Page title={t("Walk in")}>
			<p>{t("You need no appointment, and you need not give your name.")}</p>
			<Paragraphs lines={walkIn.split("\n").filter(Boolean)} />
			<ul class="talk-numbers">
				{days.map((card) => (
					<li key={card.person}>
						<strong>
							<bdi>{card.profile.name}</bdi>
						</strong>
						<span>{card.onSite[language.value]}</span>
						{card.phone !== "" && <Dial number={card.phone} />}
					</li>
				))}
			</ul>
			{days.length === 0 && walkIn === "" && (
				<p>{t("There are no fixed hours here. Call, and agree on a place.")}</p>
			)}
			<Outside />
		</Page>
	);
}

/** Help lines for this sector and these answers. */
export function Outside() {
	const [view, texts] = [roster.value, content.value];
	if (view === null || texts === null) return null;
	const { minor, subjects } = answers.value;
	const { sector } = view.organisation;
	return <Helplines lines={helplinesFor(texts.helplines, { sector, minor, subjects })} />;
}

/** None of these: outside counsellors and bodies. */
export function Elsewhere() {
	const view = roster.value;
	if (view === null) return null;
	return (
		<Page title={t("Somebody outside the organisation")}>
			<p>{t("You need not choose anybody here. These people listen too.")}</p>
			{view.organisation.secondAddress !== "" && (
				<p>
					{t("Is it about the management or a counsellor? There is a second address: {address}.", {
						address: view.organisation.secondAddress.trim().replace(/\s*\n\s*/g, ", "),
					})}
				</p>
			)}
			<Outside />
		</Page>
	);
}
