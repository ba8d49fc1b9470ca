/** An organisation's list of counsellors as a whole: vouching for it, and beginning it anew. */

import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { outcomes } from "../../casework/keeping-codes.ts";
import { BusyButton } from "../../kit/button.tsx";
import { Check } from "../../kit/choice.tsx";
import { formatList, t } from "../../kit/locale.ts";
import { Notice } from "../../kit/notice.tsx";
import type { Id, OrganisationMembership, RosterView } from "../../protocol/api.ts";
import { emptyProfile, ProfileForm, tidied } from "../account/profile-form.tsx";
import { current, me, refreshMe } from "../account/session.ts";
import { termsOf } from "../cases/keeping.ts";
import { rostersOf } from "../cases/loading.ts";
import { termInWords } from "../cases/terms.ts";
import { draftOf, dropDraft } from "../drafts.ts";
import { worker } from "../remote.ts";
import { tell } from "../tell.ts";
import { attempt } from "../trouble.ts";
import { NameProvider, WordsOfThisList } from "./provider.tsx";
import { useOrganisation, WhichOrganisation } from "./which.tsx";

export function Organisation() {
	const { chosen, id } = useOrganisation();
	return (
		<>
			<WhichOrganisation id={id} />
			{chosen && <HowLong id={chosen.id} />}
			{chosen && <One key={`${chosen.id}-${chosen.roster}`} membership={chosen} />}
		</>
	);
}

/** To be read here, also by who only coordinates; set by the administrator. */
function HowLong({ id }: { id: Id }) {
	const terms = termsOf(id);
	if (terms === null) return null;
	return (
		<section>
			<h2>{t("How long a case is kept")}</h2>
			<p>{t("After closing, by how it ended:")}</p>
			<ul>
				{outcomes.map((outcome) => (
					<li key={outcome}>{termInWords(outcome, terms)}</li>
				))}
			</ul>
			<p>{t("What still runs then moves the day on. The administrator sets these terms.")}</p>
		</section>
	);
}

function One({ membership }: { membership: OrganisationMembership }) {
	const view = useSignal<RosterView | null>(null);
	const { roster } = membership;
	const look = async () => {
		view.value = await (await worker()).openRoster(roster);
	};
	useEffect(() => {
		if (roster !== "") void attempt(look);
	}, [roster]);
	if (roster === "") return <p>{t("There is no list yet. It begins with your card.")}</p>;
	if (view.value === null) return null;
	return (
		<>
			<p>
				{t("Fingerprint on the poster:")} <code translate={false}>{inFours(roster)}</code>
			</p>
			{membership.kind === "provider" && <WordsOfThisList roster={roster} />}
			<Paper view={view.value} />
			<NameProvider
				membership={membership}
				view={view.value}
				onDone={() => void attempt(() => Promise.all([look(), rostersOf()]))}
			/>
			<Anew view={view.value} />
			{mayVouch(view.value) && (
				<Vouch membership={membership} view={view.value} onDone={() => void attempt(look)} />
			)}
			<AllLost membership={membership} view={view.value} />
		</>
	);
}

/** As on the poster: four at a time can be compared. */
function inFours(fingerprint: string): string {
	return fingerprint.match(/.{1,4}/g)?.join(" ") ?? fingerprint;
}

/** Blank forms, on the organisation's own pages: nothing confidential is in them. */
function Paper({ view }: { view: RosterView }) {
	const { site } = view.organisation;
	if (!URL.canParse(site)) return null;
	return (
		<p>
			<a href={`${site.replace(/\/$/, "")}/paper/`} target="_blank" rel="noreferrer">
				{t("Forms on paper, to print")}
			</a>
		</p>
	);
}

/** Whether this list took the place of another, and who has vouched since. */
function Anew({ view }: { view: RosterView }) {
	if (view.replaces === "") return null;
	return (
		<Notice kind="warning" title={t("This list was begun anew.")}>
			<p>{t("Reporters are told so, and are asked to call first.")}</p>
			{view.witnessed && <p>{t("The provider vouches for it.")}</p>}
			{!view.witnessed && view.provider !== "" && (
				<p>{t("The provider has not vouched for it yet. Call them.")}</p>
			)}
		</Notice>
	);
}

/** Somebody current at the provider that this list names. */
function mayVouch(view: RosterView): boolean {
	return !view.witnessed && current.value.some(({ roster }) => roster === view.provider);
}

interface VouchProps {
	membership: OrganisationMembership;
	view: RosterView;
	onDone: () => void;
}

function Vouch({ membership, view, onDone }: VouchProps) {
	const compared = useSignal(false);
	const busy = useSignal(false);
	const vouch = async () => {
		busy.value = true;
		const done = await attempt(async () => (await worker()).witness(membership.id));
		busy.value = false;
		if (!done) return;
		onDone();
		tell(t("You vouched for this list."));
	};
	return (
		<section class="panel">
			<h2>{t("Vouch for this list")}</h2>
			<p>{t("Call each of them. Let them read the fingerprint of their key, and compare.")}</p>
			<ul class="plain-rows">
				{view.counsellors.map((one) => (
					<li key={one.person}>
						<span>{one.profile.name}</span> <code translate={false}>{one.keyFingerprint}</code>
					</li>
				))}
			</ul>
			<Check
				label={t("I heard every fingerprint, and each is the same.")}
				checked={compared.value}
				onChange={(now) => (compared.value = now)}
			/>
			{compared.value && (
				<BusyButton busy={busy.value} busyText={t("Signing")} onClick={() => void vouch()}>
					{t("Vouch for this list")}
				</BusyButton>
			)}
		</section>
	);
}

interface AllLostProps {
	membership: OrganisationMembership;
	view: RosterView;
}

function AllLost({ membership, view }: AllLostProps) {
	const others = view.counsellors.filter(({ person }) => person !== me.value?.person);
	const there = others.filter(({ fresh }) => fresh).map(({ profile }) => profile.name);
	return (
		<details class="panel">
			<summary>{t("All keys are lost")}</summary>
			<p>{t("Only for when nobody on this list can open their keys any more.")}</p>
			<p>{t("Conversations under the old keys stay closed for good.")}</p>
			<p>{t("Old posters warn people. So all of them must be printed anew.")}</p>
			{there.length > 0 ? (
				<Notice>
					{t("{names} signed in lately. They can sign your card: call them.", {
						names: formatList(there),
					})}
				</Notice>
			) : (
				<BeginAnew membership={membership} view={view} />
			)}
		</details>
	);
}

function BeginAnew({ membership, view }: AllLostProps) {
	const key = `profile:${membership.id}`;
	const mine = view.counsellors.find((one) => one.person === me.value?.person)?.profile;
	const first = mine ?? emptyProfile(me.value?.name ?? "", membership.position);
	const profile = draftOf(key, first);
	const portrait = useSignal<Blob | null>(null);
	const asked = useSignal(false);
	const busy = useSignal(false);
	const begin = async (event: Event) => {
		event.preventDefault();
		if (busy.peek()) return;
		busy.value = true;
		const done = await attempt(async () => {
			const shown = tidied(profile.value);
			await (await worker()).reanchor(membership.id, shown, portrait.value);
			await refreshMe();
			await rostersOf();
		});
		busy.value = false;
		if (!done) return;
		dropDraft(key);
		tell(t("The list was begun anew. Print new posters, and tell your colleagues."));
	};
	return (
		<>
			<p>{t("The administrator first ends the roles of those who lost their keys.")}</p>
			<Check
				label={t("I asked every colleague. Nobody can open their keys any more.")}
				checked={asked.value}
				onChange={(now) => (asked.value = now)}
			/>
			{asked.value && (
				<form onSubmit={(event) => void begin(event)}>
					<ProfileForm profile={profile} portrait={portrait} />
					<BusyButton
						type="submit"
						kind="danger"
						busy={busy.value}
						busyText={t("Signing your card")}
						wide
					>
						{t("Begin the list anew")}
					</BusyButton>
				</form>
			)}
		</>
	);
}
