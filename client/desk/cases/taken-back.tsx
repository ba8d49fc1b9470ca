/** The caller said no after all: what was kept of them goes now, and only the count stays. */

import { useSignal } from "@preact/signals";
import type { Case } from "../../casework/case.ts";
import { BusyButton, Button } from "../../kit/button.tsx";
import { Dialog } from "../../kit/dialog.tsx";
import { t } from "../../kit/locale.ts";
import { leaveNotCounted } from "../counting/counting.ts";
import { dropDraftsOf } from "../drafts.ts";
import { goFor } from "../places.ts";
import { tell } from "../tell.ts";
import { attempt } from "../trouble.ts";
import { destroyFile, markCounted, takeWordsBack } from "./acts.ts";

/** As long as no words were used: whoever has words of their own withdraws with those. */
export function TakenBack({ one, kind }: { one: Case; kind: "subtle" | "secondary" }) {
	const asking = useSignal(false);
	const busy = useSignal(false);
	const words = one.conversation !== "";
	if (one.file === "" || (words && !one.talk?.wordsUnused)) return null;
	const destroy = async () => {
		if (busy.peek()) return;
		busy.value = true;
		let used = false;
		const done = await attempt(async () => {
			used = words && !(await takeWordsBack(one));
			if (used) return;
			if (!one.counted) {
				await leaveNotCounted(one);
				await markCounted(one);
			}
			await destroyFile(one);
		});
		busy.value = false;
		asking.value = false;
		if (used) tell(t("The caller has used the words. Now only they can withdraw."));
		if (!done || used) return;
		dropDraftsOf(one.id);
		goFor({ at: "cases" });
		tell(t("The file is gone. It was counted."));
	};
	return (
		<>
			<Button kind={kind} onClick={() => (asking.value = true)}>
				{t("The caller took back consent")}
			</Button>
			<Dialog
				open={asking.value}
				title={t("Throw this file away?")}
				onClose={() => (asking.value = false)}
				back={t("No, don't")}
				actions={
					<BusyButton busy={busy.value} busyText={t("Destroying")} onClick={() => void destroy()}>
						{t("Count it, and destroy it now")}
					</BusyButton>
				}
			>
				{words && <p>{t("First the eight words die. Nobody can use them from then on.")}</p>}
				<p>{t("The nickname, your notes and the contacts go. Nobody can bring them back.")}</p>
				<p>{t("You can't open them from this moment. Within hours the server wipes them too.")}</p>
				<p>{t("Only the count stays: that there was a case, without a name.")}</p>
				<p>{t("Count it in your own yearly figures. Luwte only notes that you did.")}</p>
				<p>
					{t(
						"Must something be kept, by law for example? Then tell the caller, and close the case.",
					)}
				</p>
			</Dialog>
		</>
	);
}
