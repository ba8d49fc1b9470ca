/** Proposing another counsellor: the reporter alone can change it. */

import type { Case } from "../../casework/case.ts";
import { draft } from "../../casework/kinds.ts";
import { type AnotherReason, anotherReasons, reasonInWords } from "../../guidance/reasons.ts";
import { Choice } from "../../kit/choice.tsx";
import { Field } from "../../kit/field.tsx";
import { formatDay, t } from "../../kit/locale.ts";
import { Notice } from "../../kit/notice.tsx";
import type { CounsellorCard } from "../../protocol/api.ts";
import { me } from "../account/session.ts";
import { rosters } from "../cases/store.ts";
import { draftOf, dropDraft } from "../drafts.ts";
import { Chips } from "../parts/chips.tsx";
import { GuideForm } from "./form.tsx";
import { names } from "./names.ts";
import { say } from "./record.ts";
import { isTalk } from "./state.ts";
import type { Subject, SubjectProps } from "./subjects.ts";

export const another: Subject = {
	id: "another",
	title: () => t("Another counsellor"),
	standing: ({ another: proposed }) => {
		const last = proposed.at(-1);
		return last ? t("Proposed on {day}", { day: formatDay(last.day) }) : "";
	},
	Screen: AnotherScreen,
};

const NOBODY = "nobody";

function AnotherScreen({ one, guidance }: SubjectProps) {
	if (!isTalk(one)) {
		return <p>{t("Somebody who phones chooses whom they call. Tell them who else is there.")}</p>;
	}
	return (
		<>
			<p>{t("Only the reporter can change it. Your colleague knows and sees nothing before.")}</p>
			{guidance.another.map((told) => (
				<Notice key={told.id}>
					<p>
						{formatDay(told.day)}: {reasonInWords(told.content.reason)}
					</p>
					<p translate={false}>{names.person(told.content.person)}</p>
					<p translate={false}>{told.content.text}</p>
				</Notice>
			))}
			{one.stage === "open" && <Propose one={one} />}
		</>
	);
}

/** Whoever must never come near is in no list; nor who takes part already. */
function colleaguesFor(one: Case): CounsellorCard[] {
	const never = one.talk?.never.persons ?? [];
	const inside = one.talk?.counsellors.map(({ person }) => person) ?? [];
	const all = rosters.value[one.organisation]?.counsellors ?? [];
	return all.filter(
		({ person }) =>
			person !== me.value?.person && !never.includes(person) && !inside.includes(person),
	);
}

function Propose({ one }: { one: Case }) {
	const key = `another:${one.id}`;
	const typed = draftOf<{ person: string; reason: AnotherReason; text: string }>(key, {
		person: NOBODY,
		reason: "holiday",
		text: "",
	});
	const { person, reason, text } = typed.value;
	const change = (part: Partial<typeof typed.value>) => {
		typed.value = { ...typed.peek(), ...part };
	};
	return (
		<GuideForm
			action={t("Propose this")}
			told={t("Proposed. The reporter decides.")}
			keep={async () => {
				const whom = person === NOBODY ? "" : person;
				await say(one, [draft("another-counsellor", { person: whom, reason, text: text.trim() })]);
				dropDraft(key);
			}}
		>
			<Chips
				legend={t("Why?")}
				value={reason}
				onChange={(why) => change({ reason: why })}
				options={anotherReasons.map((value) => ({ value, label: reasonInWords(value) }))}
			/>
			<Choice
				legend={t("Whom do you propose?")}
				options={[
					...colleaguesFor(one).map((card) => ({
						value: card.person,
						label: card.profile.name,
					})),
					{ value: NOBODY, label: t("Nobody in particular") },
				]}
				value={person}
				onChange={(whom) => change({ person: whom })}
			/>
			<Field
				label={t("Something to add? (optional)")}
				hint={t("The reporter reads this. Name no other case.")}
				multiline
				rows={3}
				confidential
				value={text}
				onInput={(added) => change({ text: added })}
			/>
		</GuideForm>
	);
}
