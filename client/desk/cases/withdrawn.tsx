/** A withdrawn conversation is gone: it may be counted, and the file beside it is to go too. */

import { useSignal } from "@preact/signals";
import type { Case } from "../../casework/case.ts";
import { Button } from "../../kit/button.tsx";
import { Dialog } from "../../kit/dialog.tsx";
import { t } from "../../kit/locale.ts";
import { leaveNotCounted } from "../counting/counting.ts";
import { OrganisationMark } from "../parts/marks.tsx";
import { labelOf } from "../parts/names.ts";
import { attempt } from "../trouble.ts";
import { close, destroyFile, markCounted } from "./acts.ts";

async function mark(one: Case): Promise<void> {
	await leaveNotCounted(one);
	await markCounted(one);
}

export function Withdrawn({ one }: { one: Case }) {
	const asking = useSignal(false);
	const counted = () => {
		if (one.file === "") void attempt(() => mark(one));
		else asking.value = true;
	};
	const finish = (andFile: () => Promise<void>) =>
		attempt(async () => {
			await leaveNotCounted(one);
			await andFile();
			await markCounted(one);
			asking.value = false;
		});
	return (
		<div class="row row--still">
			<span class="row__main">
				<span class="row__name">{labelOf(one)}</span>
				<span class="row__why">
					{t("The reporter withdrew everything. Nobody can read it any more.")}
				</span>
				<span class="row__why">
					{t("Count it in your own yearly figures. Luwte only notes that you did.")}
				</span>
			</span>
			<span class="row__side">
				<OrganisationMark id={one.organisation} />
				<Button kind="secondary" onClick={counted}>
					{t("Counted")}
				</Button>
			</span>
			<Dialog
				open={asking.value}
				title={t("Your file on this case")}
				onClose={() => (asking.value = false)}
				actions={
					<>
						<Button kind="primary" onClick={() => void finish(() => destroyFile(one))}>
							{t("Destroy my file")}
						</Button>
						<Button
							kind="secondary"
							onClick={() =>
								void finish(() =>
									close(one, { besides: [], closing: { text: "", reason: "", again: false } }),
								)
							}
						>
							{t("Keep it until its day comes")}
						</Button>
					</>
				}
			>
				<p>{t("Who withdraws, asks you to destroy your own notes too.")}</p>
				<p>{t("Must something be kept, by law for example? Then it stays until its day comes.")}</p>
			</Dialog>
		</div>
	);
}
