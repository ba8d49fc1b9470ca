/** The own card in each organisation; a further organisation gets its first card here. */

import { useSignal } from "@preact/signals";
import { BusyButton } from "../../kit/button.tsx";
import { language, t } from "../../kit/locale.ts";
import { Notice } from "../../kit/notice.tsx";
import type { OrganisationMembership } from "../../protocol/api.ts";
import { keptWords, sendCard } from "../account/card.tsx";
import { emptyProfile, ProfileForm, tidied } from "../account/profile-form.tsx";
import { me } from "../account/session.ts";
import { rostersOf } from "../cases/loading.ts";
import { rosters } from "../cases/store.ts";
import { draftOf, dropDraft } from "../drafts.ts";
import { worker } from "../remote.ts";
import { tell } from "../tell.ts";
import { attempt } from "../trouble.ts";
import { useOrganisation, WhichOrganisation } from "./which.tsx";

export function ProfileSettings() {
	const { chosen, id } = useOrganisation();
	return (
		<>
			<WhichOrganisation id={id} />
			{chosen && <One key={`${chosen.id}-${chosen.state}`} membership={chosen} />}
		</>
	);
}

function One({ membership }: { membership: OrganisationMembership }) {
	if (membership.state === "card-sent") return <WordsAgain membership={membership} />;
	return <Edit membership={membership} />;
}

function WordsAgain({ membership }: { membership: OrganisationMembership }) {
	const words = keptWords()[membership.id]?.[language.value] ?? [];
	return (
		<>
			<p>{t("Call or meet a counsellor of {where}.", { where: membership.name })}</p>
			<ol class="desk-words" translate={false}>
				{words.map((word, index) => (
					<li key={`${index}-${word}`}>{word}</li>
				))}
			</ol>
			<Notice>{t("Read them aloud. Don't mail them: somebody else may read that mail.")}</Notice>
		</>
	);
}

function Edit({ membership }: { membership: OrganisationMembership }) {
	const key = `profile:${membership.id}`;
	const roster = rosters.value[membership.id];
	const mine = roster?.counsellors.find((one) => one.person === me.value?.person);
	const first = mine?.profile ?? emptyProfile(me.value?.name ?? "", membership.position);
	const profile = draftOf(key, first);
	const portrait = useSignal<Blob | null>(null);
	const busy = useSignal(false);
	const submit = async (event: Event) => {
		event.preventDefault();
		if (busy.peek()) return;
		busy.value = true;
		const done = await attempt(async () => {
			const shown = tidied(profile.value);
			if (membership.state === "invited") await sendCard(membership, shown, portrait.value);
			else await (await worker()).updateCard(membership.id, shown, portrait.value);
			await rostersOf();
		});
		busy.value = false;
		if (!done) return;
		dropDraft(key);
		tell(t("Your card is signed and sent"));
	};
	return (
		<form onSubmit={(event) => void submit(event)}>
			{mine && (
				<p class="soft">
					{t("Fingerprint of your key: {fingerprint}", { fingerprint: mine.keyFingerprint })}
				</p>
			)}
			<ProfileForm profile={profile} portrait={portrait} />
			<BusyButton type="submit" busy={busy.value} busyText={t("Signing your card")} wide>
				{t("Sign and send my card")}
			</BusyButton>
		</form>
	);
}
