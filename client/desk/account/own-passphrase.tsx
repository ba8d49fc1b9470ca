/** A passphrase of one's own: long, hard to guess, and not the site password. */

import { useSignal } from "@preact/signals";
import { BusyButton } from "../../kit/button.tsx";
import { Field } from "../../kit/field.tsx";
import { t } from "../../kit/locale.ts";
import { useActing } from "./acting.ts";
import { Door } from "./door.tsx";
import { me, typedPassword } from "./session.ts";
import { type Weakness, weaknessOf } from "./strength.ts";

export function weaknessSentence(weakness: Weakness): string {
	const sentences: Record<Weakness, () => string> = {
		"": () => "",
		short: () => t("This is short. Take at least 16 characters."),
		guessable: () => t("This is easy to guess. Take words that don't belong together."),
		password: () => t("This is like your password. Take something else entirely."),
	};
	return sentences[weakness]();
}

interface OwnPassphraseProps {
	onBack: () => void;
	onChosen: (passphrase: string) => void;
}

export function OwnPassphrase({ onBack, onChosen }: OwnPassphraseProps) {
	return (
		<Door
			name="own-passphrase"
			title={t("A passphrase of your own")}
			step={{ at: 2, of: 4 }}
			onBack={onBack}
		>
			<PassphraseForm onChosen={onChosen} />
		</Door>
	);
}

export function PassphraseForm({ onChosen }: { onChosen: (passphrase: string) => unknown }) {
	const first = useSignal("");
	const second = useSignal("");
	const weakness = useSignal<Weakness>("");
	const differs = useSignal(false);
	const { busy, wrong, act } = useActing();
	const submit = (event: Event) => {
		event.preventDefault();
		void act(async () => {
			const known = [me.value?.name ?? "", me.value?.email ?? ""];
			weakness.value = await weaknessOf(first.value, typedPassword.value, known);
			differs.value = first.value !== second.value;
			if (weakness.value === "" && !differs.value) await onChosen(first.value);
		});
	};
	return (
		<form onSubmit={submit}>
			<Field
				label={t("Passphrase")}
				hint={t("At least 16 characters, different from every password you have.")}
				error={weaknessSentence(weakness.value) || wrong.value || undefined}
				type="password"
				confidential
				required
				value={first.value}
				onInput={(value) => (first.value = value)}
			/>
			<Field
				label={t("The same once more")}
				error={differs.value ? t("These two are not the same.") : undefined}
				type="password"
				confidential
				required
				value={second.value}
				onInput={(value) => (second.value = value)}
			/>
			<BusyButton type="submit" busy={busy.value} busyText={t("Checking")} wide>
				{t("Take this passphrase")}
			</BusyButton>
		</form>
	);
}
