/** `phrase/replace`: all conversations of a phrase get keys of another, in one transaction. */

import type { Id } from "../api";
import { newId } from "../bytes";
import type { IndexEntry } from "../index-blob";
import { reporterKeys } from "../reporter-keys";
import type { Append } from "../write";
import { appendMeta, appendParts, registrationOf } from "./appending";
import type { Line } from "./http";
import type { Door, Phrase, Registered } from "./phrases";
import { isStatus, LuwteError } from "./problem";
import type { Thread } from "./thread";

export interface Replacing {
	old: Registered;
	next: Phrase;
	/** Those that the old phrase opens; the others can't come along, nor what was withdrawn. */
	threads: Thread[];
	instance: Id;
}

const attempts = 30;

/** Resolves to what the next phrase opens; the old one opens nothing any more. */
export async function replacePhrase(
	line: Line,
	door: Door,
	replacing: Replacing,
): Promise<Registered> {
	const staying = replacing.threads.filter(({ log }) => log.phase !== "withdrawn");
	const task = { ...replacing, threads: staying };
	let registered = task.old;
	for (let attempt = 1; registered.phrase !== task.next; attempt++) {
		try {
			registered = await replaceOnce(line, { ...task, old: registered });
		} catch (error) {
			if (attempt === attempts) throw error;
			registered = await catchUp(error, door, { ...task, old: registered });
		}
	}
	return registered;
}

/** What another device wrote meanwhile, or a fresh token; other errors are thrown on. */
async function catchUp(
	error: unknown,
	door: Door,
	{ old, next, threads }: Replacing,
): Promise<Registered> {
	if (isStatus(error, 401)) return enterEither(door, old.phrase, next);
	if (!(error instanceof LuwteError) || error.code !== "conflict") throw error;
	for (const thread of threads) await thread.read([], "acknowledged");
	return old;
}

async function replaceOnce(
	line: Line,
	{ old, next, threads, instance }: Replacing,
): Promise<Registered> {
	const seed = await next.seed();
	const appends: { thread: Thread; append: Append }[] = [];
	const entries: IndexEntry[] = [];
	for (const thread of threads) {
		const keys = await reporterKeys(seed, thread.conversation);
		appends.push({
			thread,
			append: await thread.build([{ id: newId(), do: "replace-key", keys }]),
		});
		const entry = old.entries.find(({ conversation }) => conversation === thread.conversation);
		if (entry) entries.push(entry);
	}
	const locator = registrationOf(await next.locator(), false);
	const meta = {
		locator,
		conversations: appends.map(({ thread, append }) => appendMeta(append, {}, thread.conversation)),
	};
	const parts = [
		await next.sealIndex(instance, entries),
		...appends.flatMap(({ append }) => appendParts(append)),
	];
	const { token, version } = await line.parts<{ token: string; version: number }>(
		"phrase/replace",
		meta,
		parts,
		{
			token: old.token,
			patience: "acknowledged",
		},
	);
	return { phrase: next, token, version, oneTime: false, days: [], entries };
}

/** After a lost answer the old phrase is unknown already, and the next one known. */
async function enterEither(door: Door, old: Phrase, next: Phrase): Promise<Registered> {
	try {
		return await door.enter(old, "acknowledged");
	} catch (error) {
		if (!(error instanceof LuwteError) || error.code !== "wrong-phrase") throw error;
		return door.enter(next, "acknowledged");
	}
}
