/** The return phrase: eight words, ways of saving them, and three typed back. */

import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { Button, CopyButton } from "../../kit/button.tsx";
import { Check } from "../../kit/choice.tsx";
import { Field } from "../../kit/field.tsx";
import { language, t } from "../../kit/locale.ts";
import { toFirstMistake } from "../../kit/mistake.ts";
import { sentenceOf } from "../../kit/problems.ts";
import { textOf } from "../content.ts";
import { Page } from "../page.tsx";
import { Loading, Trouble } from "../parts.tsx";
import { go } from "../places.ts";
import { worker } from "../remote.ts";
import { ReturnAddress } from "../return-address.tsx";
import { keepsDraft, phrase, phraseForDraft, phraseKept, trouble } from "../store.ts";
import { ask, wrong } from "../words.ts";

export async function makePhrase(): Promise<void> {
	phraseKept.value = false;
	phrase.value = null;
	try {
		phrase.value = await (await worker()).makePhrase(language.value);
	} catch (error) {
		trouble.value = sentenceOf(error);
	}
}

/** The words of the next conversation, or of a draft. */
export function Phrase() {
	useEffect(() => {
		if (phrase.value === null) void makePhrase();
	}, []);
	return (
		<Page
			title={t("Your return phrase")}
			lead={t(
				"With these eight words you come back, on any device. Nobody can give them to you again.",
			)}
			actions={
				phrase.value !== null && (
					<Button kind="primary" wide onClick={() => go(phraseForDraft.value ? "check" : "send")}>
						{t("I have kept the words")}
					</Button>
				)
			}
		>
			<Trouble />
			<Words />
		</Page>
	);
}

/** The words, large, and for each way of saving who else may see them. */
export function Words() {
	const words = phrase.value;
	if (words === null) return <Loading />;
	const ways = (textOf("safety").items ?? []).filter((one) => one.code.startsWith("save-"));
	return (
		<>
			<ol class="talk-words" translate={false}>
				{words.map((word) => (
					<li key={word}>{word}</li>
				))}
			</ol>
			<ReturnAddress />
			<div class="talk-save no-print">
				<h2>{t("Keep them now. Choose what is safe for you.")}</h2>
				<ul class="talk-numbers">
					{ways.map((way) => (
						<li key={way.code}>
							<strong>{way.label}</strong>
							<span>{way.text}</span>
							{way.code === "save-copy" && (
								<CopyButton text={words.join(" ")}>{t("Copy the words")}</CopyButton>
							)}
							{way.code === "save-print" && (
								<Button onClick={() => print()}>{t("Print the words")}</Button>
							)}
						</li>
					))}
				</ul>
				<Button kind="subtle" onClick={() => void makePhrase()}>
					{t("Give me other words")}
				</Button>
			</div>
		</>
	);
}

export interface TypedBack {
	/** The fields, to be placed above the button that goes on. */
	fields: preact.JSX.Element | null;
	/** True when all three are right; otherwise marks which aren't. */
	check: () => boolean;
}

/** Asks for three words of the phrase, drawn by chance; typed right once is enough. */
export function useTypedBack(): TypedBack {
	const asked = useSignal<number[]>([]);
	const typed = useSignal<Readonly<Record<number, string>>>({});
	const mistaken = useSignal<readonly number[]>([]);
	const words = phrase.value ?? [];
	useEffect(() => {
		if (words.length > 0) asked.value = ask(words.length);
	}, [words.join(" ")]);
	const check = () => {
		if (phraseKept.value) return true;
		mistaken.value = wrong(words, asked.value, typed.value);
		phraseKept.value = words.length > 0 && mistaken.value.length === 0;
		if (!phraseKept.value) toFirstMistake();
		return phraseKept.value;
	};
	const type = (position: number, text: string) => {
		typed.value = { ...typed.value, [position]: text };
		mistaken.value = mistaken.value.filter((one) => one !== position);
	};
	if (phraseKept.value) return { fields: null, check };
	const fields = (
		<fieldset class="talk-typed">
			<legend>{t("Type these three words, to be sure.")}</legend>
			{asked.value.map((position) => (
				<Field
					key={position}
					label={t("Word {n}", { n: position + 1 })}
					value={typed.value[position] ?? ""}
					error={
						mistaken.value.includes(position)
							? t("This is not word {n}. Look at what you kept.", { n: position + 1 })
							: undefined
					}
					confidential
					autocapitalize="none"
					onInput={(text) => type(position, text)}
				/>
			))}
		</fieldset>
	);
	return { fields, check };
}

/** Before a draft is kept: the three words, and a tick for who wants it on this device. */
export function CheckForDraft() {
	const typedBack = useTypedBack();
	const wanted = useSignal(keepsDraft.value);
	const onward = () => {
		if (!typedBack.check()) return;
		keepsDraft.value = wanted.value;
		history.go(-2);
	};
	return (
		<Page
			title={t("Keep a draft")}
			actions={
				<Button kind="primary" wide onClick={onward}>
					{t("Back to my story")}
				</Button>
			}
		>
			{typedBack.fields}
			<Check
				label={t("Keep my draft on this device")}
				hint={t("It is locked with your phrase. Who looks closely can see that there is a draft.")}
				checked={wanted.value}
				onChange={(is) => {
					wanted.value = is;
				}}
			/>
		</Page>
	);
}
