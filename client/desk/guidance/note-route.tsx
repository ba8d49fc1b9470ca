/** Noting of a way: looked at together, chosen by the reporter, what came of it. */

import { draft } from "../../casework/kinds.ts";
import type { Route } from "../../content/content.ts";
import { BusyButton } from "../../kit/button.tsx";
import { Field } from "../../kit/field.tsx";
import { t } from "../../kit/locale.ts";
import { today } from "../cases/store.ts";
import { draftOf, dropDraft } from "../drafts.ts";
import { Chips } from "../parts/chips.tsx";
import { useOnce } from "../parts/once.ts";
import { tell } from "../tell.ts";
import { noteFor, say } from "./record.ts";
import type { SubjectProps } from "./subjects.ts";

type What = "option" | "choice" | "happened" | "report-made";

interface Typed {
	what: What;
	form: "spoken" | "paper";
	on: string;
	text: string;
}

interface Props extends SubjectProps {
	route: Route;
	onKept: () => void;
}

export function NoteRoute({ one, route, onKept }: Props) {
	const key = `route:${one.id}:${route.id}`;
	const first: Typed = { what: "option", form: "spoken", on: today.peek(), text: "" };
	const typed = draftOf<Typed>(key, first);
	const { busy, once } = useOnce();
	const change = (part: Partial<Typed>) => {
		typed.value = { ...typed.peek(), ...part };
	};
	const now = typed.value;
	const save = async (event: Event) => {
		event.preventDefault();
		const done = await once(() => keep(one, route.id, { ...now, text: now.text.trim() }));
		if (!done) return;
		dropDraft(key);
		tell(t("Kept"));
		onKept();
	};
	return (
		<form class="panel" onSubmit={(event) => void save(event)}>
			<Chips<What>
				legend={t("What do you note of it?")}
				value={now.what}
				onChange={(what) => change({ what })}
				options={[
					{ value: "option", label: t("Looked at together") },
					{ value: "choice", label: t("The reporter chose this") },
					{ value: "happened", label: t("What happened") },
					...(route.terms
						? [{ value: "report-made" as const, label: t("The report was made") }]
						: []),
				]}
			/>
			{now.what === "choice" && (
				<Chips<Typed["form"]>
					legend={t("How was it given?")}
					value={now.form}
					onChange={(form) => change({ form })}
					options={[
						{ value: "spoken", label: t("Spoken") },
						{ value: "paper", label: t("On paper") },
					]}
				/>
			)}
			{now.what !== "option" && (
				<Field
					label={t("Day")}
					type="date"
					max={today.value}
					required
					value={now.on}
					onInput={(on) => change({ on })}
				/>
			)}
			{now.what !== "report-made" && (
				<Field
					label={t("In a few words")}
					multiline
					rows={2}
					confidential
					value={now.text}
					onInput={(text) => change({ text })}
				/>
			)}
			<BusyButton type="submit" busy={busy} busyText={t("Keeping")}>
				{t("Note this")}
			</BusyButton>
		</form>
	);
}

async function keep(one: Props["one"], route: string, typed: Typed): Promise<void> {
	const { what, form, on, text } = typed;
	if (what === "choice") return noteFor(one, { what, content: { route, text }, form, on });
	if (what === "option") return say(one, [draft("option", { route, text })]);
	if (what === "report-made") return say(one, [draft("report-made", { route, on })]);
	return say(one, [draft("happened", { route, on, how: "", text })]);
}

export function NoteSafer({ one, guidance }: SubjectProps) {
	const key = `safer:${one.id}`;
	const text = draftOf(key, "");
	const { busy, once } = useOnce();
	const save = async (event: Event) => {
		event.preventDefault();
		const said = text.peek().trim();
		if (said === "" || !(await once(() => say(one, [draft("safer", { text: said })])))) return;
		dropDraft(key);
		tell(t("Kept"));
	};
	return (
		<section aria-labelledby="safer-title">
			<h2 id="safer-title">{t("What makes it safer now")}</h2>
			{guidance.safer.length > 0 && (
				<ul>
					{guidance.safer.map((told) => (
						<li key={told.id} class="guide-said" translate={false}>
							{told.content.text}
						</li>
					))}
				</ul>
			)}
			<form class="panel" onSubmit={(event) => void save(event)}>
				<Field
					label={t("What helps today?")}
					multiline
					rows={2}
					confidential
					value={text.value}
					onInput={(said) => {
						text.value = said;
					}}
				/>
				<BusyButton type="submit" kind="secondary" busy={busy} busyText={t("Keeping")}>
					{t("Note what helps")}
				</BusyButton>
			</form>
		</section>
	);
}
