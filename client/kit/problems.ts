/** What an error says to a person: the server's own sentence, or ours for what the client refuses. */

import type { ClientCode, RefusalCode } from "../protocol/api.ts";
import { t } from "./locale.ts";

type Told = ClientCode | Extract<RefusalCode, "locked-out">;

const sentences: Readonly<Record<Told, () => string>> = {
	"line-gone": () => t("There is no connection. Try again in a moment."),
	"bad-answer": () => t("The server gave an answer that is not right. Try again."),
	locked: () => t("This is locked. Open it first."),
	"wrong-phrase": () => t("We find no conversation with these words."),
	"incomplete-phrase": () => t("These are not yet eight words from the list."),
	"no-phrase": () => t("Make your return phrase first."),
	"wrong-passphrase": () => t("This does not open your keys. Check what you typed."),
	"wrong-recovery": () => t("This recovery key is not right. Check every group of four."),
	"unknown-conversation": () =>
		t("This conversation is not open here. Go back, and open it again."),
	"one-time-phrase": () => t("Replace the phrase that you were given first."),
	"file-too-large": () => t("This file is too large."),
	"file-empty": () => t("This file is empty."),
	"text-too-long": () => t("This text is too long to send. Make two of it."),
	"file-damaged": () => t("This file arrived damaged. Try again."),
	"already-running": () => t("This is going on already. Wait a moment."),
	"unknown-roster": () => t("We don't know this organisation."),
	"no-keys": () => t("You have not made keys yet."),
	"not-current": () => t("This counsellor can't receive anything now. Choose somebody else."),
	"try-again": () => t("Somebody was just before you. Try again."),
	"locked-out": () =>
		t(
			"In one conversation the lock was changed, and you can't open it. Leave or withdraw it first.",
		),
	internal: () => t("Something went wrong. Try again."),
};

export function statusOf(error: unknown): number {
	const status = (error as { status?: unknown } | null)?.status;
	return typeof status === "number" ? status : -1;
}

export function codeOf(error: unknown): string {
	const code = (error as { code?: unknown } | null)?.code;
	return typeof code === "string" ? code : "";
}

/** Never empty, in the language on screen. */
export function sentenceOf(error: unknown): string {
	if (statusOf(error) > 0) return detailOf(error) || sentences.internal();
	const code = codeOf(error);
	if (Object.hasOwn(sentences, code)) return sentences[code as Told]();
	// Anything else by which the Worker refuses is something that doesn't verify.
	return nameOf(error) === "LuwteError"
		? t("The server gave something that is not right. So nothing was sent or opened.")
		: sentences.internal();
}

function detailOf(error: unknown): string {
	const detail = (error as { detail?: unknown } | null)?.detail;
	return typeof detail === "string" ? detail : "";
}

function nameOf(error: unknown): unknown {
	return (error as { name?: unknown } | null)?.name;
}
