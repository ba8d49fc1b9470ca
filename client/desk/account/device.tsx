/** Who manages this device? Advice before the first case comes in. */

import { useSignal } from "@preact/signals";
import { Button } from "../../kit/button.tsx";
import { Choice } from "../../kit/choice.tsx";
import { t } from "../../kit/locale.ts";
import { Notice } from "../../kit/notice.tsx";
import { Door } from "./door.tsx";

type Manager = "private" | "employer" | "unsure";

export function Device({ onDone }: { onDone: () => void }) {
	const manager = useSignal<Manager | null>(null);
	return (
		<Door
			name="device"
			title={t("Who manages this device?")}
			lead={<p>{t("We can lock the texts. We can't guard the screen.")}</p>}
			actions={
				<Button kind="primary" disabled={manager.value === null} onClick={onDone} wide>
					{t("Continue")}
				</Button>
			}
		>
			<Choice<Manager>
				legend={t("Who manages this device?")}
				legendHidden
				value={manager.value}
				onChange={(value) => (manager.value = value)}
				options={[
					{ value: "private", label: t("I do"), hint: t("It is my own phone or computer.") },
					{ value: "employer", label: t("My employer"), hint: t("It came from work.") },
					{ value: "unsure", label: t("I'm not sure") },
				]}
			/>
			{manager.value && <Advice manager={manager.value} />}
		</Door>
	);
}

function Advice({ manager }: { manager: Manager }) {
	if (manager === "private") {
		return (
			<Notice kind="ok" urgent>
				<p>{t("Good. Keep it up to date, and lock the screen when you leave it.")}</p>
				<p>{t("Does somebody at home use it too? Then have an account of your own on it.")}</p>
			</Notice>
		);
	}
	return (
		<Notice kind="warning" urgent>
			<p>
				{t(
					"Whoever manages a device can watch its screen and what you type. No website can prevent that.",
				)}
			</p>
			<ul>
				<li>{t("Use your own phone for this work, or ask for a device that IT leaves alone.")}</li>
				<li>
					{t(
						"Look for a sign of management: a company portal, a work profile, a VPN that starts by itself.",
					)}
				</li>
				<li>{t("Until then: read here, and write down as little as you can.")}</li>
			</ul>
			<p>{t("A device of your own is one of the written arrangements that you may ask for.")}</p>
		</Notice>
	);
}
