/** A sheet to prepare with: typed or printed, kept by nobody but whoever fills it in. */

import { useSignal } from "@preact/signals";
import type { Sheet } from "../content/content.ts";
import { Button } from "../kit/button.tsx";
import { Field } from "../kit/field.tsx";
import { t } from "../kit/locale.ts";

export function PreparationSheet({ sheet }: { sheet: Sheet }) {
	const answers = useSignal<Readonly<Record<string, string>>>({});
	return (
		<section class="guide-sheet" aria-labelledby="sheet-title">
			<h2 id="sheet-title">{sheet.title}</h2>
			<p>{sheet.short}</p>
			{sheet.questions.map((question) => (
				<Field
					key={question}
					label={question}
					multiline
					rows={3}
					confidential
					value={answers.value[question] ?? ""}
					onInput={(text) => {
						answers.value = { ...answers.peek(), [question]: text };
					}}
				/>
			))}
			<div class="guide-buttons no-print">
				<Button onClick={() => print()}>{t("Print the sheet")}</Button>
			</div>
			<p class="soft no-print">{t("What you type here isn't kept. Don't print at work.")}</p>
		</section>
	);
}
