/** Sending, in the words of the screens: nothing is sent twice, and what failed stays typed. */

import { ofKind } from "../casework/kinds.ts";
import { type Chosen, refusalOf, toSend } from "../kit/chosen.ts";
import { t } from "../kit/locale.ts";
import { codeOf, sentenceOf } from "../kit/problems.ts";
import type {
	ConversationView,
	Draft,
	Language,
	NewConversation,
	Progress,
} from "../protocol/api.ts";
import { LONGEST_TEXT, sizeOfText, toBeCalled, toWrite } from "./answers.ts";
import { contentVersions } from "./content.ts";
import { forgetDraft } from "./kept-draft.ts";
import { worker } from "./remote.ts";
import {
	answers,
	chosenCard,
	files,
	nowIs,
	phrase,
	phraseKept,
	progress,
	readRosterAgain,
	roster,
	sending,
	trouble,
} from "./store.ts";

/**
 * Runs one send at a time and shows how it goes. True when it was acknowledged. A tap while one
 * is under way does nothing.
 */
export async function attempt(send: () => Promise<unknown>): Promise<boolean> {
	if (sending.value !== "") return false;
	sending.value = "sending";
	trouble.value = "";
	try {
		await send();
		return true;
	} catch (error) {
		trouble.value =
			codeOf(error) === "roster-changed"
				? t("Something about the list of counsellors changed. Call before you write, and ask why.")
				: sentenceOf(error);
		return false;
	} finally {
		sending.value = "";
		progress.value = null;
	}
}

function setting(language: Language) {
	const [view, card] = [roster.value, chosenCard.value];
	if (view === null || card === null) throw new Error("nobody was chosen");
	return { view, card, organisation: view.organisation, language, versions: contentVersions() };
}

/** Refusals because the list isn't what it was when this page read it (docs/rosters.md). */
const listChanged = new Set([
	"roster-changed",
	"roster-replaced",
	"key-not-current",
	"not-current",
]);

/** Nothing was stored then: the page shows the list as it is now, and all that was typed stays. */
async function create(input: NewConversation, told?: (now: Progress) => void) {
	try {
		return await (await worker()).create(input, told);
	} catch (error) {
		if (listChanged.has(codeOf(error))) await readRosterAgain();
		throw error;
	}
}

/** The first message, with everything that was answered, under the phrase that was kept. */
export function sendConversation(language: Language): Promise<boolean> {
	return attempt(async () => {
		const where = setting(language);
		const view = await create(
			{
				roster: where.view.fingerprint,
				counsellor: where.card.person,
				statements: toWrite(answers.value, where),
				files: files.value.filter((one) => refusalOf(one.file) === null).map(toSend),
				withPhrase: true,
			},
			(now) => {
				progress.value = now;
			},
		);
		forgetDraft();
		phrase.value = null;
		phraseKept.value = false;
		files.value = notArrived(view);
		nowIs(view);
	});
}

/** Chosen files that the conversation doesn't hold: the story is there, these can be sent again. */
function notArrived(view: ConversationView): Chosen[] {
	const arrived = ofKind(view.statements, "file").map((one) => one.content.name);
	return files.value.filter((one) => {
		const at = arrived.indexOf(toSend(one).name);
		if (at >= 0) arrived.splice(at, 1);
		return at < 0;
	});
}

/** A number to call; nothing is kept to come back to. */
export function sendCall(language: Language): Promise<boolean> {
	return attempt(async () => {
		const where = setting(language);
		const view = await create({
			roster: where.view.fingerprint,
			counsellor: where.card.person,
			statements: toBeCalled(answers.value, where),
			files: [],
			withPhrase: false,
		});
		nowIs(view);
	});
}

export function write(conversation: ConversationView, drafts: Draft[]): Promise<boolean> {
	return attempt(async () => {
		nowIs(await (await worker()).write(conversation.conversation, drafts));
	});
}

export function sendFiles(conversation: ConversationView): Promise<boolean> {
	return attempt(async () => {
		for (const chosen of [...files.value]) {
			const view = await (await worker()).sendFile(
				conversation.conversation,
				toSend(chosen),
				(now) => {
					progress.value = now;
				},
			);
			files.value = files.value.filter((one) => one.key !== chosen.key);
			nowIs(view);
		}
	});
}

/** What is wrong with a text before it is sent; "" when nothing is. */
export function complaintAbout(text: string): "" | "empty" | "too-long" {
	if (text.trim() === "") return "empty";
	return sizeOfText(text) > LONGEST_TEXT ? "too-long" : "";
}
