/** The counsellors' keys. Sealing to a passphrase is slow on purpose, so several threads do it. */

import { availableParallelism } from "node:os";
import { isMainThread, parentPort, Worker, workerData } from "node:worker_threads";
import type { Id } from "../protocol/api";
import { sealBundle, type UnlockerTarget } from "../protocol/bundle";
import { bin, newId, random } from "../protocol/bytes";
import type { WordLists } from "../protocol/phrase";
import { makePhrase, normalForm } from "../protocol/phrase";
import { formatRecovery, newRecoverySecret } from "../protocol/recovery";
import type { DemoCounsellor, DemoMade } from "./shape";

/** As `keyring.ts` of the session makes them. */
const wordCount = 6;

export type MadePerson = Omit<DemoMade["counsellors"][number], "own"> & { seed: Uint8Array };

interface Task {
	instance: Id;
	people: DemoCounsellor[];
	lists: WordLists;
}

async function makePerson(
	{ instance, lists }: Task,
	{ person, language }: DemoCounsellor,
): Promise<MadePerson> {
	const seed = random(32);
	const words = makePhrase(lists[language] ?? [], wordCount);
	const secret = newRecoverySecret();
	const targets: UnlockerTarget[] = [
		{ id: newId(), label: "", type: "words", text: normalForm(words.join(" ")) },
		{ id: newId(), label: "", type: "recovery", secret },
	];
	const { bundle, unlockers } = await sealBundle(instance, person, seed, targets);
	return {
		person,
		seed,
		bundle: bin(bundle),
		unlockers: unlockers as MadePerson["unlockers"],
		passphrase: words.join(" "),
		recovery: formatRecovery(secret),
	};
}

/** One after the other, in this thread. */
export async function makeAll(task: Task): Promise<MadePerson[]> {
	const made: MadePerson[] = [];
	for (const person of task.people) made.push(await makePerson(task, person));
	return made;
}

/** In a thread of its own this answers its task and nothing else; true when it did. */
export async function servedAsThread(): Promise<boolean> {
	if (isMainThread) return false;
	parentPort?.postMessage(await makeAll(workerData as Task));
	return true;
}

/** `program`: the address of the bundle that this is part of. */
export async function makePeople(program: URL, task: Task): Promise<MadePerson[]> {
	const threads = Math.min(availableParallelism(), task.people.length);
	const shares = Array.from({ length: threads }, (_, number) => ({
		...task,
		people: task.people.filter((_person, position) => position % threads === number),
	}));
	return (await Promise.all(shares.map((share) => inThread(program, share)))).flat();
}

function inThread(program: URL, share: Task): Promise<MadePerson[]> {
	return new Promise((resolve, reject) => {
		const thread = new Worker(program, { workerData: share });
		thread.once("message", resolve);
		thread.once("error", reject);
	});
}
