/** Opening the keys in a session that is signed in. What was typed before is still there. */

import { useSignal } from "@preact/signals";
import { BusyButton, Button } from "../../kit/button.tsx";
import { Field } from "../../kit/field.tsx";
import { t } from "../../kit/locale.ts";
import { Notice } from "../../kit/notice.tsx";
import { Steps } from "../../kit/steps.tsx";
import { unsaved } from "../drafts.ts";
import { useActing } from "./acting.ts";
import { Door } from "./door.tsx";
import {
	lockedByItself,
	me,
	signOut,
	unlockWithPasskey,
	unlockWithPassphrase,
	unlockWithRecovery,
} from "./session.ts";

type Way = "passkey" | "phrase" | "recovery" | "nothing";

export function Unlock() {
	const types = new Set(me.value?.unlockers.map((one) => one.type));
	const way = useSignal<Way>(types.has("passkey") ? "passkey" : "phrase");
	const name = me.value?.name ?? "";
	if (way.value === "nothing") return <AllLost onBack={() => (way.value = "recovery")} />;
	return (
		<>
			{way.value === "passkey" ? (
				<ByPasskey
					name={name}
					onOther={() => (way.value = "phrase")}
					onNothing={() => (way.value = "nothing")}
				/>
			) : (
				<ByText
					key={way.value}
					way={way.value}
					words={types.has("words")}
					name={name}
					onPasskey={types.has("passkey") ? () => (way.value = "passkey") : undefined}
					onOther={() => (way.value = way.value === "phrase" ? "recovery" : "phrase")}
					onNothing={() => (way.value = "nothing")}
				/>
			)}
		</>
	);
}

function Kept() {
	if (!unsaved() && !lockedByItself.value) return null;
	return (
		<Notice>
			{lockedByItself.value && <p>{t("Locked, because nothing happened for ten minutes.")}</p>}
			{unsaved() && <p>{t("What you typed is still here.")}</p>}
		</Notice>
	);
}

/** `onNothing`: for whoever has lost every way in. */
function Leave({ onNothing }: { onNothing?: () => void }) {
	return (
		<>
			{onNothing && (
				<Button kind="subtle" onClick={onNothing}>
					{t("I have lost everything that opens my keys")}
				</Button>
			)}
			<Button kind="subtle" onClick={() => void signOut()}>
				{t("Sign out")}
			</Button>
		</>
	);
}

interface ByPasskeyProps {
	name: string;
	onOther: () => void;
	onNothing: () => void;
}

function ByPasskey({ name, onOther, onNothing }: ByPasskeyProps) {
	const { busy, wrong, act } = useActing();
	return (
		<Door
			name="unlock"
			title={t("Hello {name}", { name })}
			wrong={wrong.value}
			actions={
				<>
					<BusyButton
						busy={busy.value}
						busyText={t("One moment")}
						onClick={() => void act(unlockWithPasskey)}
						wide
					>
						{t("Unlock with your passkey")}
					</BusyButton>
					<Button kind="subtle" onClick={onOther} wide>
						{t("Use your passphrase")}
					</Button>
				</>
			}
			foot={<Leave onNothing={onNothing} />}
		>
			<Kept />
			<p class="soft">{t("Your keys are locked. Only you can open them.")}</p>
		</Door>
	);
}

interface ByTextProps {
	way: Way;
	words: boolean;
	name: string;
	onPasskey: (() => void) | undefined;
	onOther: () => void;
	onNothing: () => void;
}

function ByText({ way, words, name, onPasskey, onOther, onNothing }: ByTextProps) {
	const text = useSignal("");
	const { busy, wrong, act } = useActing();
	const recovery = way === "recovery";
	const submit = (event: Event) => {
		event.preventDefault();
		const typed = text.value;
		void act(() => (recovery ? unlockWithRecovery(typed) : unlockWithPassphrase(typed)));
	};
	const typing = {
		confidential: true,
		autocapitalize: "none",
		required: true,
		value: text.value,
		onInput: (value: string) => (text.value = value),
	} as const;
	return (
		<Door
			name={recovery ? "unlock-recovery" : "unlock-phrase"}
			title={t("Hello {name}", { name })}
			wrong={wrong.value}
			foot={<Leave onNothing={onNothing} />}
		>
			<Kept />
			<form onSubmit={submit}>
				{recovery ? (
					<Field
						multiline
						rows={3}
						label={t("Recovery key")}
						hint={t("Nine groups of four, from your sheet.")}
						{...typing}
					/>
				) : (
					<Field
						label={words ? t("Your six words") : t("Your passphrase")}
						hint={words ? t("You kept them when you made your keys.") : undefined}
						type={words ? "text" : "password"}
						{...typing}
					/>
				)}
				<div class="actions">
					<BusyButton
						type="submit"
						busy={busy.value}
						busyText={t("Opening your keys. This takes a moment.")}
						wide
					>
						{t("Unlock")}
					</BusyButton>
					{onPasskey && (
						<Button kind="subtle" onClick={onPasskey} wide>
							{t("Use a passkey")}
						</Button>
					)}
					<Button kind="subtle" onClick={onOther} wide>
						{recovery ? t("Use your passphrase") : t("Use the recovery key")}
					</Button>
				</div>
			</form>
		</Door>
	);
}

/** Nobody can give keys back. What is left is a new beginning, in this order. */
function AllLost({ onBack }: { onBack: () => void }) {
	return (
		<Door
			name="all-lost"
			title={t("Begin again with new keys")}
			lead={
				<p>{t("Nobody can open your keys, so you come in anew with another e-mail address.")}</p>
			}
			onBack={onBack}
			foot={<Leave />}
		>
			<Steps
				steps={[
					{
						title: t("Call your colleagues"),
						text: t("Under “Colleagues” they take your old card off the list. Two of them sign."),
					},
					{
						title: t("Ask for a new invitation"),
						text: t("Give another e-mail address. This account stays tied to the old keys."),
					},
					{
						title: t("Make new keys and a new card"),
						text: t("A colleague hears your eight words and signs the new card."),
					},
				]}
			/>
			<Notice kind="warning">
				<p>{t("Conversations under the old keys stay closed to you.")}</p>
				<p>{t("Reporters can go on with you once they choose your new card. Call who you can.")}</p>
			</Notice>
		</Door>
	);
}
