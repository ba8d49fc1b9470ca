/** A sheet to prepare with: typed or printed, and sent to nobody. */

import type { Signal } from "@preact/signals";
import type { Sheet } from "../content/content.ts";
import { Button } from "../kit/button.tsx";
import { Field } from "../kit/field.tsx";
import { t } from "../kit/locale.ts";

interface Props {
	sheet: Sheet;
	/** Where an answer stays for as long as the page is open: reading on must not lose it. */
	answerTo: (question: string) => Signal<string>;
}

export function PreparationSheet({ sheet, answerTo }: Props) {
	return (
		<section class="guide-sheet" aria-labelledby="sheet-title">
			<h2 id="sheet-title">{sheet.title}</h2>
			<p>{sheet.short}</p>
			<p class="soft no-print">
				{t("What you type here isn't sent to anybody. It is gone when you close this page.")}
			</p>
			{sheet.questions.map((question) => {
				const answer = answerTo(question);
				return (
					<Field
						key={question}
						label={question}
						multiline
						rows={3}
						confidential
						value={answer.value}
						onInput={(text) => {
							answer.value = text;
						}}
					/>
				);
			})}
			<div class="guide-buttons no-print">
				<Button onClick={() => print()}>{t("Print the sheet")}</Button>
			</div>
			<p class="soft no-print">{t("Don't print at work.")}</p>
		</section>
	);
}
