/** What a counsellor should know before the cases: roster, device, roles that wait. */

import { Button } from "../../kit/button.tsx";
import { t, tn } from "../../kit/locale.ts";
import { Notice } from "../../kit/notice.tsx";
import type { ConversationView, RefusalCode } from "../../protocol/api.ts";
import { keptWords, saidOnce } from "../account/card.tsx";
import { renewal } from "../account/renewal.ts";
import { acceptInvitation } from "../account/server.ts";
import {
	current,
	invitation,
	me,
	organisations,
	refreshMe,
	usedRecovery,
} from "../account/session.ts";
import { go } from "../places.ts";
import { renewedColleagues } from "../renewed-keys.tsx";
import { attempt } from "../trouble.ts";
import { pending, rosters } from "./store.ts";

export function Warnings() {
	return (
		<>
			<RosterWarnings />
			<WaitingInvitation />
			<WaitingCards />
			<NewKeys />
			<OwnKeysRenewing />
			<OwnRoles />
			<ProviderToConfirm />
			<OnTheList />
			<OneWayIn />
			<AfterRecovery />
		</>
	);
}

/** What a refusal means for the person who reads it. */
export function warningSentence(code: RefusalCode): string {
	const sentences: Partial<Record<RefusalCode, () => string>> = {
		"roster-changed": () => t("The list of counsellors was begun anew. Ask your colleagues why."),
		"rolled-back": () => t("The server shows less than it did before. Nothing is sent any more."),
		forked: () => t("The server shows something else than before. Nothing is sent any more."),
		"wrong-organisation": () =>
			t("The server names another organisation than this conversation belongs to."),
		"locked-out": () => t("Somebody changed the lock. Your key opens only what was there before."),
		"stale-head": () => t("A colleague has not signed in for weeks."),
		"newer-version": () => t("This was made by a newer version. Reload the page."),
		destroyed: () => t("This was destroyed."),
	} as Partial<Record<RefusalCode, () => string>>;
	return (
		sentences[code]?.() ??
		t("The server gave something that is not right ({code}). Trust only what you see.", { code })
	);
}

/** What was refused in these logs: once each, and whether anything can still be written. */
export function Refused({ logs }: { logs: readonly (ConversationView | undefined)[] }) {
	const there = logs.filter((view) => view !== undefined);
	const codes = new Set(there.flatMap((view) => view.refusals.map(({ code }) => code)));
	if (codes.size === 0) return null;
	const shut = there.some((view) => view.refusals.length > 0 && !view.writable);
	return (
		<Notice kind="warning" title={t("Look out")}>
			{[...codes].map((code) => (
				<p key={code}>{warningSentence(code)}</p>
			))}
			{shut && <p>{t("You can't write here any more. Call the person, or the administrator.")}</p>}
		</Notice>
	);
}

function RosterWarnings() {
	const all = organisations.value.flatMap((one) =>
		(rosters.value[one.id]?.warnings ?? []).map((warning) => ({ one, warning })),
	);
	return (
		<>
			{all.map(({ one, warning }) => (
				<Notice key={`${one.id}-${warning.code}`} kind="warning" title={one.name}>
					{warningSentence(warning.code)}
				</Notice>
			))}
		</>
	);
}

/** Somebody with a desk was invited elsewhere too. */
function WaitingInvitation() {
	if (invitation.value === "") return null;
	const accept = () =>
		attempt(async () => {
			await acceptInvitation(invitation.value, "");
			invitation.value = "";
			await refreshMe();
		});
	return (
		<Notice title={t("You came with an invitation")}>
			<p>{t("Accept it, and the new organisation comes beside those you have.")}</p>
			<Button kind="primary" onClick={() => void accept()}>
				{t("Accept")}
			</Button>{" "}
			<Button kind="subtle" onClick={() => (invitation.value = "")}>
				{t("Not now")}
			</Button>
		</Notice>
	);
}

function WaitingCards() {
	const count = pending.value.length;
	if (count === 0) return null;
	return (
		<Notice>
			<p>
				{tn(
					"{n} new colleague waits for your signature.",
					"{n} new colleagues wait for your signature.",
					count,
				)}
			</p>
			<Button kind="secondary" onClick={() => go({ at: "colleagues" })}>
				{t("To colleagues")}
			</Button>
		</Notice>
	);
}

/** Of colleagues: each is to be compared once. */
function NewKeys() {
	const count = renewedColleagues.value.length;
	if (count === 0) return null;
	return (
		<Notice>
			<p>
				{tn(
					"{n} colleague has new keys. Compare them by phone.",
					"{n} colleagues have new keys. Compare them by phone.",
					count,
				)}
			</p>
			<Button kind="secondary" onClick={() => go({ at: "colleagues" })}>
				{t("To colleagues")}
			</Button>
		</Notice>
	);
}

/** Only what a person can do something about: what waits for others goes on by itself. */
function OwnKeysRenewing() {
	const { at, wrong } = renewal.value;
	if (at === null && wrong === "") return null;
	return (
		<Notice>
			<p>{t("Your keys are being renewed. You may go on working.")}</p>
			<Button kind="secondary" onClick={() => go({ at: "settings", part: "keys" })}>
				{t("See how far it is")}
			</Button>
		</Notice>
	);
}

/** A further role that isn't complete: work goes on meanwhile. */
function OwnRoles() {
	return (
		<>
			{organisations.value
				.filter((one) => one.state === "invited" || one.state === "card-sent")
				.map((one) => (
					<Notice key={one.id} title={one.name}>
						<p>
							{one.state === "invited"
								? t("Write your card, so that people can choose you here.")
								: t("A colleague has still to hear your eight words.")}
						</p>
						<Button kind="secondary" onClick={() => go({ at: "settings", part: "profile" })}>
							{t("To your card")}
						</Button>
					</Notice>
				))}
		</>
	);
}

/** The list began without it: work goes on, but nobody from outside can sign. */
function ProviderToConfirm() {
	return (
		<>
			{current.value
				.filter(({ id, providerRoster }) => {
					const named = rosters.value[id]?.provider;
					return providerRoster !== "" && named !== undefined && named !== providerRoster;
				})
				.map((one) => (
					<Notice key={one.id} title={one.name}>
						<p>{t("Your provider is not confirmed yet. Call them: it takes two minutes.")}</p>
						<Button kind="secondary" onClick={() => go({ at: "settings", part: "organisation" })}>
							{t("To your list")}
						</Button>
					</Notice>
				))}
		</>
	);
}

function OneWayIn() {
	const unlockers = me.value?.unlockers ?? [];
	const daily = unlockers.filter((one) => one.type !== "recovery");
	if (daily.length > 0 && unlockers.some((one) => one.type === "recovery")) return null;
	return (
		<Notice kind="warning">
			<p>{t("There is only one way left to open your keys. Add another one.")}</p>
			<Button kind="secondary" onClick={() => go({ at: "settings", part: "unlocking" })}>
				{t("To unlocking")}
			</Button>
		</Notice>
	);
}

/** Whoever needed the sheet will need it again tomorrow, unless there are new words. */
function AfterRecovery() {
	if (!usedRecovery.value) return null;
	return (
		<Notice>
			<p>{t("You came in with your recovery key. Did you lose your words or passphrase?")}</p>
			<p>{t("Then make six new words. The old ones open nothing from then on.")}</p>
			<Button kind="secondary" onClick={() => go({ at: "settings", part: "unlocking" })}>
				{t("To new words")}
			</Button>{" "}
			<Button kind="subtle" onClick={() => (usedRecovery.value = false)}>
				{t("I still have them")}
			</Button>
		</Notice>
	);
}

/** Once after arriving: without a number and hours only the written way is open. */
function OnTheList() {
	const words = keptWords();
	const fresh = current.value.filter(({ id }) => {
		const mine = rosters.value[id]?.counsellors.find((one) => one.person === me.value?.person);
		return id in words && mine?.phone === "";
	});
	return (
		<>
			{fresh.map(({ id, name }) => (
				<Notice key={id} title={name}>
					<p>{t("You are on the list now. Add your phone number and hours.")}</p>
					<p>{t("Then people can reach you in other ways too.")}</p>
					<Button
						kind="secondary"
						onClick={() => {
							void attempt(() => saidOnce(id));
							go({ at: "settings", part: "availability" });
						}}
					>
						{t("To availability")}
					</Button>{" "}
					<Button kind="subtle" onClick={() => void attempt(() => saidOnce(id))}>
						{t("Not now")}
					</Button>
				</Notice>
			))}
		</>
	);
}
