/** The conversation in the order of its log: what was said, noted and done. */

import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import type { Case } from "../../casework/case.ts";
import { stateOf, type ThreadLine } from "../../casework/conversation.ts";
import { isKind, type Known } from "../../casework/kinds.ts";
import type { Said as Words } from "../../guidance/words.ts";
import { BusyButton } from "../../kit/button.tsx";
import { announce } from "../../kit/live.tsx";
import { formatDay, t } from "../../kit/locale.ts";
import { Progress } from "../../kit/progress.tsx";
import { plainName, saveAs } from "../../kit/save.ts";
import { Boundary } from "../../kit/screen.tsx";
import type { ConversationView, JsonObject } from "../../protocol/api.ts";
import { labelOf } from "../parts/names.ts";
import { worker } from "../remote.ts";
import { attempt } from "../trouble.ts";
import { contentWords, guidanceWords, kindWords } from "./words.ts";

export function Thread({ view, one }: { view: ConversationView; one: Case }) {
	const state = one.talk ?? stateOf(view);
	const end = useRef<HTMLDivElement>(null);
	const count = state.thread.length;
	useEffect(() => {
		end.current?.scrollIntoView({ block: "end" });
	}, [count]);
	let day = "";
	return (
		// biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls by itself, so the keyboard must reach it
		<section class="thread" aria-label={t("Conversation")} tabIndex={0}>
			{state.thread.map((line) => {
				const fresh = line.day !== day;
				day = line.day;
				return (
					<div key={line.id} class="thread__item">
						{fresh && <p class="thread__day">{formatDay(line.day)}</p>}
						<Boundary otherwise={<NotShown />}>
							<Line line={line} view={view} one={one} />
						</Boundary>
					</div>
				);
			})}
			<div ref={end} />
		</section>
	);
}

/** One odd line must not take the others away. */
const NotShown = () => <p class="thread__event">{t("This line can't be shown.")}</p>;

interface LineProps {
	line: ThreadLine;
	view: ConversationView;
	one: Case;
}

/** That these were said is worth a line; what they say stands beside the conversation. */
const quiet: readonly string[] = ["exceptions-read", "consent-to-keep", "decline"];

function Line({ line, view, one }: LineProps) {
	const { entry } = line;
	if (entry.type === "event") return <Happened line={line} />;
	if (entry.type === "closed") {
		return <p class="thread__event">{closedWords(entry.state)}</p>;
	}
	const { statement } = entry;
	if (quiet.includes(statement.kind)) {
		return <p class="thread__event">{kindWords(statement.kind)}.</p>;
	}
	if (statement.kind === "confirm" || statement.kind === "contest") {
		return <Answered statement={statement} />;
	}
	const who = line.mine ? t("You") : line.name || labelOf(one);
	return (
		<article class={line.mine ? "bubble bubble--mine" : "bubble"}>
			<header class="bubble__who">
				<span translate={false}>{who}</span>
				{line.oneTime && <span class="soft"> · {t("with words you gave")}</span>}
			</header>
			<Said statement={statement} view={view} />
		</article>
	);
}

function Said({ statement, view }: { statement: Known; view: ConversationView }) {
	switch (statement.kind) {
		case "message":
		case "closing":
			return (
				<p class="bubble__text" translate={false}>
					{statement.content.text}
				</p>
			);
		case "file":
			return <FileLine statement={statement} view={view} />;
		case "noted":
			return (
				<Told
					title={t("Noted as {form}: {what}", {
						form: statement.content.form === "paper" ? t("on paper") : t("spoken"),
						what:
							guidanceWords(statement.content.what, statement.content.content)?.title ??
							kindWords(statement.content.what),
					})}
					kind={statement.content.what}
					content={statement.content.content}
				/>
			);
		default:
			return (
				<Told
					title={kindWords(statement.kind)}
					kind={statement.kind}
					content={statement.content as JsonObject}
				/>
			);
	}
}

function Told({ title, kind, content }: { title: string; kind: string; content: JsonObject }) {
	const guided = guidanceWords(kind, content);
	if (guided) return <Guided title={title === kind ? guided.title : title} said={guided} />;
	const lines = isKind(kind) ? contentWords(kind, content) : [];
	if (lines.length === 0) return <p class="bubble__kind">{title}</p>;
	return (
		<details>
			<summary>{title}</summary>
			{lines.map((text) => (
				<p key={text} class="bubble__text" translate={false}>
					{text}
				</p>
			))}
		</details>
	);
}

/** What was agreed or asked stands open: it is what the conversation is about. */
function Guided({ title, said }: { title: string; said: Words }) {
	return (
		<>
			<p class="bubble__kind">{title}</p>
			{said.lines.map((text) => (
				<p key={text} class="bubble__text" translate={false}>
					{text}
				</p>
			))}
		</>
	);
}

type Answer = Extract<Known, { kind: "confirm" | "contest" }>;

function Answered({ statement }: { statement: Answer }) {
	const confirmed = statement.kind === "confirm";
	return (
		<p class={confirmed ? "thread__event" : "thread__event thread__event--mind"}>
			{confirmed
				? t("The reporter says: this is right.")
				: t("The reporter says: this is not right.")}{" "}
			{statement.content.text}
		</p>
	);
}

function FileLine({
	statement,
	view,
}: {
	statement: Extract<Known, { kind: "file" }>;
	view: ConversationView;
}) {
	const percent = useSignal<number | null>(null);
	const saved = useSignal(false);
	const { size, stripped } = statement.content;
	const name = plainName(statement.content.name);
	const fetchIt = async () => {
		if (percent.peek() !== null) return;
		percent.value = 0;
		saved.value = false;
		saved.value = await attempt(async () => {
			const blob = await (await worker()).readFile(view.conversation, statement.id, (progress) => {
				percent.value = Math.floor((100 * progress.done) / Math.max(1, progress.total));
			});
			saveAs(blob, name);
			announce(t("Saved in the downloads of this device."));
		});
		percent.value = null;
	};
	return (
		<div class="bubble__file">
			<p>
				<strong translate={false}>{name}</strong>{" "}
				<span class="soft">
					{Math.max(1, Math.round(size / 1024))} kB
					{!stripped && ` · ${t("may hold hidden data")}`}
				</span>
			</p>
			<BusyButton
				kind="secondary"
				busy={percent.value !== null}
				busyText={t("Fetching")}
				onClick={() => void fetchIt()}
			>
				{saved.value ? t("Fetch again") : t("Fetch")}
			</BusyButton>
			{percent.value !== null && (
				<Progress
					at={percent.value}
					of={100}
					text={t("{percent} % is here", { percent: percent.value })}
				/>
			)}
			{saved.value && <p>{t("Saved in the downloads of this device.")}</p>}
		</div>
	);
}

function closedWords(state: string): string {
	const words: Readonly<Record<string, () => string>> = {
		destroyed: () => t("Something stood here that was destroyed."),
		unreadable: () => t("Something here can't be read."),
		"newer-version": () => t("This was made by a newer version. Reload the page."),
		sealed: () => t("Something here is still shut."),
	};
	return words[state]?.() ?? t("Something here is unknown to this version.");
}

function Happened({ line }: { line: ThreadLine }) {
	if (line.entry.type !== "event") return null;
	const { kind, person } = line.entry;
	const words: Readonly<Record<string, () => string>> = {
		create: () => t("The conversation began."),
		join: () => t("{name} joined.", { name: person }),
		leave: () => t("{name} left.", { name: person || t("The reporter") }),
		"replace-key": () =>
			person === ""
				? t("The reporter took words of their own.")
				: t("{name} renewed a key.", { name: person }),
		rejoin: () => t("New words were given for a lost phrase."),
		close: () => t("Closed."),
		reopen: () => t("Opened again."),
		withdraw: () => t("Withdrawn."),
		restore: () => t("The withdrawal was undone."),
	};
	const text = words[kind];
	return text ? <p class="thread__event">{text()}</p> : null;
}
