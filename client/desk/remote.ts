/** The page's side of the Worker, which is started once and holds all keys. */

import { signal } from "@preact/signals";
import { languages } from "../kit/locale.ts";
import { startWorker } from "../kit/worker.ts";
import type { CounsellorWorker, Language } from "../protocol/api.ts";
import { connect, type Remote } from "../protocol/session/rpc.ts";
import { csrfToken } from "./account/server.ts";

/** Something is being sent again and again because the line is gone. */
export const lineGone = signal(false);
/** The Worker broke: nothing answers any more until the page is opened anew. */
export const broken = signal(false);

let started: Promise<Remote<CounsellorWorker>> | null = null;

export function worker(): Promise<Remote<CounsellorWorker>> {
	started ??= start();
	return started;
}

function start(): Promise<Remote<CounsellorWorker>> {
	const thread = startWorker();
	const hooks = {
		waiting: (is: boolean) => {
			lineGone.value = is;
		},
		broken: () => {
			broken.value = true;
		},
		csrf: csrfToken,
		words: wordAddresses(),
	};
	return connect<CounsellorWorker>(thread, hooks, () => thread.terminate());
}

function wordAddresses(): Partial<Record<Language, string>> {
	const addresses: Partial<Record<Language, string>> = {};
	for (const one of languages) {
		const meta = document.querySelector<HTMLMetaElement>(`meta[name="luwte:words.${one}"]`);
		if (meta) addresses[one] = meta.content;
	}
	return addresses;
}
