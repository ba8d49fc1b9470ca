/** The poster's list of counsellors was begun anew. Only a voice can tell whether that is right. */

import { useSignal } from "@preact/signals";
import { Button } from "../../kit/button.tsx";
import { Check } from "../../kit/choice.tsx";
import { t } from "../../kit/locale.ts";
import { Notice } from "../../kit/notice.tsx";
import { Page } from "../page.tsx";
import { followSuccessor } from "../store.ts";
import { Outside } from "./phone.tsx";

export function Replaced() {
	const called = useSignal(false);
	return (
		<Page
			title={t("Call before you write")}
			actions={
				called.value && (
					<Button kind="primary" wide onClick={() => void followSuccessor()}>
						{t("Go on with the new list")}
					</Button>
				)
			}
		>
			<Notice kind="danger" urgent title={t("The keys of all counsellors were replaced.")}>
				<p>{t("Your poster or link still has the old list.")}</p>
				<p>{t("Perhaps they lost their keys. Perhaps somebody else wants to read along.")}</p>
			</Notice>
			<p>
				{t("Call a counsellor, on a number that you know from elsewhere. Ask if this is right.")}
			</p>
			<Check
				label={t("I asked by phone, and it is right.")}
				checked={called.value}
				onChange={(now) => (called.value = now)}
			/>
			<Outside />
		</Page>
	);
}
