/** Which ways there are, in an order that follows from the matter; the reporter reads and chooses. */

import { useSignal } from "@preact/signals";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import { draft } from "../../casework/kinds.ts";
import { type Offered, routesFor, subjectsTold } from "../../casework/route-order.ts";
import { chosen } from "../../casework/routes.ts";
import { toldIn } from "../../casework/told.ts";
import type { Route } from "../../content/content.ts";
import { CircumstancesFields, useCircumstances } from "../../guidance/matter.tsx";
import { loadOwnWords, ownPartsOf } from "../../guidance/own-words.ts";
import { RouteInParts } from "../../guidance/route-parts.tsx";
import { loadRoutes, routeTexts } from "../../guidance/route-texts.ts";
import { PreparationSheet } from "../../guidance/sheet.tsx";
import { BusyButton, Button } from "../../kit/button.tsx";
import { language, t, tn } from "../../kit/locale.ts";
import { Notice } from "../../kit/notice.tsx";
import { content } from "../content.ts";
import { Loading } from "../parts.tsx";
import { attempt, write } from "../sending.ts";
import { current, sending } from "../store.ts";
import { unsentText } from "../unsent.ts";
import { type Guided, GuidedPage } from "./frame.tsx";
import { listenForBack, read, reading, readList } from "./reading.ts";
import { Happened, Reported } from "./route-after.tsx";

/** Of the list, so many are shown at once: more would be a wall. */
const SHOWN = 6;

export function RoutesScreen() {
	const wanted = language.value;
	useEffect(() => {
		void attempt(() => loadRoutes(wanted));
		void loadOwnWords(current.peek()?.roster ?? "");
	}, [wanted]);
	useEffect(() => {
		const stop = listenForBack();
		return () => {
			stop();
			reading.value = "";
		};
	}, []);
	return (
		<GuidedPage
			title={t("What can you do?")}
			lead={t("You decide. Nothing has to happen, and you can always change your mind.")}
		>
			{(guided) => (routeTexts.value === null ? <Loading /> : <Ways {...guided} />)}
		</GuidedPage>
	);
}

function Ways(guided: Guided) {
	const { view, guidance } = guided;
	const circumstances = useCircumstances(view.conversation);
	const subjects = subjectsTold(toldIn(view, "conversation"));
	const offered = routesFor({ subjects, ...circumstances.value });
	const one = offered.find(({ id }) => id === reading.value);
	const text = one && routeTexts.value?.[one.id];
	if (one && text) return <Read key={one.id} {...guided} one={one} text={text} />;
	return (
		<>
			<Choice {...guided} />
			<Reported {...guided} />
			{guidance.safer.length > 0 && (
				<section aria-labelledby="safer-title">
					<h2 id="safer-title">{t("What makes it safer now")}</h2>
					<ul>
						{guidance.safer.map((told) => (
							<li key={told.id} class="guide-said" translate={false}>
								{told.content.text}
							</li>
						))}
					</ul>
				</section>
			)}
			<h2>{t("The ways there are")}</h2>
			<CircumstancesFields now={circumstances} />
			<List guided={guided} offered={offered} />
		</>
	);
}

/** What was chosen last, with what follows from it. */
function Choice(guided: Guided) {
	const now = chosen(guided.guidance);
	const text = now && routeTexts.value?.[now.content.route];
	if (!now || !text) return null;
	return (
		<Notice kind="ok">
			<p>
				<strong>{t("You chose: {route}", { route: text.title })}</strong>
			</p>
			<p>{t("You can choose something else at any time.")}</p>
			<div class="guide-buttons">
				<Button onClick={() => read(text.id)}>{t("Read it again")}</Button>
			</div>
			{guided.writable && <Happened key={text.id} guided={guided} route={text} />}
		</Notice>
	);
}

function List({ guided, offered }: { guided: Guided; offered: readonly Offered[] }) {
	const all = useSignal(false);
	const { options, choices } = guided.guidance;
	const lookedAt = new Map(options.map(({ content: { route, text } }) => [route, text]));
	const now = choices.at(-1)?.content.route;
	const shown = all.value ? offered : offered.slice(0, SHOWN);
	const rest = offered.length - shown.length;
	return (
		<>
			<ol class="guide-routes">
				{shown.map(({ id }) => {
					const text = routeTexts.value?.[id];
					return (
						text && (
							<li key={id} data-route={id}>
								<h3>{text.title}</h3>
								<p>{text.short}</p>
								{id === now && <span class="guide-tag">{t("Your choice")}</span>}
								{lookedAt.has(id) && <span class="guide-tag">{t("Looked at together")}</span>}
								{lookedAt.get(id) && (
									<p class="guide-said" translate={false}>
										{lookedAt.get(id)}
									</p>
								)}
								<Button
									aria-label={t("Read: {route}", { route: text.title })}
									onClick={() => read(id)}
								>
									{t("Read")}
								</Button>
							</li>
						)
					);
				})}
			</ol>
			{rest > 0 && (
				<Button
					wide
					onClick={() => {
						all.value = true;
					}}
				>
					{tn("Show {n} more way", "Show {n} more ways", rest, { n: rest })}
				</Button>
			)}
		</>
	);
}

function Read(props: Guided & { one: Offered; text: Route }) {
	const { view, guidance, roster, writable, one, text } = props;
	const heading = useRef<HTMLHeadingElement>(null);
	useLayoutEffect(() => heading.current?.focus({ preventScroll: true }), []);
	const isChosen = chosen(guidance)?.content.route === one.id;
	const choose = async () => {
		const done = await write(view, [draft("choice", { route: one.id, text: "" })]);
		// Whoever went on meanwhile stays where they are.
		if (done && reading.peek() === one.id) readList();
	};
	return (
		<div class={text.sheet ? "guide-printing" : undefined} data-route={one.id}>
			<Button kind="subtle" class="guide-up" onClick={readList}>
				{t("All the ways")}
			</Button>
			<h2 ref={heading} tabIndex={-1}>
				{text.title}
			</h2>
			<p>{text.short}</p>
			<RouteInParts
				route={text}
				careful={one.careful}
				own={ownPartsOf(view.roster, text.id)}
				lines={content.value?.helplines ?? []}
				secondAddress={roster?.organisation.secondAddress ?? ""}
			/>
			{isChosen && <Notice kind="ok">{t("This is your choice now.")}</Notice>}
			{writable && !isChosen && (
				<div class="guide-buttons">
					<BusyButton
						wide
						busy={sending.value !== ""}
						busyText={t("One moment")}
						onClick={() => void choose()}
					>
						{t("I choose this")}
					</BusyButton>
				</div>
			)}
			{text.sheet && (
				<PreparationSheet
					sheet={text.sheet}
					answerTo={(question) => unsentText(`sheet ${text.id} ${question}`)}
				/>
			)}
		</div>
	);
}
