/** A one-time phrase, read aloud to the caller: large, spelled, and shown once. */

import { signal, useSignal } from "@preact/signals";
import { spelled } from "../../casework/spelling.ts";
import { BusyButton, Button } from "../../kit/button.tsx";
import { language, t } from "../../kit/locale.ts";
import { Notice } from "../../kit/notice.tsx";
import type { Id, Language } from "../../protocol/api.ts";
import { whenLocked } from "../account/session.ts";
import { Chips } from "../parts/chips.tsx";
import { labelOf } from "../parts/names.ts";
import { Page } from "../parts/page.tsx";
import { back } from "../places.ts";
import { attempt } from "../trouble.ts";
import { giveNewPhrase, giveOneTimePhrase } from "./acts.ts";
import { byId } from "./store.ts";

const given = signal<{ words: string[]; language: Language } | null>(null);

whenLocked.push(() => {
	given.value = null;
});

export function OneTimeScreen({ id }: { id: Id }) {
	const one = byId.value.get(id);
	const chosen = useSignal<Language>(language.value);
	const busy = useSignal(false);
	if (!one)
		return (
			<Page name="one-time" title={t("One moment")}>
				{null}
			</Page>
		);
	const lost = one.conversation !== "";
	const make = async () => {
		busy.value = true;
		await attempt(async () => {
			const give = lost ? giveNewPhrase : giveOneTimePhrase;
			given.value = { words: await give(one, chosen.value), language: chosen.value };
		});
		busy.value = false;
	};
	if (given.value) return <Words {...given.value} />;
	return (
		<Page
			name="one-time"
			narrow
			title={lost ? t("New words for a lost phrase") : t("Words to go on with")}
			beside={<span class="soft">{labelOf(one)}</span>}
		>
			{lost ? (
				<>
					<p>{t("Give new words only to somebody you recognise: by voice, or in person.")}</p>
					<p>{t("The old words stop working for this conversation. That stays visible in it.")}</p>
				</>
			) : (
				<>
					<p>{t("Only if the caller wants it. With eight words they can read and write later.")}</p>
					<p>{t("They get to see what you noted as spoken, and can say whether it is right.")}</p>
				</>
			)}
			<Chips<Language>
				legend={t("In which language?")}
				value={chosen.value}
				onChange={(value) => (chosen.value = value)}
				options={[
					{ value: "nl", label: "Nederlands" },
					{ value: "en", label: "English" },
				]}
			/>
			<BusyButton busy={busy.value} busyText={t("Making the words")} onClick={() => void make()}>
				{t("Make the words")}
			</BusyButton>
		</Page>
	);
}

function Words({ words, language: of }: { words: string[]; language: Language }) {
	const done = () => {
		given.value = null;
		back();
	};
	return (
		<Page name="one-time-words" title={t("Read these words aloud")} withBack={false}>
			<Notice kind="warning">
				<p>{t("Read them aloud, never mail or text them. They work once, within 30 days.")}</p>
				<p>{t("At first use the caller gets words of their own. These are gone then.")}</p>
			</Notice>
			<ol class="one-time" lang={of} translate={false}>
				{words.map((word, index) => (
					<li key={`${index}-${word}`}>
						<span class="one-time__word">{word}</span>
						<span class="one-time__spelled">
							{spelled(word, of).map(({ letter, name }, at) => (
								<span key={`${at}-${letter}`}>{name}</span>
							))}
						</span>
					</li>
				))}
			</ol>
			<p>{t("Let the caller read them back to you.")}</p>
			<div class="actions">
				<Button kind="primary" onClick={done}>
					{t("The caller has written them down")}
				</Button>
			</div>
		</Page>
	);
}
