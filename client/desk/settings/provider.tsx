/** The provider that may sign for an organisation: named once its words were compared by phone. */

import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { BusyButton } from "../../kit/button.tsx";
import { Check } from "../../kit/choice.tsx";
import { language, t } from "../../kit/locale.ts";
import { Notice } from "../../kit/notice.tsx";
import type { OrganisationMembership, RosterView } from "../../protocol/api.ts";
import { worker } from "../remote.ts";
import { tell } from "../tell.ts";
import { attempt } from "../trouble.ts";

/** The eight words of a list, in the language on screen; none until they are there. */
function useWords(roster: string): string[] {
	const words = useSignal<Record<"nl" | "en", string[]>>({ nl: [], en: [] });
	useEffect(() => {
		void attempt(async () => {
			words.value = await (await worker()).rosterWords(roster);
		});
	}, [roster]);
	return words.value[language.value];
}

function Words({ roster }: { roster: string }) {
	return (
		<ol class="desk-words" translate={false}>
			{useWords(roster).map((word, index) => (
				<li key={`${index}-${word}`}>{word}</li>
			))}
		</ol>
	);
}

/** For who is at the provider: a client's counsellor calls to hear these. */
export function WordsOfThisList({ roster }: { roster: string }) {
	return (
		<section class="panel">
			<h2>{t("The words of your list")}</h2>
			<p>{t("Does a client call to name you as their provider? Read these aloud.")}</p>
			<Words roster={roster} />
		</section>
	);
}

interface NameProviderProps {
	membership: OrganisationMembership;
	view: RosterView;
	onDone: () => void;
}

/** Which provider it is, only the server says so far. */
export function NameProvider({ membership, view, onDone }: NameProviderProps) {
	const named = membership.providerRoster;
	const heard = useSignal(false);
	const busy = useSignal(false);
	if (membership.state !== "current" || named === "" || named === view.provider) return null;
	const name = async () => {
		busy.value = true;
		const done = await attempt(async () => (await worker()).nameProvider(membership.id, named));
		busy.value = false;
		if (!done) return;
		onDone();
		tell(t("Your provider is confirmed. They can sign for your list now."));
	};
	return (
		<Notice kind="warning" title={t("Your provider is not confirmed yet.")}>
			<p>{t("So they can't sign for your list. Call them, and let them read their words.")}</p>
			<p>{t("They find these under “Settings”. Use a number that you know already.")}</p>
			<Words roster={named} />
			<Check
				label={t("I heard all eight words, and they are the same.")}
				checked={heard.value}
				onChange={(now) => (heard.value = now)}
			/>
			{heard.value && (
				<BusyButton busy={busy.value} busyText={t("Signing")} onClick={() => void name()}>
					{t("Confirm this provider")}
				</BusyButton>
			)}
		</Notice>
	);
}
