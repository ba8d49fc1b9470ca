/** The first minutes of a new counsellor: the invitation, and how they will sign in. */

import { signal, useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { BusyButton, Button } from "../../kit/button.tsx";
import { Field } from "../../kit/field.tsx";
import { formatList, t } from "../../kit/locale.ts";
import { Steps } from "../../kit/steps.tsx";
import { codeOf, sentenceOf } from "../trouble.ts";
import { useActing } from "./acting.ts";
import { Door } from "./door.tsx";
import { passkeysWork } from "./passkey.ts";
import { acceptInvitation, type Invited, readInvitation } from "./server.ts";
import { findOut, invitation, registerPasskey, typedPassword } from "./session.ts";

const invited = signal<Invited | null>(null);
const gone = signal(false);
/** Why it could not be read now, though it may be good; "" when nothing went wrong. */
const unread = signal("");

async function read(): Promise<void> {
	unread.value = "";
	try {
		invited.value = await readInvitation(invitation.value);
	} catch (error) {
		if (codeOf(error) === "invitation-gone") gone.value = true;
		else unread.value = sentenceOf(error);
	}
}

export function Invitation() {
	const way = useSignal<"" | "choose" | "password">("");
	useEffect(() => {
		void read();
	}, []);
	if (gone.value) return <Gone />;
	const who = invited.value;
	if (!who)
		return (
			<Door
				name="invitation"
				title={t("Your invitation")}
				wrong={unread.value}
				actions={
					unread.value !== "" && (
						<Button kind="primary" onClick={() => void read()}>
							{t("Try again")}
						</Button>
					)
				}
			>
				{unread.value === "" && t("One moment")}
			</Door>
		);
	if (way.value === "password") return <NewPassword onBack={() => (way.value = "choose")} />;
	if (way.value === "choose") {
		return (
			<ChooseWay onBack={() => (way.value = "")} onPassword={() => (way.value = "password")} />
		);
	}
	return <Welcome who={who} onNext={() => (way.value = "choose")} />;
}

function Gone() {
	const leave = () => {
		invitation.value = "";
		gone.value = false;
	};
	return (
		<Door
			name="invitation-gone"
			title={t("This link no longer works")}
			actions={
				<Button kind="primary" onClick={leave}>
					{t("To signing in")}
				</Button>
			}
		>
			<p>{t("A link works once, for fourteen days. Did you use it before? Then just sign in.")}</p>
			<p>{t("Otherwise ask whoever invited you for a new one.")}</p>
		</Door>
	);
}

function Welcome({ who, onNext }: { who: Invited; onNext: () => void }) {
	const where = formatList(who.organisations.map((one) => one.name));
	return (
		<Door
			name="invitation"
			title={t("Welcome, {name}", { name: who.name })}
			lead={<p>{t("You were invited as a counsellor for {where}.", { where })}</p>}
			actions={
				<Button kind="primary" onClick={onNext} wide>
					{t("Begin")}
				</Button>
			}
		>
			<p>{t("Take half an hour for it. Have pen and paper or a printer at hand.")}</p>
			<Steps
				label={t("What you will do")}
				steps={[
					{ title: t("Choose how you sign in"), text: t("A passkey, or a password and an app.") },
					{ title: t("Make your keys"), text: t("Here in your browser. Nobody else gets them.") },
					{ title: t("Write your card"), text: t("What people see when they choose someone.") },
					{ title: t("Call a colleague"), text: t("They hear eight words and sign your card.") },
				]}
			/>
		</Door>
	);
}

function ChooseWay({ onBack, onPassword }: { onBack: () => void; onPassword: () => void }) {
	const { busy, wrong, act } = useActing();
	const label = t("Passkey of this device");
	const passkey = () =>
		act(async () => {
			await accept("");
			await registerPasskey(label);
			await findOut();
		});
	return (
		<Door
			name="choose-way"
			title={t("How will you sign in?")}
			wrong={wrong.value}
			onBack={onBack}
			actions={
				<>
					{passkeysWork() && (
						<BusyButton
							busy={busy.value}
							busyText={t("One moment")}
							onClick={() => void passkey()}
							wide
						>
							{t("With a passkey")}
						</BusyButton>
					)}
					<Button kind="secondary" onClick={onPassword} wide>
						{t("With a password and an app")}
					</Button>
				</>
			}
		>
			<p>{t("A passkey is the easiest and the safest. Your device keeps it.")}</p>
			<p class="soft">
				{t("You use your fingerprint, face or PIN. There is nothing to remember.")}
			</p>
		</Door>
	);
}

function NewPassword({ onBack }: { onBack: () => void }) {
	const password = useSignal("");
	const { busy, wrong, act } = useActing();
	const submit = (event: Event) => {
		event.preventDefault();
		void act(async () => {
			await accept(password.value);
			typedPassword.value = password.value;
			await findOut();
		});
	};
	return (
		<Door name="new-password" title={t("Choose a password")} wrong={wrong.value} onBack={onBack}>
			<form onSubmit={submit}>
				<input
					type="email"
					class="visually-hidden"
					autocomplete="username"
					value={invited.value?.email ?? ""}
					readOnly
					tabIndex={-1}
					aria-hidden="true"
				/>
				<Field
					label={t("Password")}
					hint={t("At least 12 characters. Four words of your own work well.")}
					type="password"
					autocomplete="new-password"
					minLength={12}
					required
					value={password.value}
					onInput={(value) => (password.value = value)}
				/>
				<BusyButton type="submit" busy={busy.value} busyText={t("One moment")} wide>
					{t("Continue")}
				</BusyButton>
			</form>
		</Door>
	);
}

/** Uses up the link. Whoever has an account already signs in first; the link waits for them. */
async function accept(password: string): Promise<void> {
	try {
		await acceptInvitation(invitation.value, password);
		invitation.value = "";
	} catch (error) {
		if (codeOf(error) === "invitation-gone") gone.value = true;
		throw error;
	}
}
