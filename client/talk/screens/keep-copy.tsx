/** The reporter's own copy of the conversation: made and saved here, nothing is sent. */

import { useSignal } from "@preact/signals";
import { Button } from "../../kit/button.tsx";
import { t, tc } from "../../kit/locale.ts";
import { saveAs } from "../../kit/save.ts";
import { copyOf } from "../copy.ts";
import { current, roster, rosters, today } from "../store.ts";

export function KeepCopy() {
	const saved = useSignal(false);
	const view = current.value;
	if (view === null) return null;
	const save = () => {
		const lists = [roster.value, rosters.value[view.roster]];
		const where = lists.find((one) => one?.fingerprint === view.roster) ?? null;
		// The sign at the start tells readers of text that this is UTF-8.
		const text = `\ufeff${copyOf(view, where, today())}`;
		saveAs(
			new Blob([text], { type: "text/plain;charset=utf-8" }),
			`${tc("name of a file", "copy")}.txt`,
		);
		saved.value = true;
	};
	return (
		<section>
			<h2>{t("Keep a copy")}</h2>
			<p>{t("You get everything that was said here, as a text. Files are in it by name only.")}</p>
			<p>{t("On a shared device, or in a cloud from work, others may read it too.")}</p>
			<Button onClick={save}>{t("Save a copy")}</Button>
			<p role="status">
				{saved.value ? t("It was given to your browser. Look where it saves.") : ""}
			</p>
		</section>
	);
}
