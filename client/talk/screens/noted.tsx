/** What a counsellor noted as spoken: the reporter's word on it counts. */

import { useSignal } from "@preact/signals";
import type { ConversationState, NotedItem } from "../../casework/conversation.ts";
import { draft, type Known } from "../../casework/kinds.ts";
import { BusyButton, Button } from "../../kit/button.tsx";
import { Field } from "../../kit/field.tsx";
import { formatDay, t } from "../../kit/locale.ts";
import type { ConversationView, RosterView } from "../../protocol/api.ts";
import { write } from "../sending.ts";
import { inWords } from "../statement-words.ts";
import { sending } from "../store.ts";
import { unsentText } from "../unsent.ts";
import { Text } from "./thread.tsx";

interface Props {
	view: ConversationView;
	roster: RosterView | null;
}

export function ToAnswer({ view, state, roster }: Props & { state: ConversationState }) {
	if (state.toAnswer.length === 0) return null;
	return (
		<section class="talk-aside">
			<h2>{t("Is this right?")}</h2>
			<p>{t("Your counsellor wrote down what you said. You say whether that is so.")}</p>
			{state.toAnswer.map((item) => (
				<Item key={item.id} item={item} view={view} roster={roster} />
			))}
		</section>
	);
}

function Item({ item, view, roster }: Props & { item: NotedItem }) {
	const text = unsentText(`contest ${item.id}`);
	const contesting = useSignal(text.peek() !== "");
	const said = inWords(
		{ kind: item.what, content: item.content } as Pick<Known, "kind" | "content">,
		roster,
	);
	const answer = (kind: "confirm" | "contest") =>
		write(view, [draft(kind, { item: item.id, text: text.value.trim() })]);
	return (
		<article class="talk-bubble">
			<p class="soft">{t("{name}, on {day}", { name: item.name, day: formatDay(item.on) })}</p>
			{said && <p class="talk-way-label">{said.title}</p>}
			{said?.lines.map((line) => (
				<Text key={line} text={line} />
			))}
			{contesting.value && (
				<Field
					multiline
					rows={3}
					confidential
					label={t("What is it then? (optional)")}
					value={text.value}
					onInput={(typed) => {
						text.value = typed;
					}}
				/>
			)}
			<div class="actions">
				{!contesting.value && (
					<BusyButton
						busy={sending.value !== ""}
						busyText={t("Sending")}
						onClick={() => void answer("confirm")}
					>
						{t("Yes, that is right")}
					</BusyButton>
				)}
				<Button
					onClick={() => {
						if (contesting.value) void answer("contest");
						else contesting.value = true;
					}}
				>
					{contesting.value ? t("Send: this is not right") : t("No, that is not right")}
				</Button>
			</div>
		</article>
	);
}
