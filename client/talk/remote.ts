/** The page's side of the Worker, which is started once and holds all keys. */

import { signal } from "@preact/signals";
import { startWorker } from "../kit/worker.ts";
import type { ReporterWorker } from "../protocol/api.ts";
import { connect, type Remote } from "../protocol/session/rpc.ts";

/** Something is being sent again and again because the line is gone. */
export const lineGone = signal(false);
/** The Worker broke: nothing answers any more until the page is opened anew. */
export const broken = signal(false);

let started: Promise<Remote<ReporterWorker>> | null = null;

export function worker(): Promise<Remote<ReporterWorker>> {
	started ??= start();
	return started;
}

/** Where this build has a file, by its name in the shell. */
function addressOf(name: string): string {
	return document.querySelector<HTMLMetaElement>(`meta[name="luwte:${name}"]`)?.content ?? "";
}

function start(): Promise<Remote<ReporterWorker>> {
	const thread = startWorker();
	const hooks = {
		words: { nl: addressOf("words.nl"), en: addressOf("words.en") },
		waiting: (is: boolean) => {
			lineGone.value = is;
		},
		broken: () => {
			broken.value = true;
		},
	};
	return connect<ReporterWorker>(thread, hooks, () => thread.terminate());
}
