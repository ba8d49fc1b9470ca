/** The words between what people said: the same for the thread and for a copy of it. */

import type { ThreadLine } from "../casework/conversation.ts";
import type { Known } from "../casework/kinds.ts";
import { formatDay, t } from "../kit/locale.ts";
import type { Day } from "../protocol/api.ts";

/** Membership as such says nothing to a person; what follows from it is told. */
export function isSilent({ entry }: ThreadLine): boolean {
	if (entry.type === "event") return ["create", "epoch"].includes(entry.kind);
	if (entry.type === "closed") return false;
	return entry.statement.kind === "look-out" && entry.statement.content.text === "";
}

/** Paragraphs of what was simply said; null for kinds with a title or a form of their own. */
export function spokenInWords(statement: Known): string[] | null {
	switch (statement.kind) {
		case "message":
			return [statement.content.text];
		case "confirm":
			return [t("That is right.")];
		case "contest":
			return [t("That is not right."), statement.content.text];
		case "decline":
			return [t("I am not free for this. Choose somebody else. Your story stays closed.")];
		case "closing": {
			const { text, again } = statement.content;
			return again ? [text, t("You can always come back, until it is destroyed.")] : [text];
		}
		default:
			return null;
	}
}

/** Where and when a counsellor heard what they noted. */
export function notedInWords(form: string, on: Day): string {
	return form === "paper"
		? t("Noted from paper of {day}", { day: formatDay(on) })
		: t("Noted as you said it on {day}", { day: formatDay(on) });
}

export function closedInWords(state: string): string {
	switch (state) {
		case "destroyed":
			return t("This was destroyed.");
		case "sealed":
			return t("This is still closed.");
		case "newer-version":
			return t("This needs a newer version of this page. Open it again later.");
		case "unknown":
			return t("We don't know this kind of message.");
		default:
			return t("This can't be read.");
	}
}

export function eventInWords(kind: string, person: string, mine: boolean): string {
	const name = person === "" ? t("You") : person;
	switch (kind) {
		case "join":
			return t("{name} came in.", { name });
		case "leave":
			return t("{name} is no longer in this conversation.", { name });
		case "close":
			return t("The conversation was closed.");
		case "reopen":
			return t("The conversation was opened again.");
		case "withdraw":
			return t("You withdrew everything.");
		case "restore":
			return t("You undid the withdrawal.");
		case "replace-key":
			return mine ? t("You made a new return phrase.") : t("{name} renewed a key.", { name });
		case "rejoin":
			return t("You got a new phrase from your counsellor.");
		default:
			return kind;
	}
}
