/** The ways to open the keys: passkeys, a passphrase, the recovery key. */

import { useSignal } from "@preact/signals";
import { BusyButton, Button } from "../../kit/button.tsx";
import { language, t } from "../../kit/locale.ts";
import { Notice } from "../../kit/notice.tsx";
import type { Me } from "../../protocol/api.ts";
import { useActing } from "../account/acting.ts";
import { PassphraseForm } from "../account/own-passphrase.tsx";
import { me, refreshMe, usedRecovery } from "../account/session.ts";
import { worker } from "../remote.ts";
import { tell } from "../tell.ts";
import { Passkeys } from "./passkeys.tsx";

export function Unlocking() {
	return (
		<>
			<Ways unlockers={me.value?.unlockers ?? []} />
			<Passkeys />
			<NewPassphrase />
		</>
	);
}

function Ways({ unlockers }: { unlockers: Me["unlockers"] }) {
	const words: Record<Me["unlockers"][number]["type"], () => string> = {
		passkey: () => t("Passkey"),
		words: () => t("Six words"),
		passphrase: () => t("A passphrase of your own"),
		recovery: () => t("Recovery key, on paper"),
	};
	return (
		<>
			<p>{t("Each of these opens your keys. Nothing else does.")}</p>
			<ul class="plain-rows">
				{unlockers.map((one) => (
					<li key={one.id}>
						<span>
							{words[one.type]()}
							{one.label && (
								<span class="soft" translate={false}>
									{" "}
									· {one.label}
								</span>
							)}
						</span>
					</li>
				))}
			</ul>
		</>
	);
}

function NewPassphrase() {
	const words = useSignal<string[] | null>(null);
	const own = useSignal(false);
	const { busy, wrong, act } = useActing();
	const change = (passphrase: string | null) =>
		act(async () => {
			const made = await (await worker()).newPassphrase(passphrase, language.value);
			words.value = passphrase === null ? made.words : null;
			own.value = false;
			usedRecovery.value = false;
			await refreshMe();
			tell(t("The old one opens nothing any more"));
		});
	return (
		<section class="panel">
			<h2>{t("Another passphrase")}</h2>
			<p>{t("Do you think somebody saw it? Then take a new one. Cases stay as they are.")}</p>
			{wrong.value && (
				<Notice kind="warning" urgent>
					{wrong.value}
				</Notice>
			)}
			{words.value && (
				<>
					<ol class="desk-words" translate={false}>
						{words.value.map((word) => (
							<li key={word}>{word}</li>
						))}
					</ol>
					<Button kind="primary" onClick={() => (words.value = null)}>
						{t("I have kept the six words")}
					</Button>
				</>
			)}
			{own.value && <PassphraseForm onChosen={change} />}
			{!words.value && !own.value && (
				<div class="actions">
					<BusyButton
						kind="secondary"
						busy={busy.value}
						busyText={t("One moment")}
						onClick={() => void change(null)}
					>
						{t("Make six new words")}
					</BusyButton>
					<Button kind="subtle" onClick={() => (own.value = true)}>
						{t("Rather a passphrase of my own")}
					</Button>
				</div>
			)}
		</section>
	);
}
