/** In the conversation: what waits for the reporter's word, and what else can be done together. */

import { useEffect } from "preact/hooks";
import { type Guidance, guidanceOf } from "../../casework/guidance.ts";
import { ahead } from "../../casework/meetings.ts";
import { formatMoment } from "../../guidance/moments.ts";
import { loadOwnWords } from "../../guidance/own-words.ts";
import { loadRoutes } from "../../guidance/route-texts.ts";
import { Button } from "../../kit/button.tsx";
import { language, t } from "../../kit/locale.ts";
import { Notice } from "../../kit/notice.tsx";
import type { ConversationView } from "../../protocol/api.ts";
import { go } from "../places.ts";
import { today } from "../store.ts";
import { readHours } from "./hours.ts";
import { prepareJudging } from "./judging.ts";
import { subjects } from "./subjects.ts";

export function Asked({ view }: { view: ConversationView }) {
	const guidance = guidanceOf(view);
	const asked = fitting(view).flatMap(({ place, asks }) =>
		asks(guidance, today(), view).map((sentence) => ({ place, sentence })),
	);
	return (
		<>
			<Button kind="subtle" class="talk-jump" onClick={toTogether}>
				{t("What you can do here")} <span aria-hidden="true">↓</span>
			</Button>
			<NextMeeting guidance={guidance} />
			{asked.map(({ place, sentence }) => (
				<Notice key={`${place} ${sentence}`} kind="info">
					<p>{sentence}</p>
					<Button onClick={() => go(place)}>{t("Look and answer")}</Button>
				</Notice>
			))}
		</>
	);
}

/** A conversation grows long, and what can be done in it stands below. */
function toTogether(): void {
	const title = document.getElementById("together-title");
	title?.focus({ preventScroll: true });
	title?.scrollIntoView();
}

/** Nobody is sent a reminder, so it stands on top whenever somebody looks. */
function NextMeeting({ guidance }: { guidance: Guidance }) {
	const [next] = ahead(guidance, Date.now());
	if (!next) return null;
	return (
		<Notice kind="info" title={t("Your next meeting")}>
			<p>{formatMoment(next.slot, next.zone)}</p>
			<Button onClick={() => go("meetings")}>{t("Look at this meeting")}</Button>
		</Notice>
	);
}

export function Together({ view }: { view: ConversationView }) {
	const shown = fitting(view);
	useAllAtOnce(view.roster);
	useEffect(() => {
		void prepareJudging(view);
	}, [view]);
	if (shown.length === 0) return null;
	const guidance = guidanceOf(view);
	return (
		<nav class="talk-together" aria-labelledby="together-title">
			<h2 id="together-title" tabIndex={-1}>
				{t("What you can do here")}
			</h2>
			<ul>
				{shown.map((subject) => (
					<li key={subject.place}>
						<Button kind="subtle" onClick={() => go(subject.place)}>
							<span class="talk-together-title">{subject.title()}</span>
							<span class="soft">{subject.standing(guidance, today())}</span>
						</Button>
					</li>
				))}
			</ul>
		</nav>
	);
}

/** All that these screens read comes with the conversation: which one is opened nobody sees. */
function useAllAtOnce(roster: string): void {
	const chosen = language.value;
	useEffect(() => {
		loadRoutes(chosen).catch(() => undefined);
		void loadOwnWords(roster);
		void readHours(roster);
	}, [roster, chosen]);
}

function fitting(view: ConversationView) {
	return subjects.filter((one) => one.fits?.(view) ?? true);
}
