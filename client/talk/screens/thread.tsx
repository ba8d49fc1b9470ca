/** The lines of a conversation, day by day. */

import { useSignal } from "@preact/signals";
import type { ThreadLine } from "../../casework/conversation.ts";
import { isKind, type Known } from "../../casework/kinds.ts";
import { Button } from "../../kit/button.tsx";
import { sizeInWords } from "../../kit/file-chooser.tsx";
import { formatDay, t } from "../../kit/locale.ts";
import { Notice } from "../../kit/notice.tsx";
import { sentenceOf } from "../../kit/problems.ts";
import { Progress } from "../../kit/progress.tsx";
import { plainName, saveAs } from "../../kit/save.ts";
import { Boundary } from "../../kit/screen.tsx";
import type { ConversationView, Progress as Done, RosterView } from "../../protocol/api.ts";
import { worker } from "../remote.ts";
import { inWords } from "../statement-words.ts";
import {
	closedInWords,
	eventInWords,
	isSilent,
	notedInWords,
	spokenInWords,
} from "../thread-words.ts";

interface ThreadProps {
	view: ConversationView;
	lines: readonly ThreadLine[];
	roster: RosterView | null;
}

/** What was answered at the start stands in one place, so that what was said stands out. */
const answeredAtStart: readonly string[] = [
	"exceptions-read",
	"consent-to-keep",
	"look-out",
	"about",
	"inventory",
	"name",
	"reachable",
	"never",
];

function isFormal({ mine, entry }: ThreadLine): boolean {
	return mine && entry.type === "said" && answeredAtStart.includes(entry.statement.kind);
}

export function Thread({ view, lines, roster }: ThreadProps) {
	const loud = lines.filter((line) => !isSilent(line));
	const firstDay = loud[0]?.day;
	const folded = loud.filter((line) => isFormal(line) && line.day === firstDay);
	const shown = loud.filter((line) => !folded.includes(line));
	return (
		<ol class="talk-thread">
			{folded.length > 0 && (
				<li>
					<AtStart lines={folded} roster={roster} />
				</li>
			)}
			{shown.map((line, position) => (
				<li key={line.id} class={classOf(line)}>
					{line.day !== shown[position - 1]?.day && <h2 class="talk-day">{formatDay(line.day)}</h2>}
					<Boundary otherwise={<NotShown />}>
						<Line view={view} line={line} roster={roster} />
					</Boundary>
				</li>
			))}
		</ol>
	);
}

function AtStart({ lines, roster }: Omit<ThreadProps, "view">) {
	return (
		<details class="talk-folded">
			<summary>{t("What you answered at the start")}</summary>
			<ul>
				{lines.map((line) => (
					<Boundary
						key={line.id}
						otherwise={
							<li>
								<NotShown />
							</li>
						}
					>
						<AnsweredLine line={line} roster={roster} />
					</Boundary>
				))}
			</ul>
		</details>
	);
}

function AnsweredLine({
	line: { entry },
	roster,
}: {
	line: ThreadLine;
	roster: RosterView | null;
}) {
	const said = entry.type === "said" ? inWords(entry.statement, roster) : null;
	return said === null ? null : (
		<li>
			<Titled title={said.title} lines={said.lines} />
		</li>
	);
}

/** One odd line must not take the others away. */
const NotShown = () => <p class="soft">{t("This line can't be shown.")}</p>;

function classOf(line: ThreadLine): string {
	if (line.entry.type === "event") return "talk-line talk-line-event";
	return line.mine ? "talk-line talk-line-mine" : "talk-line";
}

function Line({ view, line, roster }: { line: ThreadLine } & Omit<ThreadProps, "lines">) {
	const { entry } = line;
	if (entry.type === "event") return <p>{eventInWords(entry.kind, entry.person, line.mine)}</p>;
	return (
		<article class="talk-bubble">
			<p class="talk-by">
				{line.mine ? t("You") : <bdi>{line.name}</bdi>}
				{line.oneTime && ` · ${t("entered by your counsellor")}`}
			</p>
			{entry.type === "closed" ? (
				<p class="soft">{closedInWords(entry.state)}</p>
			) : (
				<Statement view={view} statement={entry.statement} roster={roster} />
			)}
		</article>
	);
}

function Statement({
	view,
	statement,
	roster,
}: {
	view: ConversationView;
	statement: Known;
	roster: RosterView | null;
}) {
	if (statement.kind === "file") return <FileLine view={view} statement={statement} />;
	if (statement.kind === "noted") return <Noted statement={statement} roster={roster} />;
	const spoken = spokenInWords(statement);
	if (spoken !== null) return spoken.map((text) => <Text key={text} text={text} />);
	const said = inWords(statement, roster);
	return said === null ? null : <Titled title={said.title} lines={said.lines} />;
}

function Titled({ title, lines }: { title: string; lines: readonly string[] }) {
	return (
		<>
			<p class="talk-way-label">{title}</p>
			{lines.map((line) => (
				<Text key={line} text={line} />
			))}
		</>
	);
}

/** As it was written: line ends, emoji, and a direction of its own that doesn't spill over. */
export function Text({ text }: { text: string }) {
	return text === "" ? null : (
		<p class="talk-text" dir="auto">
			{text}
		</p>
	);
}

function Noted({
	statement,
	roster,
}: {
	statement: Extract<Known, { kind: "noted" }>;
	roster: RosterView | null;
}) {
	const { what, content, form, on } = statement.content;
	const said = isKind(what)
		? inWords({ kind: what, content } as Pick<Known, "kind" | "content">, roster)
		: null;
	return (
		<>
			<p class="soft">{notedInWords(form, on)}</p>
			{said && <Titled title={said.title} lines={said.lines} />}
		</>
	);
}

function FileLine({
	view,
	statement,
}: {
	view: ConversationView;
	statement: Extract<Known, { kind: "file" }>;
}) {
	const done = useSignal<Done | null>(null);
	const complaint = useSignal("");
	const came = useSignal(false);
	const { size, stripped } = statement.content;
	const name = plainName(statement.content.name);
	const open = async () => {
		complaint.value = "";
		came.value = false;
		try {
			const blob = await (await worker()).readFile(view.conversation, statement.id, (now) => {
				done.value = now;
			});
			saveAs(blob, name);
			came.value = true;
		} catch (error) {
			complaint.value = sentenceOf(error);
		}
		done.value = null;
	};
	return (
		<>
			<p>
				<strong>
					<bdi>{name}</bdi>
				</strong>{" "}
				<span class="soft">{sizeInWords(size)}</span>
			</p>
			<p class="soft">
				{stripped ? t("Without hidden details") : t("With everything that was in it")}
			</p>
			{done.value === null ? (
				<Button onClick={() => void open()}>{t("Save {name}", { name })}</Button>
			) : (
				<Progress at={done.value.done} of={done.value.total} text={t("Fetching")} />
			)}
			<p role="status" class="soft">
				{came.value ? t("It was given to your browser. Look where it saves.") : ""}
			</p>
			{complaint.value !== "" && (
				<Notice kind="warning" urgent>
					{complaint.value}
				</Notice>
			)}
		</>
	);
}
