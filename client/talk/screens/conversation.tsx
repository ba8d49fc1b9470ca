/** The conversation: what waits, the thread, and what to write. */

import { useSignal, useSignalEffect } from "@preact/signals";
import { useEffect } from "preact/hooks";
import {
	type ConversationState,
	promiseOf,
	stateOf,
	undoUntil,
} from "../../casework/conversation.ts";
import { addDays } from "../../casework/days.ts";
import { Button } from "../../kit/button.tsx";
import { formatDay, formatList, formatWeekday, t } from "../../kit/locale.ts";
import { Notice } from "../../kit/notice.tsx";
import type {
	ConversationView,
	CounsellorCard,
	RefusalCode,
	RosterView,
} from "../../protocol/api.ts";
import { standInOf } from "../card-words.ts";
import { Asked, Together } from "../guidance/together.tsx";
import { Page } from "../page.tsx";
import { absenceOf, Dial, Loading, Trouble } from "../parts.tsx";
import { go, goFor } from "../places.ts";
import { worker } from "../remote.ts";
import { attempt } from "../sending.ts";
import {
	conversations,
	current,
	notebook,
	nowIs,
	roster,
	rosterOf,
	rosters,
	sending,
	today,
} from "../store.ts";
import { newestAfter } from "../successor.ts";
import { Compose } from "./compose.tsx";
import { LookAgain } from "./look-again.tsx";
import { ToAnswer } from "./noted.tsx";
import { Thread } from "./thread.tsx";

export function Conversation() {
	const view = current.value;
	useEffect(() => {
		if (view === null && conversations.value.length !== 1) goFor("conversations");
	}, []);
	useSignalEffect(() => {
		const fingerprint = current.value?.roster;
		if (fingerprint)
			rosterOf(fingerprint)
				.then(newestAfter)
				.catch(() => undefined);
	});
	return view === null ? <Loading /> : <Opened view={view} />;
}

function Opened({ view }: { view: ConversationView }) {
	const state = stateOf(view);
	const where = [roster.value, rosters.value[view.roster]].find(
		(one) => one?.fingerprint === view.roster,
	);
	const names = state.counsellors.map((one) => one.name);
	// Whoever came in under a later list has a card in that one only.
	const lists = where ? [where, ...Object.values(rosters.value)] : [];
	const card = lists
		.flatMap(({ counsellors }) => counsellors)
		.find((one) => one.person === state.counsellors[0]?.person);
	const canWrite = view.writable && !["withdrawn", "destroyed"].includes(view.state);
	return (
		<Page
			noBack={conversations.value.length < 2}
			title={
				names.length === 0
					? t("Your conversation")
					: t("Your conversation with {names}", { names: formatList(names) })
			}
		>
			<Trouble />
			<Refusals view={view} />
			{view.state === "withdrawn" && <Withdrawn view={view} state={state} />}
			{view.state === "closed" && <Closed view={view} />}
			{state.declinedBy.length > 0 && <Declined names={state.declinedBy} />}
			{card && view.state === "open" && (
				<Waiting state={state} card={card} standIn={standInFor(state, card, where)} />
			)}
			{canWrite && (names.length === 0 ? <Alone /> : <OffTheList state={state} list={where} />)}
			{canWrite && <ToAnswer view={view} state={state} roster={where ?? null} />}
			{canWrite && <Asked view={view} />}
			<Thread view={view} lines={state.thread} roster={where ?? null} />
			{canWrite && names.length > 0 && <Compose view={view} state={state} card={card ?? null} />}
			<News view={view} />
			<Together view={view} />
			<Button wide onClick={() => go("manage")}>
				{t("Your phrase and your rights")}
			</Button>
		</Page>
	);
}

/** Something in the log isn't as it should be: said, and nothing is written any more. */
function Refusals({ view }: { view: ConversationView }) {
	const codes = new Set(view.refusals.map((one) => one.code));
	const locked = codes.delete("locked-out");
	return (
		<>
			{locked && <LockedOut view={view} />}
			<Refused view={view} codes={codes} />
		</>
	);
}

/** A counsellor made an epoch without us: neither the server nor the reporter did anything wrong. */
function LockedOut({ view }: { view: ConversationView }) {
	return (
		<Notice kind="danger" title={t("Your counsellor changed the lock. Your words don't open it.")}>
			{view.statements.some((one) => one.state === "ok") && (
				<p>{t("You can still read what was there before.")}</p>
			)}
			<p>{t("You can't write here any more.")}</p>
			<p>{t("Call, or begin a new conversation with somebody else.")}</p>
			<p>{t("You can still withdraw everything, or leave.")}</p>
		</Notice>
	);
}

function Refused({ view, codes }: { view: ConversationView; codes: ReadonlySet<RefusalCode> }) {
	if (codes.size === 0) return null;
	if (codes.size === 1 && codes.has("stale-head")) {
		return (
			<Notice kind="warning" title={t("Your counsellor has not been here for weeks.")}>
				<p>{t("Call, or choose somebody else.")}</p>
			</Notice>
		);
	}
	if ([...codes].every((code) => code === "stale-head" || code === "roster-changed")) {
		return (
			<Notice kind="danger" title={t("The list of counsellors changed.")}>
				<p>{t("Perhaps their keys were replaced. Call before you write more, and ask why.")}</p>
			</Notice>
		);
	}
	return (
		<Notice kind="danger" title={t("Something is not right with this conversation.")}>
			{codes.has("newer-version") ? (
				<p>{t("Part of it needs a newer version of this page. Open it again later.")}</p>
			) : (
				<p>{t("We show only what we could check. Call your counsellor before you go on.")}</p>
			)}
			{!view.writable && <p>{t("You can't write here any more.")}</p>}
			<p class="soft">{t("Code: {codes}", { codes: [...codes].join(", ") })}</p>
		</Notice>
	);
}

function Withdrawn({ view, state }: { view: ConversationView; state: ConversationState }) {
	const undo = () =>
		attempt(async () => {
			const remote = await worker();
			nowIs(await remote.restore(view.conversation));
			const notes = notebook.value;
			if (notes?.state === "withdrawn") notebook.value = await remote.restore(notes.conversation);
		});
	return (
		<Notice kind="warning" title={t("You withdrew everything.")}>
			<p>{t("Nobody but you can read this.")}</p>
			<p>
				{t("Until {day} you can undo it. Then it is destroyed.", {
					day: formatWeekday(undoUntil(state.lastDay)),
				})}
			</p>
			<Button onClick={() => void undo()}>{t("Undo it")}</Button>
		</Notice>
	);
}

function Closed({ view }: { view: ConversationView }) {
	const near = view.destroyOn !== "" && view.destroyOn <= addDays(today(), 30);
	return (
		<Notice kind={near ? "warning" : "info"} title={t("This conversation is closed.")}>
			<p>{t("Write, and it opens again.")}</p>
			{view.destroyOn !== "" && (
				<p>{t("Otherwise it is destroyed on {day}.", { day: formatDay(view.destroyOn) })}</p>
			)}
			{near && <p>{t("That is soon. You can keep a copy.")}</p>}
		</Notice>
	);
}

function Declined({ names }: { names: readonly string[] }) {
	return (
		<Notice kind="warning">
			<p>
				{t("{names} is not free for this. That needs no reason. It is not about you.", {
					names: formatList(names),
				})}
			</p>
			<Button onClick={() => go("other-counsellor")}>{t("Choose somebody else")}</Button>
		</Notice>
	);
}

function Alone() {
	return (
		<Notice kind="info">
			<p>{t("Nobody takes part in this conversation now.")}</p>
			<Button onClick={() => go("other-counsellor")}>{t("Choose somebody")}</Button>
		</Notice>
	);
}

/**
 * Whoever lost all keys, or stopped, is taken off the list. Who comes back does so as a new entry,
 * with keys that a colleague compared: only the reporter can let that one in.
 */
function OffTheList({
	state,
	list,
}: {
	state: ConversationState;
	list: RosterView | null | undefined;
}) {
	if (list?.succeededBy !== "") return null;
	const known = list.counsellors.map(({ person }) => person);
	const gone = state.counsellors.filter(({ person }) => !known.includes(person));
	const names = list.counsellors.map(({ profile }) => profile.name);
	if (gone.length === 0) return null;
	const back = gone.filter(({ name }) => names.includes(name));
	return (
		<Notice kind="warning">
			<p>
				{t("{names} is no longer on the list of counsellors.", {
					names: formatList(gone.map(({ name }) => name)),
				})}
			</p>
			{back.length > 0 && (
				<>
					<p>{t("Somebody of the same name is on it now, with another key.")}</p>
					<p>{t("Is it the same person, who lost the key? Then they can't read this any more.")}</p>
					<p>{t("Call first and ask. Then let them in, if you want.")}</p>
				</>
			)}
			<Button onClick={() => go("other-counsellor")}>{t("Choose somebody")}</Button>
		</Notice>
	);
}

/** Whoever must never come near isn't named as a stand-in either. */
function standInFor(
	{ never }: ConversationState,
	card: CounsellorCard,
	list: RosterView | null | undefined,
): string {
	const allowed = (list?.counsellors ?? []).filter(({ person }) => !never.persons.includes(person));
	return standInOf(card, allowed);
}

/** The promise; past it, or in absence, the ways on. */
function Waiting({
	state,
	card,
	standIn,
}: {
	state: ConversationState;
	card: CounsellorCard;
	standIn: string;
}) {
	const promised = promiseOf(state, card.promiseDays, absenceOf(card), today());
	const name = card.profile.name;
	if (promised.past || promised.away) {
		return (
			<Notice
				kind="warning"
				title={
					promised.away ? awayInWords(card) : t("{name} should have answered by now.", { name })
				}
			>
				<p>{t("You need not wait. You can call, or choose somebody else.")}</p>
				{card.phone !== "" && (
					<p>
						<bdi>{name}</bdi>: <Dial number={card.phone} />
					</p>
				)}
				{standIn !== "" && (
					<p>
						{t("{name} stands in. They can't read this until you let them in.", {
							name: standIn,
						})}
					</p>
				)}
				<Button onClick={() => go("other-counsellor")}>{t("Choose somebody else")}</Button>
			</Notice>
		);
	}
	if (promised.before === "") return null;
	return (
		<details class="talk-more">
			<summary>
				{t("Read by {name} before {day}.", { name, day: formatWeekday(promised.before) })}
			</summary>
			<LookAgain day={promised.before} />
		</details>
	);
}

function awayInWords(card: CounsellorCard): string {
	const name = card.profile.name;
	return card.absentUntil === ""
		? t("{name} is away, and we don't know until when.", { name })
		: t("{name} is away until {day}.", { name, day: formatWeekday(card.absentUntil) });
}

/** Looks for news when somebody comes back to the page, and when asked. */
function News({ view }: { view: ConversationView }) {
	const looked = useSignal(false);
	const look = async () => {
		if (sending.value !== "") return;
		try {
			nowIs(await (await worker()).refresh(view.conversation));
			looked.value = true;
		} catch {
			looked.value = false;
		}
	};
	useEffect(() => {
		const shown = () => {
			if (document.visibilityState === "visible") void look();
		};
		document.addEventListener("visibilitychange", shown);
		return () => document.removeEventListener("visibilitychange", shown);
	}, [view.conversation]);
	return (
		<p class="talk-news">
			<Button kind="subtle" onClick={() => void look()}>
				{t("Look for news")}
			</Button>
			<span role="status">{looked.value ? t("You see everything there is.") : ""}</span>
		</p>
	);
}
