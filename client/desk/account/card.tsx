/** The own card: written, sent, and the eight words that a colleague must hear. */

import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { settingNames } from "../../casework/register.ts";
import { BusyButton, Button } from "../../kit/button.tsx";
import { language, t } from "../../kit/locale.ts";
import { Notice } from "../../kit/notice.tsx";
import type { OrganisationMembership, Profile } from "../../protocol/api.ts";
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
	const value = JSON.stringify({ ...keptWords(), [id]: words });
	await writeOwn([{ kind: "setting", content: { name: settingNames.cardWords, value } }]);
	await refreshMe();
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

/** Until a colleague has heard the words, nobody can choose this counsellor. */
export function ReadAloud({ membership }: { membership: OrganisationMembership }) {
	const words = keptWords()[membership.id]?.[language.value] ?? [];
	const { busy, wrong, act } = useActing();
	const notYet = useSignal(false);
	// Once it is signed, this screen gives way to the desk.
	const look = async () => {
		notYet.value = false;
		notYet.value = await act(refreshMe);
	};
	useEffect(() => {
		const timer = setInterval(() => void refreshMe().catch(() => undefined), 15_000);
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
			<p role="status">
				{notYet.value ? t("Not signed yet. Ask your colleague to press “sign”.") : ""}
			</p>
		</Door>
	);
}
