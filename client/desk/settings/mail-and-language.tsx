/** When mail comes, and in which language everything is. */

import { Choice } from "../../kit/choice.tsx";
import { chooseLanguage, type Language, language, t } from "../../kit/locale.ts";
import { Notice } from "../../kit/notice.tsx";
import type { Me } from "../../protocol/api.ts";
import { me, refreshMe } from "../account/session.ts";
import { languageChosen } from "../language.ts";
import { worker } from "../remote.ts";
import { tell } from "../tell.ts";
import { attempt } from "../trouble.ts";

export function Notifications() {
	const choose = async (notify: Me["notify"]) => {
		const done = await attempt(async () => {
			await (await worker()).setSettings({ notify });
			await refreshMe();
		});
		if (done) tell(t("Kept"));
	};
	return (
		<>
			<p>{t("At fixed moments a mail comes. It always says the same, and never who or what.")}</p>
			<Choice<Me["notify"]>
				legend={t("When do you want mail?")}
				value={me.value?.notify ?? "always"}
				onChange={(notify) => void choose(notify)}
				options={[
					{
						value: "always",
						label: t("At every fixed moment"),
						hint: t(
							"Also when nothing waits. So nobody can tell from your mail that somebody wrote.",
						),
					},
					{
						value: "when-something-waits",
						label: t("Only when something waits"),
						hint: t(
							"Then your mail shows that somebody wrote. Only for an address outside the organisation.",
						),
					},
				]}
			/>
			<Notice>
				{t(
					"Why? Whoever runs your mailbox sees when mail comes. At a small organisation that tells a lot.",
				)}
			</Notice>
		</>
	);
}

export function LanguageChoice() {
	const choose = (chosen: Language) =>
		attempt(async () => {
			await chooseLanguage(chosen);
			await languageChosen(chosen);
		});
	return (
		<Choice<Language>
			legend={t("Language of screens and mail")}
			value={language.value}
			onChange={(chosen) => void choose(chosen)}
			options={[
				{ value: "nl", label: <span lang="nl">Nederlands</span> },
				{ value: "en", label: <span lang="en">English</span> },
			]}
		/>
	);
}
