/** One counsellor: what they chose to show, when they answer, and the key one tap away. */

import { useSignal, useSignalEffect } from "@preact/signals";
import { isAway } from "../../casework/days.ts";
import { Button } from "../../kit/button.tsx";
import { Check } from "../../kit/choice.tsx";
import { formatWeekday, language, t, tn } from "../../kit/locale.ts";
import { Notice } from "../../kit/notice.tsx";
import type { CounsellorCard } from "../../protocol/api.ts";
import { factsOf, positionInWords, standInOf } from "../card-words.ts";
import { Dial } from "../parts.tsx";
import { worker } from "../remote.ts";
import { answer, answers, cards, today } from "../store.ts";

export function Portrait({ card }: { card: CounsellorCard }) {
	const address = useSignal("");
	const { portrait, name } = card.profile;
	useSignalEffect(() => {
		if (portrait === "") return;
		let made = "";
		void worker()
			.then((remote) => remote.portrait(portrait))
			.then((blob) => {
				if (blob === null) return;
				made = URL.createObjectURL(blob);
				address.value = made;
			})
			.catch(() => undefined);
		return () => URL.revokeObjectURL(made);
	});
	if (address.value !== "") {
		return <img class="talk-portrait" src={address.value} alt="" width="64" height="64" />;
	}
	return (
		<span class="talk-portrait" aria-hidden="true">
			{[...name][0]}
		</span>
	);
}

export function Card({ card, onChoose }: { card: CounsellorCard; onChoose: () => void }) {
	const { profile } = card;
	const never = answers.value.never.includes(card.person);
	return (
		<article class={never ? "talk-card talk-card-never" : "talk-card"}>
			<header>
				<Portrait card={card} />
				<div>
					<h2>
						<bdi>{profile.name}</bdi>
					</h2>
					<p class="soft">{positionInWords(profile.position)}</p>
				</div>
			</header>
			<ul class="talk-facts">
				{factsOf(card).map((fact) => (
					<li key={fact}>{fact}</li>
				))}
			</ul>
			<Availability card={card} />
			{!never && (
				<Button kind="primary" onClick={onChoose}>
					{t("Choose {name}", { name: profile.name })}
				</Button>
			)}
			<More card={card} />
		</article>
	);
}

/** The promise, and what may stand in its way. */
export function Availability({ card }: { card: CounsellorCard }) {
	const away = isAway({ from: card.absentFrom, until: card.absentUntil }, today());
	const onSite = card.onSite[language.value];
	return (
		<>
			<p>
				{tn(
					"Answers within {n} working day.",
					"Answers within {n} working days.",
					card.promiseDays,
				)}
				{onSite !== "" && ` ${t("On site: {when}.", { when: onSite })}`}
			</p>
			<Warnings warnings={warningsOf(card, away)} />
		</>
	);
}

function warningsOf(card: CounsellorCard, away: boolean): string[] {
	const standIn = standInOf(card, cards.value);
	return [
		...(away ? [awayInWords(card)] : []),
		...(away && standIn !== "" ? [t("{name} stands in.", { name: standIn })] : []),
		...(card.profile.trained ? [] : [t("Has not been trained for this yet.")]),
		...(card.fresh
			? []
			: [t("This counsellor has not signed in for weeks. Call first, to be sure.")]),
	];
}

function awayInWords(card: CounsellorCard): string {
	return card.absentUntil === ""
		? t("Is away, and we don't know until when.")
		: t("Is away until {day}.", { day: formatWeekday(card.absentUntil) });
}

function Warnings({ warnings }: { warnings: readonly string[] }) {
	if (warnings.length === 0) return null;
	return (
		<Notice kind="warning">
			{warnings.map((one) => (
				<p key={one}>{one}</p>
			))}
		</Notice>
	);
}

function More({ card }: { card: CounsellorCard }) {
	const { profile } = card;
	const never = answers.value.never.includes(card.person);
	const toggle = () => {
		const others = answers.value.never.filter((one) => one !== card.person);
		answer({ never: never ? others : [...others, card.person] });
	};
	const text = profile.text[language.value];
	return (
		<details class="talk-more" open={never}>
			<summary>{t("More about {name}", { name: profile.name })}</summary>
			{text !== "" && <p>{text}</p>}
			{profile.background !== "" && <p>{t("Background: {text}", { text: profile.background })}</p>}
			{profile.expertise.length > 0 && (
				<p>{t("Knows a lot about: {list}", { list: profile.expertise.join(", ") })}</p>
			)}
			{card.phone !== "" && (
				<p>
					{t("Phone:")} <Dial number={card.phone} />
				</p>
			)}
			<p>
				{t("Fingerprint of the key:")} <code class="talk-fingerprint">{card.keyFingerprint}</code>
			</p>
			<p class="soft">
				{t("Compare it by phone if you want to be sure that it is really this person.")}
			</p>
			<Check
				label={t("Never this one. {name} must not come near my story.", { name: profile.name })}
				checked={never}
				onChange={toggle}
			/>
		</details>
	);
}
