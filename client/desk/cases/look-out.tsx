/**
 * The sealed card of who it is about: opened first and alone, and compared here with this
 * counsellor's open cases and declared ties. Only then may the story be opened.
 */

import { useSignal } from "@preact/signals";
import { useMemo } from "preact/hooks";
import { wordsOf } from "../../casework/case.ts";
import { ofKind } from "../../casework/kinds.ts";
import { type Likeness, likenesses, type Source } from "../../casework/lookout.ts";
import { BusyButton, Button } from "../../kit/button.tsx";
import { Dialog } from "../../kit/dialog.tsx";
import { t } from "../../kit/locale.ts";
import { Notice } from "../../kit/notice.tsx";
import type { ConversationView, Id } from "../../protocol/api.ts";
import { OrganisationMark } from "../parts/marks.tsx";
import { dayInWords, labelOf } from "../parts/names.ts";
import { Page } from "../parts/page.tsx";
import { go, goFor } from "../places.ts";
import { tell } from "../tell.ts";
import { attempt } from "../trouble.ts";
import { accept, decline } from "./acts.ts";
import { LOOK_OUT_SEQ } from "./loading.ts";
import { byId, cases, register, views } from "./store.ts";
import { Refused } from "./warnings.tsx";

export function LookOutScreen({ id }: { id: Id }) {
	const one = byId.value.get(id);
	const view = views.value.get(id);
	const busy = useSignal(false);
	const asking = useSignal(false);
	if (!one || !view)
		return (
			<Page name="look-out" title={t("One moment")}>
				{null}
			</Page>
		);
	const open = async () => {
		busy.value = true;
		const done = await attempt(() => accept(id));
		busy.value = false;
		if (done) goFor({ at: "case", id });
	};
	const leave = async () => {
		asking.value = false;
		busy.value = true;
		const done = await attempt(() => decline(id));
		busy.value = false;
		if (!done) return;
		tell(t("Declined. The reporter is asked to choose somebody else."));
		go({ at: "today" });
	};
	return (
		<Page
			name="look-out"
			narrow
			title={t("Are you free for this?")}
			beside={<OrganisationMark id={one.organisation} always />}
		>
			<p>
				{t("Somebody chose you {day}. You see only this card now; the story is still shut.", {
					day: dayInWords(one.opened),
				})}
			</p>
			<Refused logs={[view]} />
			<Card view={view} />
			<div class="actions">
				<BusyButton busy={busy.value} busyText={t("Opening")} onClick={() => void open()}>
					{t("I'm free: open the story")}
				</BusyButton>
				<Button kind="secondary" onClick={() => (asking.value = true)}>
					{t("Decline")}
				</Button>
			</div>
			<Dialog
				open={asking.value}
				title={t("Decline this conversation?")}
				onClose={() => (asking.value = false)}
				back={t("No, don't")}
				actions={
					<Button kind="primary" onClick={() => void leave()}>
						{t("Decline")}
					</Button>
				}
			>
				<p>{t("Nobody asks for a reason, and nobody gets one.")}</p>
				<p>{t("You can't read the story afterwards. The reporter chooses somebody else.")}</p>
			</Dialog>
		</Page>
	);
}

function cardOf(view: ConversationView): string | null {
	const said = ofKind(view.statements, "look-out").find((one) => one.seq === LOOK_OUT_SEQ);
	return said ? said.content.text.trim() : null;
}

function Card({ view }: { view: ConversationView }) {
	const text = cardOf(view);
	const likes = useMemo(() => likenesses(text ?? "", sources()), [text, cases.value]);
	if (text === null) {
		return <Notice kind="warning">{t("The card can't be read. Decide without it.")}</Notice>;
	}
	if (text === "") {
		return (
			<Notice kind="ok" title={t("The card is empty")}>
				{t("The reporter named nobody here. You may still meet a name you know.")}
			</Notice>
		);
	}
	return (
		<>
			<figure class="card-text">
				<figcaption>{t("Who or which team is it about?")}</figcaption>
				<blockquote translate={false}>{text}</blockquote>
			</figure>
			<Verdict likes={likes} />
		</>
	);
}

function Verdict({ likes }: { likes: Likeness[] }) {
	if (likes.length === 0) {
		return (
			<Notice kind="ok" title={t("Free")}>
				{t("Nothing like this is in your open cases or ties. Do you know them otherwise?")}
			</Notice>
		);
	}
	return (
		<Notice kind="warning" title={t("Look out")}>
			<p>{t("Something looks alike. You judge whether it is the same.")}</p>
			<ul class="likes">
				{likes.map((one) => (
					<li key={`${one.source}-${one.like}`}>
						<strong>{one.word}</strong>{" "}
						{t("is like “{word}” in {where}:", { word: one.like, where: one.source })}{" "}
						<span class="soft">{one.around}</span>
					</li>
				))}
			</ul>
		</Notice>
	);
}

/** Look-out cards and ties word by word; of stories and notes the names. */
function sources(): Source[] {
	const open = cases.value.filter((one) => one.stage === "open");
	const ties = register.value.ties.map((tie) => ({
		id: t("your ties"),
		text: tie.text,
		names: false,
	}));
	return [
		...ties,
		...open.flatMap((one) => [
			{ id: labelOf(one), text: one.talk?.lookOut ?? "", names: false },
			{ id: labelOf(one), text: storyOf(one.conversation, one.file), names: true },
		]),
	];
}

function storyOf(...ids: (Id | "")[]): string {
	return ids.map((id) => wordsOf(views.value.get(id))).join(". ");
}
