/** Colleagues who took new keys: the old key vouches for them, and a voice on the phone does too. */

import { computed, useSignal } from "@preact/signals";
import { settingNames } from "../casework/register.ts";
import { Button } from "../kit/button.tsx";
import { formatDay, t } from "../kit/locale.ts";
import { Notice } from "../kit/notice.tsx";
import type { CounsellorCard, Id } from "../protocol/api.ts";
import { me } from "./account/session.ts";
import { ownRead, register, rosters, writeOwn } from "./cases/store.ts";
import { tell } from "./tell.ts";
import { attempt } from "./trouble.ts";

/** By person: the key that was heard and is the same. */
function compared(): Record<Id, string> {
	try {
		return JSON.parse(register.value.settings[settingNames.comparedKeys] ?? "{}") as Record<
			Id,
			string
		>;
	} catch {
		return {};
	}
}

/** Once each, however many lists they are in. */
export const renewedColleagues = computed<CounsellorCard[]>(() => {
	if (!ownRead.value) return [];
	const known = compared();
	const all = Object.values(rosters.value).flatMap(({ counsellors }) => counsellors);
	const fresh = all.filter(
		({ person, renewedOn, keyFingerprint }) =>
			renewedOn !== "" && person !== me.value?.person && known[person] !== keyFingerprint,
	);
	return [...new Map(fresh.map((card) => [card.keyFingerprint, card])).values()];
});

export function RenewedKeys() {
	return (
		<>
			{renewedColleagues.value.map((card) => (
				<Compare key={card.keyFingerprint} card={card} />
			))}
		</>
	);
}

function Compare({ card }: { card: CounsellorCard }) {
	const { name } = card.profile;
	const differs = useSignal(false);
	const same = async () => {
		const value = JSON.stringify({ ...compared(), [card.person]: card.keyFingerprint });
		const setting = { name: settingNames.comparedKeys, value };
		if (await attempt(() => writeOwn([{ kind: "setting", content: setting }])))
			tell(t("Good: you know this key now."));
	};
	return (
		<section class="panel panel--wait" aria-label={name}>
			<h2>{t("{name} has new keys", { name })}</h2>
			<p>
				{t("Since {day}. Call {name}, on a number that you know.", {
					day: formatDay(card.renewedOn),
					name,
				})}
			</p>
			<p>{t("Let them read their new key aloud. Compare it with this one.")}</p>
			<p>
				<code translate={false}>{card.keyFingerprint}</code>
			</p>
			{differs.value && (
				<Notice kind="danger" urgent>
					<p>{t("Then somebody else may have made these keys.")}</p>
					<p>{t("Take this person off the list below, together with another colleague.")}</p>
				</Notice>
			)}
			<div class="actions">
				<Button kind="primary" onClick={() => void same()}>
					{t("I heard it: it is the same")}
				</Button>
				<Button kind="secondary" onClick={() => (differs.value = true)}>
					{t("Not the same")}
				</Button>
			</div>
		</section>
	);
}
