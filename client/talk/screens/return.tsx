/** Coming back: eight words, with help for typing, on whatever device. */

import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { BusyButton, Button } from "../../kit/button.tsx";
import { Field } from "../../kit/field.tsx";
import { t } from "../../kit/locale.ts";
import { toFirstMistake } from "../../kit/mistake.ts";
import { Notice } from "../../kit/notice.tsx";
import type { PhraseReading } from "../../protocol/api.ts";
import { closedItself, sealedUnsent } from "../away.ts";
import { type Arrival, comeBack } from "../coming-back.ts";
import { sentence } from "../content.ts";
import { hasDraft } from "../kept-draft.ts";
import { Page } from "../page.tsx";
import { Dial, Trouble } from "../parts.tsx";
import { go, nothingBefore } from "../places.ts";
import { worker } from "../remote.ts";
import { cards, roster, rosterState, typedWords } from "../store.ts";

const WORDS = 8;

export function Return() {
	const text = typedWords;
	const reading = useSignal<PhraseReading | null>(null);
	const complaint = useSignal("");
	const busy = useSignal(false);
	const read = async (typed: string) => {
		text.value = typed;
		complaint.value = "";
		const understood = await (await worker()).readPhrase(typed);
		if (text.value === typed) reading.value = understood;
	};
	// The Worker and its word lists are on their way while somebody looks for their words.
	useEffect(() => void worker(), []);
	useEffect(
		() => () => {
			typedWords.value = "";
		},
		[],
	);
	const open = async () => {
		if (busy.value) return;
		busy.value = true;
		const arrival = await comeBack(text.value);
		busy.value = false;
		if (arrival.to !== null) nothingBefore(arrival.to);
		else {
			complaint.value = complaintOf(arrival);
			toFirstMistake();
		}
	};
	return (
		<Page
			title={t("Come back with your phrase")}
			lead={t("Type your eight words. Capitals and accents don't matter.")}
			actions={
				<>
					<BusyButton
						wide
						busy={busy.value}
						busyText={t("Looking. This takes a moment.")}
						onClick={() => void open()}
					>
						{t("Open")}
					</BusyButton>
					<Button kind="subtle" wide onClick={() => go("lost")}>
						{t("I lost my phrase")}
					</Button>
					{rosterState.value === "none" && <FirstTime />}
				</>
			}
		>
			{closedItself.value && <ClosedItself />}
			{hasDraft() && <Notice kind="info">{t("There is a draft on this device.")}</Notice>}
			<Field
				multiline
				rows={3}
				confidential
				autocapitalize="none"
				label={t("Your eight words")}
				value={text.value}
				error={complaint.value}
				onInput={(typed) => void read(typed)}
			/>
			<Understood
				reading={reading.value}
				onMend={(position, word) => {
					const words = text.value.trim().split(/\s+/);
					words[position] = word;
					void read(words.join(" "));
				}}
			/>
			<Trouble />
		</Page>
	);
}

function ClosedItself() {
	return (
		<Notice kind="info" title={t("This page closed itself.")}>
			<p>{t("You did nothing here for ten minutes. Now nobody else can read along.")}</p>
			{sealedUnsent.value !== "" && (
				<p>{t("What you were typing comes back with your words. Only files you choose again.")}</p>
			)}
		</Notice>
	);
}

function complaintOf(arrival: Extract<Arrival, { to: null }>): string {
	switch (arrival.why) {
		case "incomplete":
			return t("These are not eight words from our list yet. Look at the marked ones.");
		case "unknown":
			return t(
				"We find nothing with these words. Are they in the right order? A phrase that somebody gave you works once, and for 30 days.",
			);
		default:
			return arrival.sentence;
	}
}

/** How many words are right, and for each that isn't what it may have been. */
function Understood({
	reading,
	onMend,
}: {
	reading: PhraseReading | null;
	onMend: (position: number, word: string) => void;
}) {
	const words = reading?.words ?? [];
	const right = words.filter((one) => one.word !== "").length;
	// The line is there from the start: one that came while somebody taps would move the button.
	return (
		<div class="talk-understood">
			<p role="status">{t("{n} of {all} words recognised", { n: right, all: WORDS })}</p>
			{right < words.length && (
				<ul translate={false}>
					{words.map((one, position) =>
						one.word !== "" ? null : (
							<li key={`${position} ${one.typed}`}>
								<span>
									{t("Word {n}: “{word}” is not in our list.", {
										n: position + 1,
										word: one.typed,
									})}
								</span>
								{one.suggestions.map((word) => (
									<Button key={word} onClick={() => onMend(position, word)}>
										{word}
									</Button>
								))}
							</li>
						),
					)}
				</ul>
			)}
		</div>
	);
}

/** Somebody without an organisation's address: their page has the way in. */
function FirstTime() {
	return (
		<section class="talk-aside">
			<h2>{t("Are you here for the first time?")}</h2>
			<p>
				{t(
					"Use the address or the code on your organisation's poster. Or look at its page about counsellors.",
				)}
			</p>
			<ToFinder />
		</section>
	);
}

function ToFinder() {
	const site = useSignal("");
	useEffect(() => {
		void worker()
			.then((remote) => remote.site())
			.then((address) => (site.value = address))
			.catch(() => undefined);
	}, []);
	return site.value === "" ? null : (
		<p>
			<a href={site.value}>{t("Find your organisation's page")}</a>
		</p>
	);
}

export function Lost() {
	const withPhone = cards.value.filter((card) => card.phone !== "");
	return (
		<Page title={t("If your phrase is lost")}>
			<p>{sentence("safety", "lost-phrase")}</p>
			<h2>{t("Does your counsellor recognise you?")}</h2>
			<p>{t("Then you get a new phrase, by phone or face to face. With it you come back in.")}</p>
			<p>{t("The old words then open nothing any more.")}</p>
			<h2>{t("Otherwise")}</h2>
			<p>{t("You can begin a new conversation. The old one is destroyed in time, unread.")}</p>
			<ul class="talk-numbers">
				{withPhone.map((card) => (
					<li key={card.person}>
						<strong>
							<bdi>{card.profile.name}</bdi>
						</strong>
						<Dial number={card.phone} />
					</li>
				))}
			</ul>
			{roster.value !== null && <Button onClick={() => go("start")}>{t("Begin anew")}</Button>}
			{rosterState.value === "none" && (
				<>
					<p>{t("Your organisation's own page has names and phone numbers.")}</p>
					<ToFinder />
				</>
			)}
		</Page>
	);
}
