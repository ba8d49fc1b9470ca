/** The other language, written in that language. */

import { chooseLanguage, type Language, language, languages } from "./locale.ts";

const NAMES: Record<Language, string> = { nl: "Nederlands", en: "English" };

export interface LanguageSwitchProps {
	/** Told after a language was chosen. */
	onChosen?: (chosen: Language) => void;
}

export function LanguageSwitch({ onChosen }: LanguageSwitchProps) {
	const choose = async (chosen: Language) => {
		await chooseLanguage(chosen);
		onChosen?.(chosen);
	};
	return (
		<span class="language-switch">
			{languages
				.filter((one) => one !== language.value)
				.map((one) => (
					<button
						key={one}
						type="button"
						class="text-button"
						lang={one}
						onClick={() => void choose(one)}
					>
						{NAMES[one]}
					</button>
				))}
		</span>
	);
}
