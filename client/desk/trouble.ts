/** What went wrong, in words fit to show. */

import { signal } from "@preact/signals";
import { showToast } from "../kit/live.tsx";
import { t } from "../kit/locale.ts";

/** What went wrong last on this screen; "" when nothing did. */
export const trouble = signal("");

export function statusOf(error: unknown): number {
	const status = (error as { status?: unknown } | null)?.status;
	return typeof status === "number" ? status : -1;
}

export function codeOf(error: unknown): string {
	const code = (error as { code?: unknown } | null)?.code;
	return typeof code === "string" ? code : "";
}

/** Errors of the Worker and the server carry a sentence in the person's language. */
export function sentenceOf(error: unknown): string {
	const detail = (error as { detail?: unknown } | null)?.detail;
	return typeof detail === "string" && detail !== ""
		? detail
		: t("Something went wrong. Try again.");
}

/** Runs an act of the person; what goes wrong is told and nothing typed is lost. True when done. */
export async function attempt(work: () => Promise<unknown>): Promise<boolean> {
	trouble.value = "";
	try {
		await work();
		return true;
	} catch (error) {
		trouble.value = sentenceOf(error);
		showToast(trouble.value);
		return false;
	}
}
