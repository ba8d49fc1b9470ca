/** A forgotten site password: a link by mail. It never opens keys; those have their own ways. */

import { useSignal } from "@preact/signals";
import { BusyButton, Button } from "../../kit/button.tsx";
import { Field } from "../../kit/field.tsx";
import { t } from "../../kit/locale.ts";
import { Notice } from "../../kit/notice.tsx";
import { useActing } from "./acting.ts";
import { Door } from "./door.tsx";
import { resetKey } from "./fragment.ts";
import { allauth, Refused } from "./server.ts";
import { findOut, stage } from "./session.ts";

export function ForgotPassword({ onBack }: { onBack: () => void }) {
	const email = useSignal("");
	const sent = useSignal(false);
	const { busy, wrong, act } = useActing();
	const submit = (event: Event) => {
		event.preventDefault();
		void act(async () => {
			await allauth("auth/password/request", "POST", { email: email.value.trim() });
			// Whether there is such an account is told to nobody.
			sent.value = true;
		});
	};
	return (
		<Door name="forgot" title={t("A new password")} wrong={wrong.value} onBack={onBack}>
			<p>{t("You get a link by e-mail. Your keys stay shut: your passphrase stays the same.")}</p>
			{sent.value ? (
				<Notice kind="ok" urgent>
					{t("If this address is known, a mail is on its way.")}
				</Notice>
			) : (
				<form onSubmit={submit}>
					<Field
						label={t("E-mail address")}
						type="email"
						autocomplete="username"
						required
						value={email.value}
						onInput={(value) => (email.value = value)}
					/>
					<BusyButton type="submit" busy={busy.value} busyText={t("One moment")} wide>
						{t("Send the link")}
					</BusyButton>
				</form>
			)}
		</Door>
	);
}

/** Where the link in that mail leads. */
export function ResetPassword() {
	const password = useSignal("");
	const { busy, wrong, act } = useActing();
	const done = () => {
		resetKey.value = "";
		return findOut();
	};
	const submit = (event: Event) => {
		event.preventDefault();
		void act(async () => {
			const body = { key: resetKey.value, password: password.value };
			const answer = await allauth("auth/password/reset", "POST", body);
			// 401 is also "done, now sign in".
			if (answer.status !== 200 && answer.status !== 401) {
				throw new Refused(
					answer.status,
					answer.errors[0]?.code ?? "",
					answer.errors[0]?.message ?? "",
				);
			}
			stage.value = "signed-out";
			await done();
		});
	};
	return (
		<Door
			name="reset"
			title={t("Choose a new password")}
			wrong={wrong.value}
			foot={
				<Button kind="subtle" onClick={() => void done()}>
					{t("Leave it as it is")}
				</Button>
			}
		>
			<form onSubmit={submit}>
				<Field
					label={t("New password")}
					hint={t("At least 12 characters. Four words of your own work well.")}
					type="password"
					autocomplete="new-password"
					minLength={12}
					required
					value={password.value}
					onInput={(value) => (password.value = value)}
				/>
				<BusyButton type="submit" busy={busy.value} busyText={t("One moment")} wide>
					{t("Keep this password")}
				</BusyButton>
			</form>
		</Door>
	);
}
