/** Asking for consent: what exactly, to whom, why, until when. */

import { type Signal, useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import type { Case } from "../../casework/case.ts";
import { addDays } from "../../casework/days.ts";
import { BusyButton, Button } from "../../kit/button.tsx";
import { Field } from "../../kit/field.tsx";
import { t } from "../../kit/locale.ts";
import { toFirstMistake } from "../../kit/mistake.ts";
import { today } from "../cases/store.ts";
import { draftOf, dropDraft } from "../drafts.ts";
import { Chips } from "../parts/chips.tsx";
import { useOnce } from "../parts/once.ts";
import { tell } from "../tell.ts";
import { ask } from "./consent-acts.ts";
import { isTalk } from "./state.ts";

/** Long enough to make an appointment, short enough to be asked again. */
const USUAL_DAYS = 28;

interface Typed {
	what: string;
	to: string;
	why: string;
	until: string;
	answer: "asked" | "spoken" | "paper";
	on: string;
}

const key = (one: Case) => `consent:${one.id}`;

/** What is being typed; another screen may fill it in. */
export function asking(one: Case): Signal<Typed> {
	return draftOf<Typed>(key(one), {
		what: "",
		to: "",
		why: "",
		until: addDays(today.peek(), USUAL_DAYS),
		answer: isTalk(one) ? "asked" : "spoken",
		on: today.peek(),
	});
}

export function AskConsent({ one, close }: { one: Case; close: () => void }) {
	const typed = asking(one);
	const tried = useSignal(false);
	const { busy, once } = useOnce();
	const form = useRef<HTMLFormElement>(null);
	useEffect(() => form.current?.querySelector<HTMLElement>("input, textarea")?.focus(), []);
	const now = typed.value;
	const change = (part: Partial<Typed>) => {
		typed.value = { ...typed.peek(), ...part };
	};
	const submit = async (event: Event) => {
		event.preventDefault();
		tried.value = true;
		if (!isWhole(now)) return toFirstMistake();
		if (!(await once(() => ask(one, termsOf(now), heard(now))))) return;
		dropDraft(key(one));
		tell(now.answer === "asked" ? t("Asked") : t("Noted"));
		close();
	};
	return (
		<form ref={form} class="panel no-print" onSubmit={(event) => void submit(event)}>
			<Terms now={now} tried={tried.value} change={change} />
			<HowAnswered one={one} now={now} change={change} />
			<div class="actions">
				<BusyButton type="submit" busy={busy} busyText={t("Sending")}>
					{now.answer === "asked" ? t("Ask the reporter") : t("Note this consent")}
				</BusyButton>
				<Button kind="subtle" onClick={close}>
					{t("Not now")}
				</Button>
			</div>
		</form>
	);
}

function isWhole({ what, to, until }: Typed): boolean {
	return what.trim() !== "" && to.trim() !== "" && until >= today.peek();
}

function termsOf({ what, to, why, until }: Typed) {
	return { what: what.trim(), to: to.trim(), why: why.trim(), until };
}

function heard({ answer, on }: Typed) {
	return answer === "asked" ? null : { form: answer, on };
}

interface PartProps {
	now: Typed;
	change: (part: Partial<Typed>) => void;
}

function Terms({ now, tried, change }: PartProps & { tried: boolean }) {
	return (
		<>
			<Field
				label={t("What exactly leaves the case?")}
				confidential
				value={now.what}
				error={tried && now.what.trim() === "" ? t("Write what you want to share.") : undefined}
				onInput={(what) => change({ what })}
			/>
			<Field
				label={t("To whom?")}
				confidential
				value={now.to}
				error={tried && now.to.trim() === "" ? t("Write who gets to know it.") : undefined}
				onInput={(to) => change({ to })}
			/>
			<Field
				label={t("Why? (optional)")}
				confidential
				value={now.why}
				onInput={(why) => change({ why })}
			/>
			<Field
				label={t("Until which day may you use it?")}
				type="date"
				min={today.value}
				value={now.until}
				error={tried && now.until < today.value ? t("Choose today or a later day.") : undefined}
				onInput={(until) => change({ until })}
			/>
		</>
	);
}

function HowAnswered({ one, now, change }: PartProps & { one: Case }) {
	const options = [
		{ value: "asked" as const, label: t("The reporter answers here") },
		{ value: "spoken" as const, label: t("Said yes, spoken") },
		{ value: "paper" as const, label: t("Said yes, on paper") },
	];
	return (
		<>
			<Chips<Typed["answer"]>
				legend={t("The answer")}
				value={now.answer}
				onChange={(answer) => change({ answer })}
				options={isTalk(one) ? options : options.slice(1)}
			/>
			{now.answer !== "asked" && (
				<Field
					label={t("On which day?")}
					type="date"
					required
					max={today.value}
					value={now.on}
					onInput={(on) => change({ on })}
				/>
			)}
		</>
	);
}
