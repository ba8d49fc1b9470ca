/** The language of the desk: of the screens, of the server's sentences, and kept with the account. */

import { chooseLanguage, type Language } from "../kit/locale.ts";
import { me, stage } from "./account/session.ts";
import { loadContent } from "./content.ts";
import { worker } from "./remote.ts";

/** A language was chosen on the screen: everything else follows. */
export async function languageChosen(chosen: Language): Promise<void> {
	await loadContent(chosen);
	const remote = await worker();
	await remote.setLanguage(chosen);
	if (stage.peek() !== "open" || me.peek()?.language === chosen) return;
	await remote.setSettings({ language: chosen });
	me.value = await remote.me();
}

/** After sign-in: the language that this person chose earlier. */
export async function useLanguage(chosen: Language): Promise<void> {
	await loadContent(chosen);
	await chooseLanguage(chosen);
	await (await worker()).setLanguage(chosen);
}
