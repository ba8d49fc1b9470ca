/** The frame of all screens before the desk opens: mark, language, one question. */

import type { ComponentChildren } from "preact";
import { LanguageSwitch } from "../../kit/language-switch.tsx";
import { Logo } from "../../kit/logo.tsx";
import { Notice } from "../../kit/notice.tsx";
import { Screen, type ScreenProps } from "../../kit/screen.tsx";
import { languageChosen } from "../language.ts";

interface DoorProps extends ScreenProps {
	/** What went wrong, if anything did. */
	wrong?: string;
	/** Below everything: the quieter ways. */
	foot?: ComponentChildren;
}

export function Door({ wrong = "", foot, children, ...screen }: DoorProps) {
	return (
		<div class="door">
			<header class="door__top">
				<span class="door__mark">
					<Logo size={36} /> Luwte
				</span>
				<LanguageSwitch onChosen={(chosen) => void languageChosen(chosen)} />
			</header>
			<main class="door__main" id="main">
				<Screen {...screen}>
					{wrong !== "" && (
						<Notice kind="warning" urgent>
							<p>{wrong}</p>
						</Notice>
					)}
					{children}
				</Screen>
				{foot && <footer class="door__foot">{foot}</footer>}
			</main>
		</div>
	);
}
