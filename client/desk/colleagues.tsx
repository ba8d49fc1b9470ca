/** Colleagues: who is in the list of each organisation, and cards that wait for a signature. */

import { useSignal } from "@preact/signals";
import { BusyButton, Button } from "../kit/button.tsx";
import { language, t } from "../kit/locale.ts";
import { Notice } from "../kit/notice.tsx";
import type { CounsellorCard, Id, PendingCard } from "../protocol/api.ts";
import { Portrait } from "./account/portrait-field.tsx";
import { current, me } from "./account/session.ts";
import { lookAgain, rostersOf } from "./cases/loading.ts";
import { organisationName, pending, rosters } from "./cases/store.ts";
import { EndMembership } from "./end-membership.tsx";
import { OrganisationMark } from "./parts/marks.tsx";
import { Page } from "./parts/page.tsx";
import { worker } from "./remote.ts";
import { RenewedKeys } from "./renewed-keys.tsx";
import { tell } from "./tell.ts";
import { attempt } from "./trouble.ts";

export function Colleagues() {
	return (
		<Page name="colleagues" title={t("Colleagues")} withBack={false}>
			{pending.value.map((card) => (
				<Waiting key={card.card} card={card} />
			))}
			<RenewedKeys />
			{current.value.map(({ id, name }) => (
				<section key={id} class="group" aria-label={name}>
					<h2>{name}</h2>
					<ul class="people">
						{(rosters.value[id]?.counsellors ?? []).map((card) => (
							<Somebody key={card.person} organisation={id} card={card} />
						))}
					</ul>
				</section>
			))}
		</Page>
	);
}

function Somebody({ organisation, card }: { organisation: Id; card: CounsellorCard }) {
	const { profile, person } = card;
	return (
		<li class="person">
			<Portrait hash={profile.portrait} name={profile.name} />
			<div>
				<p class="person__name">
					{profile.name} {person === me.value?.person && <span class="soft">({t("you")})</span>}
				</p>
				<p class="soft">
					{t("Key: {fingerprint}", { fingerprint: card.keyFingerprint })}
					{card.admittedBy && ` · ${t("signed by {name}", { name: card.admittedBy })}`}
				</p>
				{!card.fresh && <p class="person__mind">{t("Has not signed in for weeks, or not yet.")}</p>}
				<EndMembership organisation={organisation} card={card} />
			</div>
		</li>
	);
}

/** Signing binds a key to a person: so the words are heard from that person, not read in a mail. */
function Waiting({ card }: { card: PendingCard }) {
	const heard = useSignal(false);
	const busy = useSignal(false);
	const differs = useSignal(false);
	const { name } = card.profile;
	const sign = async () => {
		busy.value = true;
		const done = await attempt(async () => {
			await (await worker()).admit(card);
			await lookAgain();
			await rostersOf();
		});
		busy.value = false;
		if (done) tell(t("{name} is now in the list.", { name }));
	};
	return (
		<section class="panel panel--wait" aria-label={name}>
			<h2>{t("{name} asks for your signature", { name })}</h2>
			<p>
				<OrganisationMark id={card.organisation} always />
			</p>
			<p>
				{t("Do you know this person, and is it right for {where}? Let them call you.", {
					where: organisationName(card.organisation),
				})}
			</p>
			{!heard.value ? (
				<Button kind="primary" onClick={() => (heard.value = true)}>
					{t("I hear {name} now", { name })}
				</Button>
			) : (
				<>
					<p>{t("Let them read the eight words. Compare each one.")}</p>
					<ol class="desk-words" translate={false}>
						{card.words[language.value].map((word, index) => (
							<li key={`${index}-${word}`}>{word}</li>
						))}
					</ol>
					{differs.value && (
						<Notice kind="danger" urgent>
							{t("Then don't sign. Somebody may stand in between. Tell your coordinator.")}
						</Notice>
					)}
					<div class="actions">
						<BusyButton busy={busy.value} busyText={t("Signing")} onClick={() => void sign()}>
							{t("Every word is the same: sign")}
						</BusyButton>
						<Button kind="secondary" onClick={() => (differs.value = true)}>
							{t("Not the same")}
						</Button>
					</div>
				</>
			)}
		</section>
	);
}
