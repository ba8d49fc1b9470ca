/** Starts the counsellor's desk. */

import { render } from "preact";
import { forgetWhenLeft } from "../kit/leaving.ts";
import { LiveRegion } from "../kit/live.tsx";
import { chooseLanguage, preferredLanguage } from "../kit/locale.ts";
import { readFragment } from "./account/fragment.ts";
import { watchIdleness } from "./account/idle.ts";
import { lock, start } from "./account/session.ts";
import { keepLoading } from "./cases/loading.ts";
import { loadContent } from "./content.ts";
import { Desk } from "./desk.tsx";
import { unsaved } from "./drafts.ts";
import { listenToKeys } from "./parts/shortcuts.ts";
import { listenToHistory } from "./places.ts";

async function begin(): Promise<void> {
	const root = document.getElementById("app");
	if (!root) return;
	readFragment();
	addEventListener("hashchange", readFragment);
	const wanted = preferredLanguage();
	await Promise.all([chooseLanguage(wanted), loadContent(wanted)]);
	listenToHistory();
	listenToKeys();
	watchIdleness();
	keepLoading();
	forgetWhenLeft(() => void lock());
	// Closing the tab would lose what was typed; the browser asks first.
	addEventListener("beforeunload", (event) => {
		if (unsaved()) event.preventDefault();
	});
	root.replaceChildren();
	render(
		<>
			<Desk />
			<LiveRegion />
		</>,
		root,
	);
	await start();
}

void begin();
