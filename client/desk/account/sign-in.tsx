/** Signing in: a passkey in one gesture, or address, password and the code of an app. */

import { useSignal } from "@preact/signals";
import { BusyButton, Button } from "../../kit/button.tsx";
import { Field } from "../../kit/field.tsx";
import { t } from "../../kit/locale.ts";
import { Notice } from "../../kit/notice.tsx";
import { unsaved } from "../drafts.ts";
import { useActing } from "./acting.ts";
import { Door } from "./door.tsx";
import { ForgotPassword } from "./forgot.tsx";
import { passkeysWork } from "./passkey.ts";
import { sendCode, signInWithPasskey, signInWithPassword, signOut } from "./session.ts";

export function SignIn() {
	const way = useSignal<"passkey" | "password" | "forgot">(passkeysWork() ? "passkey" : "password");
	if (way.value === "forgot") return <ForgotPassword onBack={() => (way.value = "password")} />;
	if (way.value === "password") {
		return (
			<ByPassword
				onPasskey={() => (way.value = "passkey")}
				onForgot={() => (way.value = "forgot")}
			/>
		);
	}
	return <ByPasskey onPassword={() => (way.value = "password")} />;
}

function ByPasskey({ onPassword }: { onPassword: () => void }) {
	const { busy, wrong, act } = useActing();
	return (
		<Door
			name="sign-in"
			title={t("Good to see you")}
			lead={<p>{t("This is the desk of confidential counsellors.")}</p>}
			wrong={wrong.value}
			actions={
				<>
					<BusyButton
						busy={busy.value}
						busyText={t("One moment")}
						onClick={() => void act(signInWithPasskey)}
						wide
					>
						{t("Sign in with your passkey")}
					</BusyButton>
					<Button kind="subtle" onClick={onPassword} wide>
						{t("Use a password and code")}
					</Button>
				</>
			}
			foot={<NoInvitation />}
		>
			<StillTyped />
			<p class="soft">{t("Your fingerprint, face or PIN signs you in and opens your keys.")}</p>
		</Door>
	);
}

/** The session ended in the middle of something. */
function StillTyped() {
	if (!unsaved()) return null;
	return (
		<Notice>
			<p>{t("You are no longer signed in. Sign in again.")}</p>
			<p>{t("What you typed is still here.")}</p>
		</Notice>
	);
}

function NoInvitation() {
	return (
		<p class="soft">
			{t("New here? You come in through the link in your invitation. It arrives by e-mail.")}
		</p>
	);
}

function ByPassword({ onPasskey, onForgot }: { onPasskey: () => void; onForgot: () => void }) {
	const email = useSignal("");
	const password = useSignal("");
	const { busy, wrong, act } = useActing();
	const submit = (event: Event) => {
		event.preventDefault();
		void act(() => signInWithPassword(email.value.trim(), password.value));
	};
	return (
		<Door name="password" title={t("Sign in")} wrong={wrong.value} foot={<NoInvitation />}>
			<form onSubmit={submit}>
				<Field
					label={t("E-mail address")}
					type="email"
					autocomplete="username"
					required
					value={email.value}
					onInput={(value) => (email.value = value)}
				/>
				<Field
					label={t("Password")}
					type="password"
					autocomplete="current-password"
					required
					value={password.value}
					onInput={(value) => (password.value = value)}
				/>
				<div class="actions">
					<BusyButton type="submit" busy={busy.value} busyText={t("One moment")} wide>
						{t("Continue")}
					</BusyButton>
					{passkeysWork() && (
						<Button kind="subtle" onClick={onPasskey} wide>
							{t("Use a passkey")}
						</Button>
					)}
					<Button kind="subtle" onClick={onForgot} wide>
						{t("Forgot your password?")}
					</Button>
				</div>
			</form>
		</Door>
	);
}

/** The second step of a sign-in with a password. */
export function Code() {
	const code = useSignal("");
	const { busy, wrong, act } = useActing();
	const submit = (event: Event) => {
		event.preventDefault();
		void act(() => sendCode(code.value));
	};
	return (
		<Door
			name="code"
			title={t("The code of your app")}
			lead={<p>{t("Open your authenticator app. Type the six digits for Luwte.")}</p>}
			wrong={wrong.value}
		>
			<form onSubmit={submit}>
				<Field
					label={t("Six digits")}
					inputMode="numeric"
					autocomplete="one-time-code"
					required
					value={code.value}
					onInput={(value) => (code.value = value)}
				/>
				<div class="actions">
					<BusyButton type="submit" busy={busy.value} busyText={t("One moment")} wide>
						{t("Sign in")}
					</BusyButton>
					<Button kind="subtle" onClick={() => void signOut()} wide>
						{t("Start again")}
					</Button>
				</div>
			</form>
		</Door>
	);
}

export function Offline({ onRetry }: { onRetry: () => void }) {
	return (
		<Door
			name="offline"
			title={t("No connection")}
			actions={
				<Button kind="primary" onClick={onRetry}>
					{t("Try again")}
				</Button>
			}
		>
			<Notice kind="warning">{t("We can't reach the server. Check your connection.")}</Notice>
		</Door>
	);
}
