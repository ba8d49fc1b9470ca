/** The own card: written, sent, and the eight words that a colleague must hear. */

import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { settingNames } from "../../casework/register.ts";
import { BusyButton, Button } from "../../kit/button.tsx";
import { language, t } from "../../kit/locale.ts";
import { Notice } from "../../kit/notice.tsx";
import type { CounsellorCard, OrganisationMembership, Profile } from "../../protocol/api.ts";
import { rostersOf } from "../cases/loading.ts";
import { register, writeOwn } from "../cases/store.ts";
import { draftOf, dropDraft } from "../drafts.ts";
import { worker } from "../remote.ts";
import { useActing } from "./acting.ts";
import { Door } from "./door.tsx";
import { emptyProfile, ProfileForm, tidied } from "./profile-form.tsx";
import { me, refreshMe, signOut } from "./session.ts";

interface Words {
	nl: string[];
	en: string[];
}

/** The words of cards that wait, by organisation: kept, since the server can't tell them again. */
export function keptWords(): Record<string, Words> {
	try {
		return JSON.parse(register.value.settings[settingNames.cardWords] ?? "{}") as Record<
			string,
			Words
		>;
	} catch {
		return {};
	}
}

/** Signs the card and sends it; in an organisation without a list it begins that list. */
export async function sendCard(
	{ id }: OrganisationMembership,
	profile: Profile,
	portrait: Blob | null,
): Promise<void> {
	const { words } = await (await worker()).sendCard(id, profile, portrait);
	await keepWords({ ...keptWords(), [id]: words });
	await refreshRole();
}

/** Whoever has just come onto a list has not read that list yet. */
async function refreshRole(): Promise<void> {
	await refreshMe();
	await rostersOf();
}

async function keepWords(words: Record<string, Words>): Promise<void> {
	const value = JSON.stringify(words);
	await writeOwn([{ kind: "setting", content: { name: settingNames.cardWords, value } }]);
}

/** The card is signed and its owner was told: the words have done their work, on every device. */
export async function saidOnce(organisation: string): Promise<void> {
	const { [organisation]: _, ...others } = keptWords();
	await keepWords(others);
}

export function SendCard({ membership }: { membership: OrganisationMembership }) {
	const key = `card:${membership.id}`;
	const first = emptyProfile(me.value?.name ?? "", membership.position);
	const profile = draftOf(key, first);
	const portrait = useSignal<Blob | null>(null);
	const { busy, wrong, act } = useActing();
	const submit = (event: Event) => {
		event.preventDefault();
		void act(async () => {
			await sendCard(membership, tidied(profile.value), portrait.value);
			dropDraft(key);
		});
	};
	return (
		<Door
			name="card"
			title={t("Your card for {where}", { where: membership.name })}
			lead={<p>{t("This is what people see when they choose someone to talk to.")}</p>}
			wrong={wrong.value}
		>
			<form onSubmit={submit}>
				<ProfileForm profile={profile} portrait={portrait} />
				<BusyButton type="submit" busy={busy.value} busyText={t("Signing your card")} wide>
					{t("Sign and send my card")}
				</BusyButton>
			</form>
		</Door>
	);
}

/** Those on the list now, with the numbers that everybody may see. */
function WhoCanSign({ roster }: { roster: string }) {
	const people = useSignal<CounsellorCard[]>([]);
	useEffect(() => {
		if (roster === "") return;
		void worker()
			.then((remote) => remote.openRoster(roster))
			.then((view) => (people.value = view.counsellors))
			.catch(() => undefined);
	}, [roster]);
	if (people.value.length === 0) return null;
	return (
		<section aria-labelledby="who-can-sign">
			<h2 id="who-can-sign">{t("Who can sign")}</h2>
			<ul class="plain-rows">
				{people.value.map(({ person, profile, phone }) => (
					<li key={person}>
						<span translate={false}>{profile.name}</span>
						{phone === "" ? (
							<span class="soft">{t("No number on the list")}</span>
						) : (
							<a href={`tel:${phone.replace(/[^\d+]/g, "")}`}>{phone}</a>
						)}
					</li>
				))}
			</ul>
		</section>
	);
}

/** Until a colleague has heard the words, nobody can choose this counsellor. */
export function ReadAloud({ membership }: { membership: OrganisationMembership }) {
	const words = keptWords()[membership.id]?.[language.value] ?? [];
	const { busy, wrong, act } = useActing();
	const notYet = useSignal(false);
	// Once it is signed, this screen gives way to the desk.
	const look = async () => {
		notYet.value = false;
		notYet.value = await act(refreshRole);
	};
	useEffect(() => {
		const timer = setInterval(() => void refreshRole().catch(() => undefined), 15_000);
		return () => clearInterval(timer);
	}, []);
	return (
		<Door
			name="read-aloud"
			title={t("Read these words to a colleague")}
			lead={<p>{t("Call or meet a counsellor of {where}.", { where: membership.name })}</p>}
			wrong={wrong.value}
			actions={
				<BusyButton busy={busy.value} busyText={t("Looking")} onClick={() => void look()} wide>
					{t("My colleague has signed")}
				</BusyButton>
			}
			foot={
				<Button kind="subtle" onClick={() => void signOut()}>
					{t("Later: sign out")}
				</Button>
			}
		>
			<ol class="desk-words" translate={false}>
				{words.map((word, index) => (
					<li key={`${index}-${word}`}>{word}</li>
				))}
			</ol>
			<Notice>
				<p>{t("Read them aloud. Don't mail them: somebody else may read that mail.")}</p>
				<p>{t("Your colleague sees the same words under “Colleagues” and signs your card.")}</p>
			</Notice>
			<WhoCanSign roster={membership.roster} />
			<p role="status">
				{notYet.value ? t("Not signed yet. Ask your colleague to press “sign”.") : ""}
			</p>
		</Door>
	);
}
