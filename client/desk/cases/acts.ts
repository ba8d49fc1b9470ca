/** What a counsellor does in a case. Each act resolves once the server has acknowledged it. */

import type { Signal } from "@preact/signals";
import { type Case, counted } from "../../casework/case.ts";
import type { Keeping } from "../../casework/keeping.ts";
import type { Outcome } from "../../casework/keeping-codes.ts";
import { type Content, draft, type Kind, kinds, ofKind } from "../../casework/kinds.ts";
import { type Chosen, toSend } from "../../kit/chosen.ts";
import type { Draft, Id, JsonObject, Language, Progress } from "../../protocol/api.ts";
import { worker } from "../remote.ts";
import { codeOf } from "../trouble.ts";
import { endsOf, keepingFor, keptUntil } from "./keeping.ts";
import { forget, listed, note, ownIs, today, views, writeOwn } from "./store.ts";

/** A case for somebody who phones or walks in: a file, and nothing else yet. */
export async function openCase(
	organisation: Id,
	nickname: string,
	channel: string,
	conversation: Id | "" = "",
): Promise<Id> {
	const told = { nickname, organisation, conversation, opened: today.peek(), channel };
	const view = await (await worker()).createFile(organisation, [draft("case", told)]);
	await readOwn();
	note(view, organisation);
	return view.conversation;
}

async function readOwn(): Promise<void> {
	ownIs(await (await worker()).own());
}

/** The case's file; begun now when there is none yet. */
async function fileOf(one: Case, fallback: string): Promise<Id> {
	if (one.file !== "") return one.file;
	return openCase(one.organisation, one.nickname || fallback, "online", one.conversation);
}

/** Writes into the case file. Answers with the id under which the case goes from now on. */
export async function writeFile(one: Case, fallback: string, statements: Draft[]): Promise<Id> {
	const file = await fileOf(one, fallback);
	note(await (await worker()).write(file, statements), one.organisation);
	return file;
}

export async function writeTalk(one: Case, statements: Draft[]): Promise<void> {
	note(await (await worker()).write(one.conversation, statements), one.organisation);
}

/** Sends them one by one; each goes out of the list once it has arrived. */
export async function sendFiles(
	one: Case,
	files: Signal<Chosen[]>,
	progress: (p: Progress) => void,
): Promise<void> {
	for (const chosen of files.peek()) {
		const remote = await worker();
		note(await remote.sendFile(one.conversation, toSend(chosen), progress), one.organisation);
		files.value = files.peek().filter(({ key }) => key !== chosen.key);
	}
}

/** After the look-out card: the rest may be opened. */
export async function accept(conversation: Id): Promise<void> {
	await writeOwn([{ kind: "decided", content: { conversation, decision: "free" } }]);
	const view = await (await worker()).open(conversation);
	note(view, "");
}

/** Leaves without having opened the story; no reason is asked or given. */
export async function decline(conversation: Id): Promise<void> {
	await (await worker()).leave(conversation, [draft("decline", {})]);
	forget(conversation);
}

/** The nickname stands in the case's file only, so that it goes when the case goes. */
export async function rename(one: Case, nickname: string): Promise<void> {
	if (one.file === "") {
		await openCase(one.organisation, nickname, "online", one.conversation);
		return;
	}
	const { organisation, conversation, opened } = one;
	const channel = channelOf(one.file);
	const told = { nickname, organisation, conversation, opened, channel };
	note(await (await worker()).write(one.file, [draft("case", told)]), organisation);
}

function channelOf(file: Id): string {
	const view = views.peek().get(file);
	const told = view ? ofKind(view.statements, "case", "file") : [];
	return told.at(-1)?.content.channel ?? "";
}

function indexLine(one: Case, change: Partial<Content<"case-index">>): Draft {
	return draft("case-index", {
		file: one.file,
		conversation: one.conversation,
		organisation: one.organisation,
		state: one.stage,
		...change,
	});
}

/** Opens a conversation for a caller, with what was noted so far; its words are shown once. */
export async function giveOneTimePhrase(one: Case, language: Language): Promise<string[]> {
	const remote = await worker();
	const { view, phrase } = await remote.createForCaller(one.organisation, noted(one), language);
	const { conversation } = view;
	const decision = { kind: "decided", content: { conversation, decision: "free" } };
	await writeOwn([indexLine(one, { conversation }), decision]);
	note(view, one.organisation);
	return phrase;
}

/**
 * What was noted as spoken goes along, for the reporter to confirm or contest. An answer stays
 * with its question, which is in the file: elsewhere it would answer nothing.
 */
function noted(one: Case): Draft[] {
	const view = views.peek().get(one.file);
	return ofKind(view?.statements ?? [], "noted", "file")
		.filter((said) => !("answers" in kinds[said.content.what as Kind]))
		.map((said) => ({ kind: "noted", content: said.content as JsonObject }));
}

export async function giveNewPhrase(one: Case, language: Language): Promise<string[]> {
	const { view, phrase } = await (await worker()).rejoin(one.conversation, language);
	note(view, one.organisation);
	return phrase;
}

/** What is said at the end, besides the last message: in the conversation, else in the file. */
export interface Last {
	closing: Content<"closing">;
	besides: Draft[];
	/** How it ended, for its term; what it seems to be when left out. */
	outcome?: Outcome;
}

/** Closes what there is of the case: what is said last goes first, and all of it ends on one day. */
export async function close(one: Case, { closing, besides, outcome }: Last): Promise<void> {
	const remote = await worker();
	const keeping = keepingFor(one, besides, outcome);
	const told = keeping ? [keptUntil(keeping)] : [];
	const talk = one.conversation !== "" && isOpen(one.conversation);
	if (talk) {
		const said = closing.text === "" ? [] : [draft("closing", closing)];
		const last = [...besides, ...told, ...said];
		note(await remote.close(one.conversation, last, keeping?.until), one.organisation);
	}
	if (one.file !== "" && isOpen(one.file)) {
		const last = talk ? told : [...besides, ...told];
		note(await remote.close(one.file, last, keeping?.until), one.organisation);
	}
	const ends = [one.conversation, one.file].flatMap((id) => endsFor(one, id, keeping));
	await writeOwn([indexLine(one, { state: "closed" }), ...ends]);
}

function endsFor(one: Case, id: Id | "", keeping: Keeping | null): Draft[] {
	const log = listed.peek().get(id);
	return log?.state === "closed" ? endsOf(one, id, keeping, log.head) : [];
}

function isOpen(conversation: Id): boolean {
	return listed.peek().get(conversation)?.state === "open";
}

/**
 * Writes into a closed case and closes it again. What runs until later moves the day on, of the
 * other log as well: a file doesn't go before the conversation it is about.
 */
export async function addClosed(one: Case, inTalk: boolean, drafts: Draft[]): Promise<void> {
	const remote = await worker();
	const [log, other] = inTalk ? [one.conversation, one.file] : [one.file, one.conversation];
	const keeping = keepingFor(one, drafts);
	const told = keeping ? [keptUntil(keeping)] : [];
	note(await remote.close(log, [...drafts, ...told], keeping?.until), one.organisation);
	const second = listed.peek().get(other);
	if (keeping && second?.state === "closed" && second.destroyOn < keeping.until) {
		note(await remote.close(other, told, keeping.until), one.organisation);
	}
	const ends = [log, other].flatMap((id) => endsFor(one, id, keeping));
	if (ends.length > 0) await writeOwn(ends);
}

export async function reopen(one: Case): Promise<void> {
	const remote = await worker();
	for (const conversation of [one.conversation, one.file]) {
		if (listed.peek().get(conversation)?.state === "closed") {
			note(await remote.reopen(conversation), one.organisation);
		}
	}
	await writeOwn([indexLine(one, { state: "open" })]);
}

/** Withdrawn, by the reporter or by a caller, and counted: it has nothing more to ask. */
export async function markCounted(one: Case): Promise<void> {
	const conversation = one.conversation || one.file;
	await writeOwn([{ kind: "decided", content: { conversation, decision: counted } }]);
}

/** False once the words were used: then the conversation is its reporter's. */
export async function takeWordsBack(one: Case): Promise<boolean> {
	const remote = await worker();
	try {
		await remote.takeBack(one.conversation);
	} catch (error) {
		if (codeOf(error) !== "not-allowed") throw error;
		note(await remote.open(one.conversation), one.organisation);
		return false;
	}
	forget(one.conversation);
	return true;
}

/** The reporter or caller asked for it: a file that nobody takes part in is destroyed. */
export async function destroyFile(one: Case): Promise<void> {
	await (await worker()).leave(one.file, []);
	await writeOwn([
		draft("case-index", {
			file: one.file,
			conversation: one.conversation,
			organisation: one.organisation,
			state: "destroyed",
		}),
	]);
	forget(one.file);
}
