/** What can go wrong at the door, in our own words: allauth's are for developers. */

import { t } from "../../kit/locale.ts";
import { codeOf, sentenceOf, statusOf } from "../trouble.ts";

export function doorSentence(error: unknown): string {
	if (error instanceof DOMException) return gestureSentence(error.name);
	const sentences: Readonly<Record<string, () => string>> = {
		email_password_mismatch: () => t("This address and password don't fit together."),
		incorrect_code: () => t("This code is not right. Take the newest one in the app."),
		"too-many": () => t("Too many tries. Wait a few minutes, then try again."),
		too_many_login_attempts: () => t("Too many tries. Wait a few minutes, then try again."),
		"passkey-opens-nothing": () =>
			t("This passkey signs you in, but doesn't open your keys. Use your passphrase."),
		reauthentication_required: () => t("Sign in again first, to be sure that it is you."),
		"line-gone": () => t("There is no connection. Try again in a moment."),
		invalid: () => t("Something in this is not right. Check what you typed."),
	};
	const known = sentences[codeOf(error)];
	if (known) return known();
	if (statusOf(error) === 401) return t("Sign in again first, to be sure that it is you.");
	return sentenceOf(error);
}

function gestureSentence(name: string): string {
	if (name === "InvalidStateError") return t("This device already has a passkey for you.");
	return t("The passkey was not used. Try again, or take another way.");
}
