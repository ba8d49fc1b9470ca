/** Settings: a short list, and one screen each. */

import type { ComponentType } from "preact";
import { Button } from "../../kit/button.tsx";
import { t, tn } from "../../kit/locale.ts";
import { crossToSite } from "../account/server.ts";
import { signOut } from "../account/session.ts";
import { pending } from "../cases/store.ts";
import { Page } from "../parts/page.tsx";
import { go, type SettingsPart } from "../places.ts";
import { tell } from "../tell.ts";
import { attempt } from "../trouble.ts";
import { Availability } from "./availability.tsx";
import { Judgements } from "./judgements.tsx";
import { LanguageChoice, Notifications } from "./mail-and-language.tsx";
import { Organisation } from "./organisation.tsx";
import { ProfileSettings } from "./profile.tsx";
import { RenewKeys } from "./renew-keys.tsx";
import { Signals } from "./signals.tsx";
import { Ties } from "./ties.tsx";
import { Unlocking } from "./unlocking.tsx";

interface Part {
	part: Exclude<SettingsPart, "">;
	title: string;
	hint: string;
	screen: ComponentType;
}

function parts(): Part[] {
	return [
		{
			part: "profile",
			title: t("Your card"),
			hint: t("What people see when they choose someone."),
			screen: ProfileSettings,
		},
		{
			part: "availability",
			title: t("Availability and absence"),
			hint: t("When you answer, when you are away, who stands in."),
			screen: Availability,
		},
		{
			part: "ties",
			title: t("Declared ties"),
			hint: t("People and teams you are too close to. And when a case counts as quiet."),
			screen: Ties,
		},
		{
			part: "organisation",
			title: t("List of counsellors"),
			hint: t("Its fingerprint, and how long a case is kept. What to do when all keys are lost."),
			screen: Organisation,
		},
		{
			part: "judgements",
			title: t("What reporters say of the help"),
			hint: t("Three questions after closing, added up: from five answers."),
			screen: Judgements,
		},
		{
			part: "signals",
			title: t("What comes more often than usual"),
			hint: t("Looked at once a quarter, in the figures of all counsellors together."),
			screen: Signals,
		},
		{
			part: "unlocking",
			title: t("Passkeys and unlocking"),
			hint: t("The ways to open your keys."),
			screen: Unlocking,
		},
		{
			part: "keys",
			title: t("Renew my keys"),
			hint: t("When somebody may have seen your device or your words."),
			screen: RenewKeys,
		},
		{
			part: "notifications",
			title: t("Notifications"),
			hint: t("When a mail comes, and why it says so little."),
			screen: Notifications,
		},
		{
			part: "language",
			title: t("Language"),
			hint: "Nederlands, English",
			screen: LanguageChoice,
		},
	];
}

export function SettingsScreen({ part }: { part: SettingsPart }) {
	const chosen = parts().find((one) => one.part === part);
	if (chosen) {
		const { screen: Chosen, title } = chosen;
		return (
			<Page name={`settings-${part}`} narrow title={title}>
				<Chosen />
			</Page>
		);
	}
	return (
		<Page name="settings" narrow title={t("Settings")} withBack={false}>
			<ul class="rows">
				<li class="only-narrow">
					<Row
						title={t("Colleagues")}
						hint={t("Who is in the list, and who waits for your signature.")}
						waiting={pending.value.length}
						onClick={() => go({ at: "colleagues" })}
					/>
				</li>
				<li>
					<Row
						title={t("Reports, advice and other work")}
						hint={t("Written on the site, not here. It opens beside this page.")}
						onClick={() => void openSite()}
					/>
				</li>
				{parts().map((one) => (
					<li key={one.part}>
						<Row
							title={one.title}
							hint={one.hint}
							onClick={() => go({ at: "settings", part: one.part })}
						/>
					</li>
				))}
			</ul>
			<div class="actions">
				<Button kind="secondary" onClick={() => void signOut()}>
					{t("Sign out")}
				</Button>
			</div>
		</Page>
	);
}

/** The page is opened at the press: a browser lets none be opened after waiting for an answer. */
async function openSite(): Promise<void> {
	const beside = window.open("", "_blank");
	if (beside === null) return tell(t("Your browser opens no new page. Allow it, and try again."));
	beside.opener = null;
	const opened = await attempt(async () => {
		beside.location.href = await crossToSite();
	});
	if (!opened) beside.close();
}

interface RowProps {
	title: string;
	hint: string;
	/** How many cards ask for a signature. */
	waiting?: number;
	onClick: () => void;
}

function Row({ title, hint, waiting = 0, onClick }: RowProps) {
	return (
		<button type="button" class="row" data-row onClick={onClick}>
			<span class="row__main">
				<span class="row__name">{title}</span>
				<span class="row__why">{hint}</span>
			</span>
			{waiting > 0 && (
				<span class="row__side">
					<strong>{tn("{n} waits", "{n} wait", waiting)}</strong>
				</span>
			)}
		</button>
	);
}
