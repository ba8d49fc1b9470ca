/** When an answer comes, when this counsellor is away, where to find them otherwise. */

import { type Signal, useSignal } from "@preact/signals";
import { BusyButton } from "../../kit/button.tsx";
import { Field } from "../../kit/field.tsx";
import { t, tn } from "../../kit/locale.ts";
import { Spinner } from "../../kit/spinner.tsx";
import type { CounsellorCard, OrganisationMembership } from "../../protocol/api.ts";
import { SelectField } from "../account/profile-form.tsx";
import { me } from "../account/session.ts";
import { rostersOf } from "../cases/loading.ts";
import { rosters } from "../cases/store.ts";
import { draftOf, dropDraft } from "../drafts.ts";
import { Chips } from "../parts/chips.tsx";
import { worker } from "../remote.ts";
import { tell } from "../tell.ts";
import { attempt } from "../trouble.ts";
import { Hours } from "./hours.tsx";
import { useOrganisation, WhichOrganisation } from "./which.tsx";

interface Typed {
	promise: string;
	from: string;
	until: string;
	standIn: string;
	phone: string;
	nl: string;
	en: string;
}

export function Availability() {
	const { chosen, id } = useOrganisation();
	const roster = chosen && rosters.value[chosen.id];
	const mine = roster?.counsellors.find((one) => one.person === me.value?.person);
	return (
		<>
			<WhichOrganisation id={id} />
			{chosen && mine ? (
				<>
					<Form
						key={chosen.id}
						membership={chosen}
						mine={mine}
						colleagues={(roster?.counsellors ?? []).filter((one) => one !== mine)}
					/>
					<Hours organisation={chosen.id} />
				</>
			) : (
				<Spinner text={t("One moment")} />
			)}
		</>
	);
}

interface FormProps {
	membership: OrganisationMembership;
	mine: CounsellorCard;
	colleagues: CounsellorCard[];
}

function Form({ membership, mine, colleagues }: FormProps) {
	const key = `availability:${membership.id}`;
	const draft = draftOf<Typed>(key, {
		promise: String(mine.promiseDays),
		from: mine.absentFrom,
		until: mine.absentUntil,
		standIn: colleagues.find((one) => one.profile.name === mine.standIn)?.person ?? "",
		phone: mine.phone,
		nl: mine.onSite.nl,
		en: mine.onSite.en,
	});
	const busy = useSignal(false);
	const submit = async (event: Event) => {
		event.preventDefault();
		if (busy.peek()) return;
		busy.value = true;
		const now = draft.value;
		const done = await attempt(async () => {
			await (await worker()).setAvailability(membership.id, {
				promise_days: Number(now.promise),
				absent_from: now.from,
				absent_until: now.until,
				on_site: { nl: now.nl.trim(), en: now.en.trim() },
				phone: now.phone.trim(),
				stand_in: now.standIn,
			});
			await rostersOf();
		});
		busy.value = false;
		if (!done) return;
		dropDraft(key);
		tell(t("Kept"));
	};
	return (
		<form onSubmit={(event) => void submit(event)}>
			<Chips
				legend={t("You promise an answer within")}
				value={draft.value.promise}
				onChange={(promise) => (draft.value = { ...draft.peek(), promise })}
				options={["1", "2", "3", "5"].map((value) => ({
					value,
					label: tn("{n} working day", "{n} working days", Number(value)),
				}))}
			/>
			<Away draft={draft} colleagues={colleagues} />
			<Elsewhere draft={draft} />
			<BusyButton type="submit" busy={busy.value} busyText={t("Keeping")} wide>
				{t("Keep")}
			</BusyButton>
		</form>
	);
}

function Away({ draft, colleagues }: { draft: Signal<Typed>; colleagues: CounsellorCard[] }) {
	const { from, until, standIn } = draft.value;
	const change = (part: Partial<Typed>) => {
		draft.value = { ...draft.peek(), ...part };
	};
	return (
		<fieldset class="desk-fieldset">
			<legend>{t("Away")}</legend>
			<p class="soft">
				{t("Reporters see this before they write. Nobody reads along while you are away.")}
			</p>
			<div class="pair">
				<Field
					label={t("From")}
					type="date"
					value={from}
					onInput={(value) => change({ from: value })}
				/>
				<Field
					label={t("Until and including")}
					type="date"
					min={from}
					value={until}
					onInput={(value) => change({ until: value })}
				/>
			</div>
			<SelectField
				label={t("Who can be turned to instead?")}
				value={standIn}
				options={[
					{ value: "", label: t("Nobody named") },
					...colleagues.map((one) => ({ value: one.person, label: one.profile.name })),
				]}
				onChange={(value) => change({ standIn: value })}
			/>
		</fieldset>
	);
}

function Elsewhere({ draft }: { draft: Signal<Typed> }) {
	const change = (part: Partial<Typed>) => {
		draft.value = { ...draft.peek(), ...part };
	};
	return (
		<fieldset class="desk-fieldset">
			<legend>{t("Outside this site")}</legend>
			<Field
				label={t("Telephone number for reporters")}
				hint={t("Best a number whose calls your employer can't see.")}
				type="tel"
				value={draft.value.phone}
				onInput={(phone) => change({ phone })}
			/>
			<Field
				label={t("On site, in Dutch")}
				hint={t("For example: every first Tuesday morning, room 2.14.")}
				maxLength={200}
				lang="nl"
				value={draft.value.nl}
				onInput={(nl) => change({ nl })}
			/>
			<Field
				label={t("On site, in English")}
				maxLength={200}
				lang="en"
				value={draft.value.en}
				onInput={(en) => change({ en })}
			/>
		</fieldset>
	);
}
