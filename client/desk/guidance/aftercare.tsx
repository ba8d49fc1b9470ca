/** Aftercare: offered, answered, and how it went. */

import { type Aftercare, aftercareDue, usualMoments } from "../../casework/aftercare.ts";
import type { Case } from "../../casework/case.ts";
import { lastPossible } from "../../casework/keeping.ts";
import { draft } from "../../casework/kinds.ts";
import { Button } from "../../kit/button.tsx";
import { Check } from "../../kit/choice.tsx";
import { Field } from "../../kit/field.tsx";
import { formatDay, formatList, t } from "../../kit/locale.ts";
import { Notice } from "../../kit/notice.tsx";
import { today } from "../cases/store.ts";
import { nameOfCode } from "../content.ts";
import { draftOf, dropDraft } from "../drafts.ts";
import { Chips } from "../parts/chips.tsx";
import { go } from "../places.ts";
import { attempt } from "../trouble.ts";
import { GuideForm } from "./form.tsx";
import { chosenDays, Moments } from "./moments.tsx";
import { aftercareAnswered, noteAftercare, sayAlsoClosed } from "./record.ts";
import { isTalk } from "./state.ts";
import { type Subject, type SubjectProps, subjects } from "./subjects.ts";

export const aftercare: Subject = {
	id: "aftercare",
	title: () => t("Aftercare"),
	standing: (guidance, day) => {
		if (aftercareDue(guidance, day).length > 0) return t("Ask how it goes");
		const last = guidance.aftercare.at(-1);
		return last ? standingOf(last) : "";
	},
	Screen: AftercareScreen,
};

function standingOf({ state, days }: Aftercare): string {
	if (state === "refused") return t("Not wanted");
	const on = formatList(days.map(formatDay));
	return state === "offered"
		? t("Offered for {days}", { days: on })
		: t("Agreed for {days}", { days: on });
}

function AftercareScreen({ one, guidance }: SubjectProps) {
	const worse = guidance.aftercare.some(({ held }) => held.some((told) => told.disadvantage));
	const running = guidance.aftercare.filter(({ state }) => state !== "refused");
	return (
		<>
			{worse && <WorseOff one={one} />}
			{guidance.aftercare.map((offered) => (
				<Offered key={offered.id} one={one} offered={offered} />
			))}
			{running.length === 0 && <Offer one={one} />}
		</>
	);
}

/** Somebody is worse off since they spoke up: that is a matter of its own. */
function WorseOff({ one }: { one: Case }) {
	return (
		<Notice kind="warning" title={t("There are signs of disadvantage after speaking up.")}>
			<p>{t("Look together at what makes it safer, and at what can be done about it.")}</p>
			{subjects.some(({ id }) => id === "routes") && (
				<Button onClick={() => go({ at: "guide", id: one.id, subject: "routes" })}>
					{t("Look at the routes")}
				</Button>
			)}
		</Notice>
	);
}

function Offer({ one }: { one: Case }) {
	const key = `aftercare:${one.id}`;
	const talk = isTalk(one);
	const typed = draftOf(key, {
		days: usualMoments(today.peek()),
		by: talk ? "online" : "telefoon",
		text: "",
	});
	const { days, by, text } = typed.value;
	const change = (part: Partial<typeof typed.value>) => {
		typed.value = { ...typed.peek(), ...part };
	};
	return (
		<section class="panel" aria-labelledby="offer-title">
			<h2 id="offer-title">{t("Offer to ask how it goes")}</h2>
			{one.stage === "closed" && <p>{t("This case is closed, and stays so.")}</p>}
			<GuideForm
				action={talk ? t("Offer this") : t("Note what was agreed")}
				told={talk ? t("Offered. The reporter accepts, moves or refuses.") : t("Noted")}
				keep={async () => {
					const offer = { days: chosenDays(days), by, text: text.trim() };
					if (talk) await sayAlsoClosed(one, [draft("aftercare-offer", offer)]);
					else await noteAftercare(one, offer);
					dropDraft(key);
				}}
			>
				<Moments
					days={days}
					onChange={(next) => change({ days: next })}
					most={one.destroyBy || lastPossible(today.value)}
				/>
				{talk && <By by={by} onChange={(how) => change({ by: how })} />}
				<Field
					label={t("Something to add? (optional)")}
					confidential
					value={text}
					onInput={(added) => change({ text: added })}
				/>
			</GuideForm>
		</section>
	);
}

function By({ by, onChange }: { by: string; onChange: (by: string) => void }) {
	return (
		<Chips
			legend={t("How?")}
			value={by}
			onChange={onChange}
			options={["online", "telefoon", "gesprek"].map((value) => ({
				value,
				label: nameOfCode("channels", value),
			}))}
		/>
	);
}

function Offered({ one, offered }: { one: Case; offered: Aftercare }) {
	const left = offered.days.slice(offered.held.length);
	return (
		<section class="panel">
			<h2>{standingOf(offered)}</h2>
			{offered.text !== "" && <p translate={false}>{offered.text}</p>}
			{offered.held.map((told) => (
				<p key={`${told.on} ${told.text}`}>
					<strong>{formatDay(told.on)}</strong>{" "}
					{told.disadvantage && t("Is worse off since speaking up.")}{" "}
					<span translate={false}>{told.text}</span>
				</p>
			))}
			{offered.state === "offered" && <Answer one={one} offered={offered} />}
			{offered.state !== "refused" && left.length > 0 && <Held one={one} offered={offered} />}
		</section>
	);
}

/** What was answered by phone or at the table. */
function Answer({ one, offered }: { one: Case; offered: Aftercare }) {
	const note = (days: readonly string[]) =>
		attempt(() => sayAlsoClosed(one, [aftercareAnswered(offered.id, days, offered.by)]));
	return (
		<>
			<p>{t("No answer yet. Did you hear it by phone or in person?")}</p>
			<div class="actions">
				<Button onClick={() => void note(offered.days)}>{t("Said yes")}</Button>
				<Button onClick={() => void note([])}>{t("Said no")}</Button>
			</div>
		</>
	);
}

function Held({ one, offered }: { one: Case; offered: Aftercare }) {
	const key = `aftercare-held:${one.id}:${offered.id}`;
	const typed = draftOf(key, {
		on: today.peek(),
		how: offered.by === "online" ? "telefoon" : offered.by,
		text: "",
		disadvantage: false,
	});
	const now = typed.value;
	const change = (part: Partial<typeof typed.value>) => {
		typed.value = { ...typed.peek(), ...part };
	};
	return (
		<GuideForm
			action={t("Note how it goes")}
			told={t("Aftercare noted")}
			kind="secondary"
			keep={async () => {
				const content = { ...now, text: now.text.trim(), item: offered.id };
				await sayAlsoClosed(one, [draft("aftercare-held", content)]);
				dropDraft(key);
			}}
		>
			<h3>{t("Asked how it goes")}</h3>
			{isTalk(one) && <p class="soft">{t("The reporter reads this too.")}</p>}
			<Field
				label={t("Day")}
				type="date"
				max={today.value}
				required
				value={now.on}
				onInput={(on) => change({ on })}
			/>
			<By by={now.how} onChange={(how) => change({ how })} />
			<Field
				label={t("How does it go? (optional)")}
				multiline
				rows={3}
				confidential
				value={now.text}
				onInput={(text) => change({ text })}
			/>
			<Check
				label={t("Is worse off since speaking up")}
				hint={t("Left out, other work, a bad review, pressure, dismissal.")}
				checked={now.disadvantage}
				onChange={(disadvantage) => change({ disadvantage })}
			/>
		</GuideForm>
	);
}
