/** The ways there are, looked at together; what the reporter chose and what came of it. */

import { type Signal, useSignal } from "@preact/signals";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import type { Case } from "../../casework/case.ts";
import { type Offered, routesFor, subjectsTold } from "../../casework/route-order.ts";
import { chosen } from "../../casework/routes.ts";
import { toldIn } from "../../casework/told.ts";
import type { Route } from "../../content/content.ts";
import { CircumstancesFields, useCircumstances } from "../../guidance/matter.tsx";
import { loadOwnWords, ownPartsOf } from "../../guidance/own-words.ts";
import { RouteInParts } from "../../guidance/route-parts.tsx";
import { loadRoutes, routeTexts } from "../../guidance/route-texts.ts";
import { PreparationSheet } from "../../guidance/sheet.tsx";
import { Button } from "../../kit/button.tsx";
import { formatDay, language, t } from "../../kit/locale.ts";
import { Notice } from "../../kit/notice.tsx";
import { rosters, views } from "../cases/store.ts";
import { content } from "../content.ts";
import { draftOf } from "../drafts.ts";
import { attempt } from "../trouble.ts";
import { names } from "./names.ts";
import { NoteRoute, NoteSafer } from "./note-route.tsx";
import type { SubjectProps } from "./subjects.ts";

/** The fingerprint of the list of the case's organisation; "" before it is read. */
export function rosterOf({ organisation }: Case): string {
	return rosters.value[organisation]?.fingerprint ?? "";
}

/** Fetches what the organisation adds once its list is read. */
export function useOwnWords(one: Case): string {
	const fingerprint = rosterOf(one);
	useEffect(() => {
		void loadOwnWords(fingerprint);
	}, [fingerprint]);
	return fingerprint;
}

function useRouteTexts() {
	const wanted = language.value;
	useEffect(() => {
		void attempt(() => loadRoutes(wanted));
	}, [wanted]);
	return routeTexts.value;
}

/** What the case is about, from its conversation and its file. */
export function subjectsOf(one: Case): string[] {
	const [talk, file] = [views.value.get(one.conversation), views.value.get(one.file)];
	return subjectsTold([
		...(talk ? toldIn(talk, "conversation") : []),
		...(file ? toldIn(file, "file") : []),
	]);
}

export function WaysScreen({ one, guidance }: SubjectProps) {
	const texts = useRouteTexts();
	useOwnWords(one);
	const open = useSignal("");
	const circumstances = useCircumstances(one.id);
	const offered = routesFor({ subjects: subjectsOf(one), ...circumstances.value });
	const reading = offered.find(({ id }) => id === open.value);
	const text = reading && texts?.[reading.id];
	if (reading && text) return <Read key={text.id} {...{ one, guidance, reading, text, open }} />;
	return (
		<>
			<Standing one={one} guidance={guidance} />
			<NoteSafer one={one} guidance={guidance} />
			<section aria-labelledby="ways-title">
				<h2 id="ways-title">{t("The ways there are")}</h2>
				<p class="soft">{t("The reporter decides. The order only says what to read first.")}</p>
				<CircumstancesFields now={circumstances} />
				<ol class="guide-routes">
					{offered.map(({ id }) => {
						const way = texts?.[id];
						return (
							way && (
								<li key={id} data-route={id}>
									<h3>{way.title}</h3>
									<p>{way.short}</p>
									<Button
										data-row
										aria-label={t("Read: {route}", { route: way.title })}
										onClick={() => {
											open.value = id;
										}}
									>
										{t("Read")}
									</Button>
								</li>
							)
						);
					})}
				</ol>
			</section>
		</>
	);
}

/** What stands: the choice, what was looked at and what happened. */
function Standing({ guidance }: SubjectProps) {
	const now = chosen(guidance);
	return (
		<>
			{now && (
				<Notice kind="ok">
					<p>
						<strong>{t("Chosen: {route}", { route: names.route(now.content.route) })}</strong>
					</p>
					{now.content.text && (
						<p class="guide-said" translate={false}>
							{now.content.text}
						</p>
					)}
					<p>
						{now.form === "device"
							? t("By the reporter, on {day}.", { day: formatDay(now.on) })
							: t("Noted for the reporter, said on {day}.", { day: formatDay(now.on) })}
					</p>
				</Notice>
			)}
			{guidance.options.length + guidance.happened.length > 0 && (
				<ul>
					{guidance.options.map(({ id, content: { route, text } }) => (
						<li key={id} class="guide-said" translate={false}>
							{t("Looked at: {route}", { route: names.route(route) })}
							{text && <span class="guide-said__text">{text}</span>}
						</li>
					))}
					{guidance.happened.map(({ id, content: { route, on, text } }) => (
						<li key={id} class="guide-said" translate={false}>
							{t("What happened: {route}", { route: names.route(route) })} ({formatDay(on)})
							{text && <span class="guide-said__text">{text}</span>}
						</li>
					))}
				</ul>
			)}
		</>
	);
}

interface ReadProps extends SubjectProps {
	reading: Offered;
	text: Route;
	open: Signal<string>;
}

function Read({ one, guidance, reading, text, open }: ReadProps) {
	const heading = useRef<HTMLHeadingElement>(null);
	useLayoutEffect(() => {
		heading.current?.focus({ preventScroll: true });
		scrollTo(0, 0);
	}, []);
	const close = () => {
		open.value = "";
	};
	return (
		<div class={text.sheet ? "guide-printing" : undefined} data-route={text.id}>
			<Button kind="subtle" class="guide-up" onClick={close}>
				{t("All the ways")}
			</Button>
			<h2 ref={heading} tabIndex={-1}>
				{text.title}
			</h2>
			<p>{text.short}</p>
			<NoteRoute one={one} guidance={guidance} route={text} onKept={close} />
			<RouteInParts
				route={text}
				careful={reading.careful}
				own={ownPartsOf(rosterOf(one), text.id)}
				lines={content.value?.helplines ?? []}
				secondAddress={rosters.value[one.organisation]?.organisation.secondAddress ?? ""}
			/>
			{text.sheet && (
				<PreparationSheet
					sheet={text.sheet}
					answerTo={(question) => draftOf(`sheet:${one.id}:${text.id}:${question}`, "")}
				/>
			)}
		</div>
	);
}
