/** The keys, on one screen; and the switch to be rid of them. */

import { Check } from "../../kit/choice.tsx";
import { Dialog } from "../../kit/dialog.tsx";
import { t } from "../../kit/locale.ts";
import { register, writeOwn } from "../cases/store.ts";
import { attempt } from "../trouble.ts";
import { helpOpen, shortcutSetting } from "./shortcuts.ts";

export function ShortcutHelp() {
	const on = register.value.settings[shortcutSetting] !== "off";
	const change = (checked: boolean) =>
		attempt(() => {
			const value = checked ? "on" : "off";
			return writeOwn([{ kind: "setting", content: { name: shortcutSetting, value } }]);
		});
	const keys: [string, string][] = [
		["j", t("Next in the list")],
		["k", t("Previous in the list")],
		["Enter", t("Open what is chosen")],
		["/", t("Search your cases")],
		["t", t("Today")],
		["g", t("Cases")],
		["n", t("Somebody calls or walks in")],
		["c", t("Log a contact")],
		["a", t("Count without a case")],
		["f", t("What you counted")],
		["m", t("Meetings of this case")],
		["w", t("Ways and choices of this case")],
		["r", t("Answer")],
		["Esc", t("Back")],
		["Shift L", t("Lock")],
	];
	return (
		<Dialog
			open={helpOpen.value}
			title={t("Keyboard shortcuts")}
			onClose={() => {
				helpOpen.value = false;
			}}
		>
			<dl class="keys">
				{keys.map(([key, text]) => (
					<div key={key}>
						<dt>
							<kbd>{key}</kbd>
						</dt>
						<dd>{text}</dd>
					</div>
				))}
			</dl>
			<Check
				label={t("Use these keys")}
				checked={on}
				onChange={(checked) => void change(checked)}
			/>
		</Dialog>
	);
}
