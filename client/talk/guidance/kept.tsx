/** What is kept about the reporter: all of it by kind, to correct, copy, take back or leave. */

import { useSignal } from "@preact/signals";
import { type ConversationState, stateOf, type ThreadLine } from "../../casework/conversation.ts";
import { guidanceOf } from "../../casework/guidance.ts";
import { toldOf } from "../../casework/keeping.ts";
import { draft, isKind, type Kind, type Known } from "../../casework/kinds.ts";
import { whyInWords } from "../../guidance/keeping-words.ts";
import { Button } from "../../kit/button.tsx";
import { Choice, Choices } from "../../kit/choice.tsx";
import { announce } from "../../kit/live.tsx";
import { formatDay, t } from "../../kit/locale.ts";
import { Notice } from "../../kit/notice.tsx";
import { plainName } from "../../kit/save.ts";
import type { ConversationView, RosterView } from "../../protocol/api.ts";
import { content } from "../content.ts";
import { go } from "../places.ts";
import { NameAndReach } from "../screens/compose.tsx";
import { KeepCopy } from "../screens/keep-copy.tsx";
import { write } from "../sending.ts";
import { inWords } from "../statement-words.ts";
import { closedInWords, isSilent, notedInWords, spokenInWords } from "../thread-words.ts";
import { GuidedPage } from "./frame.tsx";
import { grouped } from "./kept-groups.ts";
import { notesInWords } from "./notebook-standing.ts";

export function Kept() {
	return (
		<GuidedPage
			title={t("What is kept about me")}
			lead={t("You and your counsellor can read this. Nobody else can.")}
		>
			{({ view, roster, writable }) => {
				const state = stateOf(view);
				return (
					<>
						<HowLong view={view} state={state} />
						<Everything state={state} roster={roster} />
						{writable && <Correct view={view} state={state} />}
						<section>
							<h2>{t("Take everything with you")}</h2>
							<p>{t("One file with all of it, the files too. You can lock it with words.")}</p>
							<Button onClick={() => go("archive")}>{t("Everything in one file")}</Button>
						</section>
						<KeepCopy />
						<section>
							<h2>{t("My notes")}</h2>
							<p>{notesInWords() || t("You wrote no notes for yourself.")}</p>
							<p>{t("Only you can read them, not your counsellor.")}</p>
							<Button onClick={() => go("notebook")}>{t("To my notes")}</Button>
						</section>
						<section>
							<h2>{t("Take it back, or leave")}</h2>
							<p>{t("You can have all of it destroyed, or leave without a word.")}</p>
							<Button onClick={() => go("manage")}>{t("Your phrase and your rights")}</Button>
						</section>
					</>
				);
			}}
		</GuidedPage>
	);
}

function HowLong({ view, state }: { view: ConversationView; state: ConversationState }) {
	return (
		<section>
			<h2>{t("How long")}</h2>
			{view.destroyOn !== "" && <UntilDay view={view} />}
			{view.destroyOn === "" && state.consent && (
				<>
					<p>{t("Until {months} months after closing.", { months: state.consent.months })}</p>
					<p>{t("Longer only while something runs. You read the day, and why.")}</p>
				</>
			)}
			<p>{t("Your counsellor may keep notes of their own. You may ask what is in them.")}</p>
			<p>{t("The server knows days and sizes. It can't read a word.")}</p>
		</section>
	);
}

/** The server's day, with the reason that the counsellor gave; its word alone isn't enough. */
function UntilDay({ view }: { view: ConversationView }) {
	const told = toldOf(guidanceOf(view));
	const early = told !== null && view.state === "closed" && view.destroyOn < told.until;
	return (
		<>
			<p>{t("It is destroyed on {day}.", { day: formatDay(view.destroyOn) })}</p>
			{told && <p>{whyInWords(told.why)}</p>}
			{early && (
				<Notice kind="danger">
					{t("Your counsellor told another day: {day}. Keep a copy, and ask.", {
						day: formatDay(told.until),
					})}
				</Notice>
			)}
			{view.state === "closed" && view.destroyBy !== "" && (
				<p>
					{t("On {day} everything is destroyed, at the latest.", {
						day: formatDay(view.destroyBy),
					})}
				</p>
			)}
		</>
	);
}

interface Line {
	id: string;
	/** null: closed or unknown. */
	kind: Kind | null;
	about: string;
	/** What it is, where its heading doesn't say so already. */
	title: string;
	lines: string[];
}

function Everything({ state, roster }: { state: ConversationState; roster: RosterView | null }) {
	const lines = state.thread.flatMap((line) => lineOf(line, roster));
	return (
		<section>
			<h2>{t("All of it, by kind")}</h2>
			{grouped(lines).map(({ title, those }) => (
				<details key={title} class="talk-more">
					<summary>
						{title} ({those.length})
					</summary>
					<ul>
						{those.map((one) => (
							<OneLine key={one.id} one={one} heading={title} />
						))}
					</ul>
				</details>
			))}
		</section>
	);
}

function OneLine({ one, heading }: { one: Line; heading: string }) {
	return (
		<li>
			<span class="soft">{one.about}</span>
			{one.title !== "" && one.title !== heading && (
				<p>
					<strong>{one.title}</strong>
				</p>
			)}
			{one.lines.filter(Boolean).map((text) => (
				<p key={text} class="consent__text" dir="auto">
					{text}
				</p>
			))}
		</li>
	);
}

function lineOf(line: ThreadLine, roster: RosterView | null): Line[] {
	const { entry, id } = line;
	if (entry.type === "event" || isSilent(line)) return [];
	const who = line.mine ? t("You") : line.name;
	const about = t("{name}, on {day}", { name: who, day: formatDay(line.day) });
	if (entry.type === "closed") {
		return [{ id, about, kind: null, title: "", lines: [closedInWords(entry.state)] }];
	}
	const { kind } = entry.statement;
	return [{ id, about, kind, ...saidIn(entry.statement, roster) }];
}

function saidIn(statement: Known, roster: RosterView | null): Pick<Line, "title" | "lines"> {
	if (statement.kind === "file") {
		return { title: "", lines: [plainName(statement.content.name)] };
	}
	if (statement.kind === "noted") {
		const { what, content: told, form, on } = statement.content;
		const heard = isKind(what) ? inWords({ kind: what, content: told } as Known, roster) : null;
		return { title: heard?.title ?? "", lines: [notedInWords(form, on), ...(heard?.lines ?? [])] };
	}
	const spoken = spokenInWords(statement);
	if (spoken) return { title: "", lines: spoken };
	return inWords(statement, roster) ?? { title: "", lines: [closedInWords("unknown")] };
}

/** What is wrong is written anew: the latest counts, and both see that it was changed. */
function Correct({ view, state }: { view: ConversationView; state: ConversationState }) {
	return (
		<section>
			<h2>{t("Something is not right")}</h2>
			<p>{t("Write it anew: from then on the new one counts. The old one stays to be seen.")}</p>
			<NameAndReach view={view} state={state} />
			<AboutAnew view={view} state={state} />
		</section>
	);
}

function AboutAnew({ view, state }: { view: ConversationView; state: ConversationState }) {
	const subjects = useSignal(state.about?.subjects ?? []);
	const role = useSignal(state.about?.role ?? "");
	const topics = content.value?.choices.topics;
	const roles = content.value?.choices.roles;
	if (topics === undefined || roles === undefined) return null;
	const send = async () => {
		const minor = state.about?.minor ?? "";
		const about = { subjects: [...subjects.value], role: role.value, minor };
		if (await write(view, [draft("about", about)])) announce(t("Sent"));
	};
	return (
		<details class="talk-more">
			<summary>{t("What it is about")}</summary>
			<Choices
				legend={topics.title}
				options={topics.items.map(({ code, label }) => ({ value: code, label }))}
				values={subjects.value}
				onChange={(chosen) => (subjects.value = chosen)}
			/>
			<Choice
				legend={roles.title}
				options={roles.items.map(({ code, label }) => ({ value: code, label }))}
				value={role.value === "" ? null : role.value}
				onChange={(chosen) => (role.value = chosen)}
			/>
			<Button onClick={() => void send()}>{t("Send what it is about")}</Button>
		</details>
	);
}
