/** The second step of an account: an authenticator app, or a passkey after all. */

import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { BusyButton, Button, CopyButton } from "../../kit/button.tsx";
import { Field } from "../../kit/field.tsx";
import { t } from "../../kit/locale.ts";
import { useActing } from "./acting.ts";
import { Door } from "./door.tsx";
import { passkeysWork } from "./passkey.ts";
import { QrCode } from "./qr.tsx";
import {
	type AppSecret,
	confirmApp,
	findOut,
	newAppSecret,
	registerPasskey,
	signOut,
} from "./session.ts";

export function SecondStep() {
	const way = useSignal<"passkey" | "app">("app");
	const { busy, wrong, act } = useActing();
	const label = t("Passkey of this device");
	if (way.value === "app") return <App onPasskey={() => (way.value = "passkey")} />;
	return (
		<Door
			name="second-step"
			title={t("One more step")}
			wrong={wrong.value}
			onBack={() => (way.value = "app")}
			actions={
				<BusyButton
					busy={busy.value}
					busyText={t("One moment")}
					onClick={() => void act(() => registerPasskey(label).then(findOut))}
					wide
				>
					{t("Make a passkey")}
				</BusyButton>
			}
			foot={<StartAgain />}
		>
			<p>{t("A passkey is the easiest and the safest. Your device keeps it.")}</p>
		</Door>
	);
}

function StartAgain() {
	return (
		<Button kind="subtle" onClick={() => void signOut()}>
			{t("Sign out")}
		</Button>
	);
}

function App({ onPasskey }: { onPasskey: () => void }) {
	const app = useSignal<AppSecret | null>(null);
	const code = useSignal("");
	const { busy, wrong, act } = useActing();
	useEffect(() => {
		void act(async () => {
			app.value = await newAppSecret();
			if (app.value === null) await findOut();
		});
	}, []);
	const submit = (event: Event) => {
		event.preventDefault();
		void act(() => confirmApp(code.value).then(findOut));
	};
	return (
		<Door
			name="app"
			title={t("Add your authenticator app")}
			lead={<p>{t("With a code from an app, a stolen password is not enough.")}</p>}
			wrong={wrong.value}
			foot={<StartAgain />}
		>
			{app.value && <Secret app={app.value} />}
			<form onSubmit={submit}>
				<Field
					label={t("Six digits that the app shows")}
					inputMode="numeric"
					autocomplete="one-time-code"
					required
					value={code.value}
					onInput={(value) => (code.value = value)}
				/>
				<div class="actions">
					<BusyButton type="submit" busy={busy.value} busyText={t("One moment")} wide>
						{t("Continue")}
					</BusyButton>
					{passkeysWork() && (
						<Button kind="subtle" onClick={onPasskey} wide>
							{t("Rather a passkey")}
						</Button>
					)}
				</div>
			</form>
		</Door>
	);
}

function Secret({ app }: { app: AppSecret }) {
	const groups = app.secret.replace(/(.{4})(?=.)/g, "$1 ");
	return (
		<>
			<ol>
				<li>{t("Open an authenticator app on your own phone.")}</li>
				<li>{t("Scan this code, or type the secret below it.")}</li>
			</ol>
			<QrCode text={app.url} label={t("QR code for your authenticator app")} />
			<p>
				{t("Secret:")} <code class="desk-secret">{groups}</code>
			</p>
			<CopyButton text={app.secret} kind="subtle">
				{t("Copy the secret")}
			</CopyButton>
		</>
	);
}
