/**
 * Many reporters who send at once and don't give up: `node sends.mjs < task.json`.
 *
 * Prints a line for everything that the server acknowledged, the moment it did; the last line
 * tells what each reporter finds back on another device.
 */

import { readFileSync } from "node:fs";
import { makeReporter } from "../../client/protocol/session/index";
import { settingsFor } from "../../client/smoke/desk";

interface Task {
	origin: string;
	roster: string;
	counsellor: string;
	reporters: number;
	/** Of each, the first included. */
	messages: number;
}

const task = JSON.parse(readFileSync(0, "utf8")) as Task;
const pause = () => new Promise<void>((resolve) => setTimeout(resolve, 150));

function someone() {
	return makeReporter({ ...settingsFor(task.origin), pause });
}

function tell(line: object): void {
	process.stdout.write(`${JSON.stringify(line)}\n`);
}

function message(text: string) {
	return { kind: "message", content: { text } };
}

const language = "nl";
const beginning = [
	{
		kind: "exceptions-read",
		content: { version: "1", sector: "private", position: "internal", minor: false, language },
	},
	{ kind: "consent-to-keep", content: { version: "1", language, months: 3 } },
	{ kind: "look-out", content: { text: "" } },
];

async function report(number: number): Promise<object> {
	const { roster, counsellor } = task;
	const reporter = someone();
	await reporter.openRoster(roster);
	const phrase = (await reporter.makePhrase(language)).join(" ");
	const statements = [...beginning, message(`${number}.0`)];
	const input = { roster, counsellor, statements, files: [], withPhrase: true };
	const { conversation } = await reporter.create(input);
	tell({ acknowledged: `${number}.0` });
	for (let each = 1; each < task.messages; each++) {
		await reporter.write(conversation, [message(`${number}.${each}`)]);
		tell({ acknowledged: `${number}.${each}` });
	}
	const { conversations } = await someone().signIn(phrase);
	const found = conversations.flatMap((view) =>
		view.statements.filter(({ kind }) => kind === "message").map(({ content }) => content.text),
	);
	const refusals = conversations.flatMap((view) => view.refusals.map(({ code }) => code));
	return { number, conversation, found, refusals };
}

const numbers = Array.from({ length: task.reporters }, (_, number) => number);
tell({ reporters: await Promise.all(numbers.map(report)) });
process.exit(0);
