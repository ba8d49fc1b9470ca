/** Answering: what is typed stays until it is sent, also when the desk is locked meanwhile. */

import { useSignal } from "@preact/signals";
import { useRef } from "preact/hooks";
import type { Case } from "../../casework/case.ts";
import { draft } from "../../casework/kinds.ts";
import { BusyButton, Button } from "../../kit/button.tsx";
import { announce } from "../../kit/live.tsx";
import { t } from "../../kit/locale.ts";
import { draftOf, dropDraft } from "../drafts.ts";
import { Icon } from "../parts/icon.tsx";
import { attempt } from "../trouble.ts";
import { sendFile, writeTalk } from "./acts.ts";

export function Composer({ one }: { one: Case }) {
	const key = `message:${one.conversation}`;
	const text = draftOf(key, "");
	const busy = useSignal(false);
	const send = async () => {
		const said = text.peek().trim();
		if (said === "" || busy.peek()) return;
		busy.value = true;
		if (await attempt(() => writeTalk(one, [draft("message", { text: said })]))) {
			dropDraft(key);
			announce(t("Sent"));
		}
		busy.value = false;
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
			<label class="utrecht-form-label">
				{t("Your answer")}
				<textarea
					class="utrecht-textarea utrecht-textarea--html-textarea composer__text"
					data-answer
					rows={1}
					spellcheck={false}
					autocomplete="off"
					translate={false}
					value={text.value}
					onInput={(event) => (text.value = event.currentTarget.value)}
					onKeyDown={keys}
				/>
			</label>
			<div class="composer__row">
				<BusyButton type="submit" busy={busy.value} busyText={t("Sending")}>
					{t("Send")}
				</BusyButton>
				<Attach one={one} />
				<span class="soft composer__when">{t("Read when the reporter looks again.")}</span>
			</div>
		</form>
	);
}

function Attach({ one }: { one: Case }) {
	const input = useRef<HTMLInputElement>(null);
	const done = useSignal("");
	const choose = async (file: File | undefined) => {
		if (!file) return;
		await attempt(() =>
			sendFile(one, file, file.name, (progress) => {
				done.value = `${Math.floor((100 * progress.done) / Math.max(1, progress.total))} %`;
			}),
		);
		done.value = "";
		if (input.current) input.current.value = "";
	};
	return (
		<>
			<input
				ref={input}
				type="file"
				class="visually-hidden"
				tabIndex={-1}
				aria-hidden="true"
				onChange={(event) => void choose(event.currentTarget.files?.[0])}
			/>
			<Button kind="subtle" onClick={() => input.current?.click()}>
				<Icon name="attach" /> {done.value || t("Add a file")}
			</Button>
		</>
	);
}
