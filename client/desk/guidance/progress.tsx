/** How it goes: short points of both sides, and the summary at the end. */

import { draft } from "../../casework/kinds.ts";
import { Button } from "../../kit/button.tsx";
import { Field } from "../../kit/field.tsx";
import { formatDay, t, tn } from "../../kit/locale.ts";
import { draftOf, dropDraft } from "../drafts.ts";
import { go } from "../places.ts";
import { GuideForm } from "./form.tsx";
import { say } from "./record.ts";
import { isTalk } from "./state.ts";
import type { Subject, SubjectProps } from "./subjects.ts";

export const progress: Subject = {
	id: "progress",
	title: () => t("How it goes"),
	standing: ({ progress: all, summaries }) => {
		if (summaries.length > 0) return t("With a summary");
		return all.length === 0 ? "" : tn("{n} point", "{n} points", all.length);
	},
	Screen: ProgressScreen,
};

function ProgressScreen({ one, guidance }: SubjectProps) {
	const points = [...guidance.progress, ...guidance.summaries].sort((a, b) =>
		a.on < b.on ? 1 : a.on > b.on ? -1 : b.seq - a.seq,
	);
	return (
		<>
			{one.stage === "open" && <Add one={one} />}
			<ul class="notes">
				{points.map((told) => (
					<li key={told.id}>
						<span class="notes__day">
							{formatDay(told.on)} ·{" "}
							{told.by === "reporter" ? t("Reporter") : told.name || t("You")}
							{told.kind === "summary" && ` · ${t("Summary")}`}
						</span>
						<span class="notes__text" translate={false}>
							{told.content.text}
						</span>
					</li>
				))}
			</ul>
			{one.stage === "open" && (
				<Button onClick={() => go({ at: "ending", id: one.id, how: "together" })}>
					{t("Close together, with a summary")}
				</Button>
			)}
		</>
	);
}

function Add({ one }: Pick<SubjectProps, "one">) {
	const text = draftOf(`progress:${one.id}`, "");
	return (
		<GuideForm
			action={t("Keep this point")}
			told={t("Kept")}
			keep={async () => {
				const said = text.peek().trim();
				if (said === "") return;
				await say(one, [draft("progress", { text: said })]);
				dropDraft(`progress:${one.id}`);
			}}
		>
			<Field
				label={t("How does it go now?")}
				hint={isTalk(one) ? t("The reporter reads this too.") : undefined}
				multiline
				rows={3}
				confidential
				value={text.value}
				onInput={(typed) => (text.value = typed)}
			/>
		</GuideForm>
	);
}
