/** One whole conversation: from the poster to the answer, and back with the phrase. */

import type {
	ConversationView,
	CounsellorWorker,
	Draft,
	Id,
	ReporterWorker,
} from "../protocol/api";
import { makeReporter, type SessionSettings } from "../protocol/session/index";
import { check, type Stopwatch } from "./timing";

export interface Walk {
	settings: SessionSettings;
	counsellor: CounsellorWorker;
	person: Id;
	roster: string;
	text: string;
	file: { name: string; bytes: Uint8Array } | null;
	watch: Stopwatch;
}

function beginning(text: string): Draft[] {
	return [
		{
			kind: "exceptions-read",
			content: {
				version: "smoke",
				sector: "private",
				position: "internal",
				minor: false,
				language: "nl",
			},
		},
		{ kind: "consent-to-keep", content: { version: "smoke", language: "nl", months: 24 } },
		{ kind: "look-out", content: { text: "" } },
		{ kind: "message", content: { text } },
	];
}

/** Where the look-out card is in a new conversation: after create, epoch, exceptions and consent. */
const lookOut = 4;

function textsOf(view: ConversationView): string[] {
	return view.statements
		.filter(({ kind }) => kind === "message")
		.map(({ content }) => String(content.text));
}

function checkClean({ refusals, writable }: ConversationView): void {
	const wrong = refusals.filter(({ code }) => code !== "stale-head");
	check(
		wrong.length === 0,
		`refused: ${wrong.map(({ code, detail }) => `${code} (${detail})`).join(", ")}`,
	);
	check(writable, "nothing can be written any more");
}

export async function walk({
	settings,
	counsellor,
	person,
	roster,
	text,
	file,
	watch,
}: Walk): Promise<void> {
	const reporter = makeReporter(settings);
	const answer = `Antwoord op: ${text}`;
	await watch.time("roster", () => reporter.openRoster(roster));
	const phrase = await watch.time("phrase", () => reporter.makePhrase("nl"));
	const started = await watch.time("start", async () => {
		const input = {
			roster,
			counsellor: person,
			statements: beginning(text),
			files: [],
			withPhrase: true,
		};
		const view = await reporter.create(input);
		checkClean(view);
		return view;
	});
	const { conversation } = started;
	await watch.time("look-out", async () => {
		const view = await counsellor.open(conversation, [lookOut]);
		check(
			view.statements.find(({ seq }) => seq === lookOut)?.state === "ok",
			"the look-out card is not open",
		);
		check(textsOf(view).length === 0, "the story was opened too");
	});
	await watch.time("read", async () => {
		const view = await counsellor.open(conversation);
		checkClean(view);
		check(textsOf(view).join() === text, "another text than was sent");
	});
	await watch.time("answer", () =>
		counsellor.write(conversation, [{ kind: "message", content: { text: answer } }]),
	);
	if (file) await watch.time("file", () => exchangeFile(reporter, counsellor, conversation, file));
	await reporter.lock();
	const returned = await watch.time("return", async () => {
		const again = makeReporter(settings);
		const { conversations, lost } = await again.signIn(phrase.join(" "));
		await again.lock();
		check(lost.length === 0 && conversations.length === 1, "the phrase opens something else");
		return conversations[0];
	});
	await watch.time("verify", async () => {
		check(returned !== undefined, "nothing came back");
		checkClean(returned);
		check(textsOf(returned).join() === [text, answer].join(), "another thread than was written");
		const view = await counsellor.open(conversation);
		check(view.head === returned.head && view.length === returned.length, "two different logs");
	});
}

async function exchangeFile(
	reporter: ReporterWorker,
	counsellor: CounsellorWorker,
	conversation: Id,
	{ name, bytes }: NonNullable<Walk["file"]>,
): Promise<void> {
	const blob = new Blob([bytes as BlobPart], { type: "application/octet-stream" });
	await reporter.sendFile(conversation, { name, blob, stripped: true });
	const view = await counsellor.open(conversation);
	const statement = view.statements.findLast(({ kind }) => kind === "file");
	check(statement !== undefined, "the file did not arrive");
	const fetched = await counsellor.readFile(conversation, statement.id);
	check(Buffer.from(await fetched.arrayBuffer()).equals(bytes), "the file came out differently");
}
