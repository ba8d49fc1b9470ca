/** Several conversations under one phrase, and those that it no longer opens. */

import { stateOf } from "../../casework/conversation.ts";
import { Button } from "../../kit/button.tsx";
import { formatDay, formatList, t, tn } from "../../kit/locale.ts";
import { Notice } from "../../kit/notice.tsx";
import type { ConversationView, Day } from "../../protocol/api.ts";
import { Page } from "../page.tsx";
import { go } from "../places.ts";
import { conversations, gone, left, lost, notebook, opened } from "../store.ts";

export function Conversations() {
	const open = (view: ConversationView) => {
		opened.value = view.conversation;
		go("conversation");
	};
	const ended = gone.value.filter(isConversation);
	const unopened = lost.value.filter(isConversation);
	const nothing = [conversations.value, unopened, ended].every((list) => list.length === 0);
	return (
		<Page noBack title={t("Your conversations")}>
			{left.value && (
				<Notice kind="ok" urgent title={t("You left for good.")}>
					{nothing && notebook.value === null && (
						<p>{t("Your phrase opens nothing any more. You may throw the words away.")}</p>
					)}
				</Notice>
			)}
			<ul class="talk-ways">
				{conversations.value.map((view) => {
					const state = stateOf(view);
					const names = state.counsellors.map((one) => one.name);
					return (
						<li key={view.conversation}>
							<button type="button" class="talk-way" onClick={() => open(view)}>
								<span class="talk-way-label">
									{names.length === 0
										? t("Nobody takes part")
										: t("With {names}", { names: formatList(names) })}
								</span>
								<span class="talk-way-hint">
									{t("Last change on {day}", { day: formatDay(state.lastDay) })}
								</span>
							</button>
						</li>
					);
				})}
			</ul>
			{ended.map(({ day }, position) => (
				<Gone key={`${day} ${position}`} day={day} />
			))}
			{nothing && !left.value && (
				<p>{t("There is no conversation any more. What was there is destroyed, or will be.")}</p>
			)}
			{unopened.length > 0 && (
				<Notice kind="info">
					{tn(
						"{n} conversation is destroyed, or opens with another phrase now.",
						"{n} conversations are destroyed, or open with another phrase now.",
						unopened.length,
					)}
				</Notice>
			)}
			{(notebook.value !== null || !nothing) && (
				<Button wide onClick={() => go("notebook")}>
					{t("My notes")}
				</Button>
			)}
		</Page>
	);
}

/** The notebook has a page of its own, which tells what became of it. */
const isConversation = ({ roster }: { roster: string }) => roster !== "";

/** Told once more, the day after, and then the server knows nothing of it any more. */
function Gone({ day }: { day: Day }) {
	return (
		<Notice
			kind="info"
			title={t("A conversation was destroyed on {day}.", { day: formatDay(day) })}
		>
			<p>{t("The time for which it was kept was over, or you took it back.")}</p>
			<p>{t("Nobody can read it any more: not you, not your counsellor, not we.")}</p>
			<p>{t("Is something the matter again? Then you are welcome to begin anew.")}</p>
			<Button kind="secondary" onClick={() => print()}>
				{t("Print this as proof")}
			</Button>
		</Notice>
	);
}
