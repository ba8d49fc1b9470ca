/** Starts the reporter's application: `/talk/#<fingerprint>`, `…/return`, or plain `/talk/`. */

import { render } from "preact";
import { beginAnewWhenLeft } from "../kit/leaving.ts";
import { chooseLanguage, preferredLanguage } from "../kit/locale.ts";
import { App, leave } from "./app.tsx";
import { loadContent } from "./content.ts";
import { keepDrafts } from "./kept-draft.ts";
import { listen } from "./places.ts";
import { forgetAll, openRoster } from "./store.ts";

/** The organisation travels in the fragment only, which no server sees, and leaves the address at once. */
function readAddress(): { fingerprint: string; returning: boolean } {
	const [fingerprint = "", rest = ""] = location.hash.slice(1).split("/");
	history.replaceState(null, "", location.pathname);
	return {
		fingerprint: /^[a-z2-7]{32}$/.test(fingerprint) ? fingerprint : "",
		returning: rest === "return" || fingerprint === "",
	};
}

async function start(): Promise<void> {
	const { fingerprint, returning } = readAddress();
	const language = preferredLanguage();
	forgetAll(language);
	listen(returning ? "return" : "start");
	const texts = Promise.all([chooseLanguage(language), loadContent(language)]);
	if (fingerprint !== "") void openRoster(fingerprint);
	await texts;
	const root = document.getElementById("app");
	if (root === null) throw new Error("the page has no place for the application");
	root.replaceChildren();
	render(<App />, root);
	keepDrafts();
	beginAnewWhenLeft(leave);
}

void start();
