/** What the reporter said about a consent, spoken or on paper. */

import type { Case } from "../../casework/case.ts";
import type { Consent } from "../../casework/consents.ts";
import type { Content } from "../../casework/kinds.ts";
import { BusyButton, Button } from "../../kit/button.tsx";
import { Field } from "../../kit/field.tsx";
import { t } from "../../kit/locale.ts";
import type { Day, Id } from "../../protocol/api.ts";
import { today } from "../cases/store.ts";
import { draftOf, dropDraft } from "../drafts.ts";
import { Chips } from "../parts/chips.tsx";
import { useOnce } from "../parts/once.ts";
import { tell } from "../tell.ts";
import { type Hearing, noteHeard } from "./consent-acts.ts";

interface Typed {
	said: "yes" | "less" | "no" | "back";
	what: string;
	until: Day;
	text: string;
	form: Hearing["form"];
	on: Day;
}

interface Props {
	one: Case;
	consent: Consent;
	close: () => void;
}

export function NoteAnswer({ one, consent, close }: Props) {
	const key = `consent-heard:${one.id}:${consent.id}`;
	const now = consent.given ?? consent.asked;
	const typed = draftOf<Typed>(key, {
		said: consent.state === "asked" ? "yes" : "less",
		what: now.what,
		until: now.until,
		text: "",
		form: "spoken",
		on: today.peek(),
	});
	const { busy, once } = useOnce();
	const submit = async (event: Event) => {
		event.preventDefault();
		if (!(await once(() => write(one, consent, typed.peek())))) return;
		dropDraft(key);
		tell(t("Noted"));
		close();
	};
	return (
		<form class="consent__form" onSubmit={(event) => void submit(event)}>
			<Said
				consent={consent}
				now={typed.value}
				change={(part) => {
					typed.value = { ...typed.peek(), ...part };
				}}
			/>
			<div class="actions">
				<BusyButton type="submit" busy={busy} busyText={t("Keeping")}>
					{t("Note this")}
				</BusyButton>
				<Button kind="subtle" onClick={close}>
					{t("Not now")}
				</Button>
			</div>
		</form>
	);
}

/** The reporter sees it, and says whether it is right. */
function write(one: Case, { id, asked }: Consent, typed: Typed): Promise<void> {
	const { said, form, on } = typed;
	const hearing = { form, on };
	if (said === "yes" || said === "less") {
		const content = said === "yes" ? { item: id, ...asked } : lessOf(id, asked, typed);
		return noteHeard(one, "consent-given", content, hearing);
	}
	const what = said === "no" ? "consent-refused" : "consent-withdrawn";
	return noteHeard(one, what, { item: id, text: typed.text.trim() }, hearing);
}

function lessOf(
	item: Id,
	{ to, why }: Consent["asked"],
	{ what, until }: Typed,
): Content<"consent-given"> {
	return { item, what: what.trim(), to, why, until };
}

interface SaidProps {
	consent: Consent;
	now: Typed;
	change: (part: Partial<Typed>) => void;
}

function Said({ consent, now, change }: SaidProps) {
	const first = [
		{ value: "yes" as const, label: t("Yes, as asked") },
		{ value: "less" as const, label: t("Yes, for less") },
		{ value: "no" as const, label: t("No") },
	];
	const later = [
		{ value: "less" as const, label: t("For less from now on") },
		{ value: "back" as const, label: t("Takes it back") },
	];
	return (
		<>
			<Chips<Typed["said"]>
				legend={t("What was said?")}
				value={now.said}
				onChange={(said) => change({ said })}
				options={consent.state === "asked" ? first : later}
			/>
			<Chips<Typed["form"]>
				legend={t("How was it given?")}
				value={now.form}
				onChange={(form) => change({ form })}
				options={[
					{ value: "spoken", label: t("Spoken") },
					{ value: "paper", label: t("On paper") },
				]}
			/>
			<Field
				label={t("On which day?")}
				type="date"
				required
				max={today.value}
				value={now.on}
				onInput={(on) => change({ on })}
			/>
			{now.said === "less" && <Less consent={consent} now={now} change={change} />}
			{(now.said === "no" || now.said === "back") && (
				<Field
					label={t("In their own words (optional)")}
					confidential
					value={now.text}
					onInput={(text) => change({ text })}
				/>
			)}
		</>
	);
}

function Less({ consent, now, change }: SaidProps) {
	return (
		<>
			<Field
				label={t("What may be told?")}
				confidential
				required
				value={now.what}
				onInput={(what) => change({ what })}
			/>
			<Field
				label={t("Until which day?")}
				type="date"
				required
				max={consent.asked.until}
				value={now.until}
				onInput={(until) => change({ until })}
			/>
		</>
	);
}
