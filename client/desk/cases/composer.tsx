/** Answering: what is typed stays until it is sent, also when the desk is locked meanwhile. */

import { type Signal, useSignal } from "@preact/signals";
import type { Case } from "../../casework/case.ts";
import { draft } from "../../casework/kinds.ts";
import { BusyButton } from "../../kit/button.tsx";
import type { Chosen } from "../../kit/chosen.ts";
import { ChosenFiles, PickButton, take } from "../../kit/file-chooser.tsx";
import { announce } from "../../kit/live.tsx";
import { t } from "../../kit/locale.ts";
import { draftOf, dropDraft } from "../drafts.ts";
import { Icon } from "../parts/icon.tsx";
import { attempt } from "../trouble.ts";
import { sendFiles, writeTalk } from "./acts.ts";

export function Composer({ one }: { one: Case }) {
	const key = `message:${one.conversation}`;
	const text = draftOf(key, "");
	const files = draftOf<Chosen[]>(`files:${one.conversation}`, []);
	const refused = useSignal<string[]>([]);
	const busy = useSignal("");
	const cleaning = files.value.some((file) => file.cleaned === null);
	const send = async () => {
		const said = text.peek().trim();
		if (busy.peek() !== "" || cleaning || (said === "" && files.peek().length === 0)) return;
		busy.value = t("Sending");
		if (await attempt(() => sendAll(one, said, files, busy, () => dropDraft(key)))) {
			announce(t("Sent"));
		}
		busy.value = "";
	};
	const keys = (event: KeyboardEvent) => {
		if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
		event.preventDefault();
		void send();
	};
	if (!one.talk?.reporter) {
		return <p class="soft">{t("There is nobody on the other side to read an answer.")}</p>;
	}
	return (
		<form
			class="composer"
			onSubmit={(event) => {
				event.preventDefault();
				void send();
			}}
		>
			<ChosenFiles files={files} refused={refused} />
			<div class="composer__row">
				<PickButton
					kind="subtle"
					class="composer__attach"
					aria-label={t("Add a file")}
					onPick={(picked) => take({ files, refused }, picked)}
				>
					<Icon name="attach" />
				</PickButton>
				<textarea
					class="utrecht-textarea utrecht-textarea--html-textarea composer__text"
					data-answer
					aria-label={t("Your answer")}
					placeholder={t("Your answer")}
					rows={1}
					spellcheck={false}
					autocomplete="off"
					translate={false}
					value={text.value}
					onInput={(event) => (text.value = event.currentTarget.value)}
					onKeyDown={keys}
				/>
				<BusyButton
					type="submit"
					busy={busy.value !== "" || cleaning}
					busyText={cleaning ? t("One moment") : busy.value}
				>
					{t("Send")}
				</BusyButton>
			</div>
			<p class="soft composer__when">{t("Read when the reporter looks again.")}</p>
		</form>
	);
}

/** First the words, then the files one by one: what has arrived is no longer in the form. */
async function sendAll(
	one: Case,
	said: string,
	files: Signal<Chosen[]>,
	busy: Signal<string>,
	onSaid: () => void,
): Promise<void> {
	if (said !== "") {
		await writeTalk(one, [draft("message", { text: said })]);
		onSaid();
	}
	await sendFiles(one, files, ({ done, total }) => {
		busy.value = `${Math.floor((100 * done) / Math.max(1, total))} %`;
	});
}
