/** The words of an agreement on the screen, the same for reporter and counsellor. */

import { useSignal } from "@preact/signals";
import type { Agreement } from "../casework/agreement.ts";
import { blocksOf, hashOfAgreement, type Words } from "../casework/agreement-text.ts";
import { BusyButton } from "../kit/button.tsx";
import { t } from "../kit/locale.ts";
import { keepAgreement } from "./keep-agreement.ts";

export function AgreementWords({ words, language }: { words: Words; language: string }) {
	return (
		<article class="agreement" lang={language} translate={false}>
			<h2>{words.title}</h2>
			{blocksOf(words.text).map((block, at) => {
				const key = `${at} ${block.as}`;
				if (block.as === "heading") return <h3 key={key}>{block.text}</h3>;
				if (block.as === "paragraph") return <p key={key}>{block.text}</p>;
				return (
					<ul key={key}>
						{block.points.map((point) => (
							<li key={point}>{point}</li>
						))}
					</ul>
				);
			})}
		</article>
	);
}

/** The hash of the words above, worked out here. */
export function CheckAgreement({ agreement }: { agreement: Agreement }) {
	return (
		<details class="agreement-check">
			<summary>{t("How can I check this?")}</summary>
			<p>
				{t("This screen worked out the hash of the text itself. A signature must name the same.")}
			</p>
			<p>
				SHA-256: <code translate={false}>{hashOfAgreement(agreement)}</code>
			</p>
			<p>{t("In the copy the exact text is attached. Any program for SHA-256 can check it.")}</p>
		</details>
	);
}

export function KeepAgreement({ agreement, label }: { agreement: Agreement; label: string }) {
	const busy = useSignal(false);
	const told = useSignal<"" | "saved" | "failed">("");
	const keep = async () => {
		busy.value = true;
		try {
			await keepAgreement(agreement);
			told.value = "saved";
		} catch {
			told.value = "failed";
		}
		busy.value = false;
	};
	return (
		<div class="agreement-keep">
			<BusyButton
				kind="secondary"
				busy={busy.value}
				busyText={t("Making the copy")}
				onClick={() => void keep()}
			>
				{label}
			</BusyButton>
			<p role="status">
				{told.value === "saved" && t("It was given to your browser. Look where it saves.")}
				{told.value === "failed" && t("The line is gone. Try again in a moment.")}
			</p>
		</div>
	);
}
