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
	return (
		<CallFirst
			title={t("Call before you write")}
			old={t("Your poster or link still has the old list.")}
			onCalled={() => void followSuccessor()}
		/>
	);
}

interface CallFirstProps {
	title: string;
	/** What still has the old list. */
	old: string;
	onCalled: () => void;
}

export function CallFirst({ title, old, onCalled }: CallFirstProps) {
	const called = useSignal(false);
	return (
		<Page
			title={title}
			actions={
				called.value && (
					<Button kind="primary" wide onClick={onCalled}>
						{t("Go on with the new list")}
					</Button>
				)
			}
		>
			<Notice kind="danger" urgent title={t("The keys of all counsellors were replaced.")}>
				<p>{old}</p>
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
