/** Other keys in the place of one's own: what happens, what colleagues do, and how far it is. */

import { useSignal } from "@preact/signals";
import { BusyButton, Button } from "../../kit/button.tsx";
import { Check } from "../../kit/choice.tsx";
import { t, tn } from "../../kit/locale.ts";
import { Notice } from "../../kit/notice.tsx";
import { Progress } from "../../kit/progress.tsx";
import { Steps } from "../../kit/steps.tsx";
import { makeOthers } from "../account/keys.tsx";
import { goOnRenewing, renewal } from "../account/renewal.ts";
import { current, me, organisations } from "../account/session.ts";
import { rosters } from "../cases/store.ts";
import { go } from "../places.ts";
import { attempt } from "../trouble.ts";

export function RenewKeys() {
	const { at, left, wrong } = renewal.value;
	if (at !== null) return <Running done={at.done} total={at.total} />;
	if (wrong !== "") return <Stopped wrong={wrong} />;
	if (left !== null) return <Renewed left={left} />;
	return me.value?.renewing ? <Stopped wrong="" /> : <Begin />;
}

function Begin() {
	const waiting = organisations.value.find(({ state }) => state === "card-sent");
	return (
		<>
			<p>
				{t("Has somebody seen your device, your words or your recovery key? Then take new keys.")}
			</p>
			<Steps
				label={t("What happens")}
				steps={[
					{
						title: t("You get new words and a new recovery key"),
						text: t("The old ones and your passkeys open nothing any more."),
					},
					{
						title: t("Your conversations and files get a new lock"),
						text: t("Nothing is lost. Reporters see that you renewed your key."),
					},
					{
						title: t("The list of counsellors shows your new key"),
						text: t("Who is writing to you now notices nothing: it is sent again by itself."),
					},
					{
						title: t("You call a colleague"),
						text: t("Read your new key aloud. Your colleague compares it under “Colleagues”."),
					},
				]}
			/>
			<Notice kind="warning">
				<p>{t("What somebody read before stays read. New keys only shut what comes.")}</p>
				<p>{t("Did somebody see your password too? Then change that as well.")}</p>
			</Notice>
			{waiting ? (
				<Notice>
					{t("First let a colleague of {where} sign your card. Then renew your keys.", {
						where: waiting.name,
					})}
				</Notice>
			) : (
				<Make />
			)}
		</>
	);
}

function Make() {
	const safe = useSignal(false);
	const busy = useSignal(false);
	const make = async () => {
		busy.value = true;
		await attempt(makeOthers);
		busy.value = false;
	};
	return (
		<>
			<Check
				label={t("This device is safe, and I have pen and paper.")}
				checked={safe.value}
				onChange={(now) => (safe.value = now)}
			/>
			{safe.value && (
				<BusyButton
					busy={busy.value}
					busyText={t("Making your keys")}
					onClick={() => void make()}
					wide
				>
					{t("Make new keys")}
				</BusyButton>
			)}
		</>
	);
}

function Running({ done, total }: { done: number; total: number }) {
	return (
		<>
			<p>{t("Your new keys are yours already. Now each conversation gets its new lock.")}</p>
			<Progress
				at={done}
				of={Math.max(total, 1)}
				text={t("{done} of {total} conversations and files", { done, total })}
			/>
			<p class="soft">{t("You may go on working. Closed the desk? Then it goes on next time.")}</p>
		</>
	);
}

function Stopped({ wrong }: { wrong: string }) {
	return (
		<Notice kind="warning" title={t("Renewing your keys is not done yet")}>
			{wrong !== "" && <p>{wrong}</p>}
			<p>{t("Your new keys are yours already. Nothing is lost.")}</p>
			<Button kind="primary" onClick={() => void goOnRenewing()}>
				{t("Go on")}
			</Button>
		</Notice>
	);
}

function Renewed({ left }: { left: number }) {
	return (
		<>
			<Notice title={t("Your keys are new")}>
				{left === 0 ? (
					<p>{t("The old ones open nothing any more.")}</p>
				) : (
					<>
						<p>
							{tn(
								"{n} conversation or file still has the old lock.",
								"{n} conversations or files still have the old lock.",
								left,
							)}
						</p>
						<p>{t("A withdrawn one may still come back. Then only the old lock opens it.")}</p>
						<p>{t("One that you joined later, without its past, keeps the old lock.")}</p>
						<p>{t("The desk tries again each time you unlock. You need do nothing.")}</p>
					</>
				)}
			</Notice>
			<section class="panel">
				<h2>{t("What you do now")}</h2>
				<Steps
					steps={[
						{ title: t("Call a colleague, and read your new key aloud"), text: <OwnKeys /> },
						{
							title: t("Lock the desk on your other devices"),
							text: t("They still hold the old keys. Unlock them with your new words."),
						},
						{
							title: t("Let a passkey open your keys again"),
							text: (
								<Button kind="subtle" onClick={() => go({ at: "settings", part: "unlocking" })}>
									{t("To unlocking")}
								</Button>
							),
						},
					]}
				/>
			</section>
		</>
	);
}

/** One key, shown with each list that it is in: a renewal may have failed in one of them. */
function OwnKeys() {
	return (
		<>
			{current.value.map(({ id, name }) => {
				const mine = rosters.value[id]?.counsellors.find((one) => one.person === me.value?.person);
				return (
					<span key={id} class="own-key">
						{name}: <code translate={false}>{mine?.keyFingerprint ?? ""}</code>
					</span>
				);
			})}
		</>
	);
}
