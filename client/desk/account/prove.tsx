/** Acts for which the server asks anew who is there: the question, and then the act after all. */

import { useSignal } from "@preact/signals";
import { BusyButton } from "../../kit/button.tsx";
import { Dialog } from "../../kit/dialog.tsx";
import { Field } from "../../kit/field.tsx";
import { t } from "../../kit/locale.ts";
import { Notice } from "../../kit/notice.tsx";
import { useActing } from "./acting.ts";
import { passkeysWork } from "./passkey.ts";
import { Refused } from "./server.ts";
import { proveByCode, proveByPasskey, proveByPassword } from "./sign-in-ways.ts";

interface Waiting {
	proofs: readonly string[];
	work: () => Promise<unknown>;
}

/** As `useActing`; show `question` somewhere on the screen. The act may be run twice. */
export function useProvenActing() {
	const waiting = useSignal<Waiting | null>(null);
	const { busy, wrong, act: once } = useActing();
	const act = (work: () => Promise<unknown>): Promise<boolean> => {
		let asked = false;
		const done = once(async () => {
			try {
				await work();
			} catch (error) {
				if (!(error instanceof Refused) || error.proofs.length === 0) throw error;
				asked = true;
				waiting.value = { proofs: error.proofs, work };
			}
		});
		return done.then((well) => well && !asked);
	};
	const goOn = () => {
		const work = waiting.peek()?.work;
		waiting.value = null;
		if (work) void act(work);
	};
	const question = (
		<Question
			proofs={waiting.value?.proofs ?? []}
			onProven={goOn}
			onClose={() => (waiting.value = null)}
		/>
	);
	return { busy, wrong, act, question };
}

interface QuestionProps {
	/** None: nothing is asked. */
	proofs: readonly string[];
	onProven: () => void;
	onClose: () => void;
}

function Question({ proofs, onProven, onClose }: QuestionProps) {
	const { busy, wrong, act } = useActing();
	const prove = (work: () => Promise<void>) =>
		void act(work).then((done) => {
			if (done) onProven();
		});
	return (
		<Dialog open={proofs.length > 0} title={t("Show that it is you")} onClose={onClose}>
			<p>{t("You signed in a while ago. So we ask once more.")}</p>
			{wrong.value && (
				<Notice kind="warning" urgent>
					{wrong.value}
				</Notice>
			)}
			{proofs.includes("webauthn") && passkeysWork() && (
				<BusyButton
					kind="secondary"
					busy={busy.value}
					busyText={t("One moment")}
					onClick={() => prove(proveByPasskey)}
				>
					{t("Show your passkey")}
				</BusyButton>
			)}
			{proofs.includes("totp") ? (
				<Typed
					label={t("Six digits that the app shows")}
					digits
					onTyped={(code) => prove(() => proveByCode(code))}
				/>
			) : (
				proofs.includes("password") && (
					<Typed
						label={t("Password")}
						onTyped={(password) => prove(() => proveByPassword(password))}
					/>
				)
			)}
		</Dialog>
	);
}

interface TypedProps {
	label: string;
	digits?: boolean;
	onTyped: (text: string) => void;
}

function Typed({ label, digits = false, onTyped }: TypedProps) {
	const text = useSignal("");
	const submit = (event: Event) => {
		event.preventDefault();
		onTyped(text.peek());
	};
	return (
		<form onSubmit={submit}>
			<Field
				label={label}
				{...(digits
					? { inputMode: "numeric" as const, autocomplete: "one-time-code" }
					: { type: "password" as const, autocomplete: "current-password" })}
				required
				value={text.value}
				onInput={(value) => (text.value = value)}
			/>
			<BusyButton type="submit" kind="secondary" busy={false} busyText={t("One moment")}>
				{t("Continue")}
			</BusyButton>
		</form>
	);
}
