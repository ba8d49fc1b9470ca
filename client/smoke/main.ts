/**
 * A headless reporter and counsellor against a live instance: `node smoke.mjs < task.json`.
 * Prints counts and times as JSON; ends with 1 and the failed step on stderr when one failed.
 */

import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { type Desk, type DeskTask, openDesk, settingsFor } from "./desk";
import { StepFailed, Stopwatch } from "./timing";
import { walk } from "./walk";

interface Task extends DeskTask {
	text: string;
	/** Path, or "". */
	file: string;
	n: number;
	concurrency: number;
}

async function run(task: Task): Promise<{ watch: Stopwatch; desk: Desk; seconds: number }> {
	const watch = new Stopwatch();
	const desk = await watch.time("counsellor", () => openDesk(task));
	const file = task.file ? { name: basename(task.file), bytes: readFileSync(task.file) } : null;
	const common = {
		settings: settingsFor(task.origin),
		counsellor: desk.session,
		person: desk.me.person,
		roster: desk.organisation.roster,
		file,
		watch,
	};
	let next = 0;
	const lane = async () => {
		while (next < task.n) {
			const number = ++next;
			const text = task.n === 1 ? task.text : `${task.text} ${number}`;
			await walk({ ...common, text });
		}
	};
	const begin = performance.now();
	await Promise.all(Array.from({ length: Math.min(task.concurrency, task.n) }, lane));
	const seconds = (performance.now() - begin) / 1000;
	await desk.session.lock();
	return { watch, desk, seconds };
}

const task = JSON.parse(readFileSync(0, "utf8")) as Task;
try {
	const { watch, desk, seconds } = await run(task);
	const made = task.counsellor ? {} : { made: desk.account };
	const result = {
		conversations: task.n,
		seconds: Math.round(seconds * 100) / 100,
		steps: watch.summary,
		...made,
	};
	process.stdout.write(`${JSON.stringify(result)}\n`);
} catch (error) {
	const step = error instanceof StepFailed ? error.message : String(error);
	process.stderr.write(`failed at ${step}\n`);
	process.exitCode = 1;
}
