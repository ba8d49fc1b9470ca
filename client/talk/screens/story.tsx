/** What is going on: free text, and what may go with it, each on a screen of its own. */

import { Button } from "../../kit/button.tsx";
import { choose } from "../../kit/chosen.ts";
import { Field } from "../../kit/field.tsx";
import { t, tn } from "../../kit/locale.ts";
import { Notice } from "../../kit/notice.tsx";
import { Page } from "../page.tsx";
import { go, type Place } from "../places.ts";
import { complaintAbout } from "../sending.ts";
import {
	answer,
	answers,
	chosenCard,
	files,
	keepsDraft,
	phraseForDraft,
	phraseKept,
} from "../store.ts";

export function Story() {
	const card = chosenCard.value;
	if (card === null) return null;
	const { story } = answers.value;
	const complaint = complaintAbout(story);
	const onward = () => {
		phraseForDraft.value = false;
		go(phraseKept.value ? "send" : "phrase");
	};
	return (
		<Page
			title={t("What is going on?")}
			lead={t("Write as much or as little as you like. It need not be in order.")}
			actions={
				complaint !== "too-long" && (
					<Button kind="primary" wide onClick={onward}>
						{complaint === "empty" && files.value.length === 0
							? t("Go on without a story")
							: t("Go on")}
					</Button>
				)
			}
		>
			<Field
				multiline
				confidential
				rows={9}
				label={t("Your story for {name}", { name: card.profile.name })}
				value={story}
				onInput={(text) => answer({ story: text })}
				error={complaint === "too-long" ? t("This is too long for one message.") : undefined}
			/>
			{complaint === "too-long" && <AsFile />}
			<h2>{t("Add something? All of it may stay empty.")}</h2>
			<ul class="talk-rows">
				{rows().map((row) => (
					<li key={row.to}>
						<button type="button" class="talk-row" onClick={row.open ?? (() => go(row.to))}>
							<span class="talk-way-label">{row.label}</span>
							<span class="talk-way-hint">{row.value === "" ? row.hint : row.value}</span>
						</button>
					</li>
				))}
			</ul>
		</Page>
	);
}

interface Row {
	to: Place;
	label: string;
	hint: string;
	/** What was answered; "" when nothing was. */
	value: string;
	open?: () => void;
}

function rows(): Row[] {
	const given = answers.value;
	const answered = Object.values(given.inventory).filter((one) => one !== "").length;
	return [
		{
			to: "look-out",
			label: t("Who or which team is it about?"),
			hint: t("Only to see whether this counsellor is free for you."),
			value: given.lookOut,
		},
		{
			to: "files",
			label: t("Files and photos"),
			hint: t("Hidden details are taken out first."),
			value: files.value.length === 0 ? "" : tn("{n} file", "{n} files", files.value.length),
		},
		{
			to: "name",
			label: t("Your name"),
			hint: t("You are anonymous now."),
			value: given.name,
		},
		{
			to: "reachable",
			label: t("May your counsellor reach you?"),
			hint: t("Otherwise you meet here."),
			value: given.reachable === null ? "" : reachableInWords(given.reachable),
		},
		{
			to: "inventory",
			label: t("A few questions"),
			hint: t("They help your counsellor to understand."),
			value: answered === 0 ? "" : tn("{n} answered", "{n} answered", answered),
		},
		{
			to: "phrase",
			label: t("Keep a draft on this device"),
			hint: t("First you get your return phrase."),
			value: keepsDraft.value ? t("Kept, and locked with your phrase.") : "",
			open: () => {
				phraseForDraft.value = true;
				go("phrase");
			},
		},
	];
}

function reachableInWords(reachable: { allowed: boolean; how: string }): string {
	return reachable.allowed ? reachable.how || t("Yes") : t("No, only here.");
}

/** Nothing of a long text is lost: it goes along whole, as a file. */
function AsFile() {
	const toFile = () => {
		const { story } = answers.value;
		const file = new File([story], t("my-story.txt"), { type: "text/plain" });
		void choose(files, file);
		answer({ story: t("My story is in the file.") });
	};
	return (
		<Notice kind="info">
			<p>{t("Nothing is lost. You can send it whole, as a file.")}</p>
			<Button onClick={toFile}>{t("Make it a file")}</Button>
		</Notice>
	);
}
