import type { Bin, Id } from "./api";
import { type Actor, GRANTS, type Grant } from "./grants";
import type { EpochParticipant, Event } from "./items";
import { provesKey } from "./items";
import type { LogState, Member } from "./log";
import { ensure } from "./refusal";

type EventOf<K extends Event["kind"]> = Extract<Event, { kind: K }>;

/** A state that is still being worked on; `LogState` is what others get to see. */
export type Draft = { -readonly [K in keyof LogState]: LogState[K] };

export function memberOf(state: LogState, person: Id): Member | undefined {
	return state.members.find((member) => member.person === person);
}

/** The reporter, if they have a key that nobody else has seen. */
function ownReporter(state: LogState): Member | undefined {
	return state.members.find((member) => member.role === "reporter" && !member.oneTime);
}

function isActor(state: LogState, actor: Actor, author: Member, person: Id): boolean {
	switch (actor) {
		case "participant":
			return true;
		case "self":
			return author.person === person;
		case "reporter":
			return ownReporter(state) === author;
		case "counsellor":
			return author.role === "counsellor";
		case "counsellor-alone":
			return author.role === "counsellor" && ownReporter(state) === undefined;
		case "counsellor-unused":
			return author.role === "counsellor" && neverUsed(state, person);
	}
}

/** Whether this is the caller whom `create` named, with the key that was in it ever since. */
export function neverUsed(state: LogState, person: Id): boolean {
	const first = state.items[0];
	const intake = first?.sort === "event" && first.event.kind === "create" && first.event.intake;
	const member = memberOf(state, person);
	return Boolean(intake && member && intake.person === person && intake.sign === member.sign);
}

function ensureTime(state: LogState, kind: keyof typeof GRANTS): Grant {
	const grant = GRANTS[kind];
	ensure(grant.purposes.includes(state.purpose), "not-allowed", `no ${kind} in this purpose`);
	ensure(grant.during.includes(state.phase), "not-allowed", `no ${kind} while ${state.phase}`);
	ensure(!state.epochDue || grant.whileEpochDue, "not-allowed", `no ${kind} before the new epoch`);
	return grant;
}

/** As `ensureGranted`, for a statement: who wrote it is known only once it is opened. */
export function ensureStatementTime(state: LogState): void {
	ensureTime(state, "statement");
}

/** Throws `not-allowed` where the table of grants says no. `author` takes part already. */
export function ensureGranted(
	state: LogState,
	kind: keyof typeof GRANTS,
	author: Member,
	person: Id = "",
): void {
	const grant = ensureTime(state, kind);
	ensure(
		grant.by.some((actor) => isActor(state, actor, author, person)),
		"not-allowed",
		`${kind} isn't this participant's to write`,
	);
}

/** Carries out an event whose signature and grant were checked; throws where its content is wrong. */
export async function applyEvent(
	draft: Draft,
	event: Event,
	author: Member | undefined,
): Promise<void> {
	switch (event.kind) {
		case "create":
			return create(draft, event);
		case "epoch":
			return epoch(draft, event, author as Member);
		case "join":
			return join(draft, event, author as Member);
		case "leave":
			return leave(draft, event);
		case "replace-key":
			return replaceKey(draft, event);
		case "rejoin":
			return rejoin(draft, event);
		case "close":
			draft.phase = "closed";
			return;
		case "reopen":
			draft.phase = "open";
			return;
		case "withdraw":
			draft.closedBefore = draft.phase === "closed";
			draft.phase = "withdrawn";
			return;
		case "restore":
			draft.phase = draft.closedBefore ? "closed" : "open";
			draft.closedBefore = false;
			return;
	}
}

function create(draft: Draft, event: EventOf<"create">): void {
	const { purpose, role, counsellor, intake, roster } = event;
	const talk = purpose === "conversation";
	const notebook = purpose === "notebook";
	const reporting = role === "reporter";
	ensure(talk || reporting === notebook, "not-allowed", "not theirs to keep");
	ensure(
		(roster === null) === (notebook || purpose === "own"),
		"bad-shape",
		"a roster where none belongs, or none",
	);
	ensure((counsellor !== null) === (talk && reporting), "bad-shape", "who is spoken to?");
	ensure((intake !== null) === (talk && role === "counsellor"), "bad-shape", "who is it for?");
	const base = { ground: "create", from: 0, oneTime: false } as const;
	const author: Member = {
		...base,
		person: event.author,
		role,
		sign: event.sign,
		seal: event.seal,
		roster: role === "counsellor" ? roster : null,
	};
	const members = [author];
	if (counsellor) members.push({ ...base, ...counsellor, role: "counsellor", seal: "", roster });
	if (intake) members.push({ ...base, ...intake, role: "reporter", roster: null, oneTime: true });
	ensureDistinct(members);
	draft.purpose = purpose;
	draft.roster = roster;
	draft.founder = event.author;
	draft.members = members;
	draft.epochDue = true;
}

/** One person can't stand for two, nor one key. */
function ensureDistinct(members: Member[]): void {
	ensure(
		new Set(members.map((m) => m.person)).size === members.length,
		"not-allowed",
		"a person twice",
	);
	ensure(new Set(members.map((m) => m.sign)).size === members.length, "not-allowed", "a key twice");
}

function epoch(draft: Draft, event: EventOf<"epoch">, author: Member): void {
	ensure(event.epoch === draft.epoch + 1, "wrong-epoch", "not the next epoch");
	const expected = [...draft.members].sort((a, b) => (a.person < b.person ? -1 : 1));
	ensure(
		expected.length === event.participants.length,
		"not-allowed",
		"not exactly the participants",
	);
	expected.forEach((member, i) => {
		const listed = event.participants[i] as EpochParticipant;
		ensure(
			listed.person === member.person && listed.role === member.role && listed.sign === member.sign,
			"not-allowed",
			"not exactly the participants with their keys",
		);
	});
	const oldest = event.participants.find((listed) => listed.person === author.person)?.from ?? 0;
	for (const member of expected) {
		const from = event.participants.find((listed) => listed.person === member.person)?.from ?? 0;
		const fits = member.from > 0 ? from === member.from : from >= 1 && from <= event.epoch;
		ensure(
			fits && oldest <= from,
			"not-allowed",
			"seeds taken away, or promised without having them",
		);
	}
	draft.members = draft.members.map((member) => ({
		...member,
		from: event.participants.find((listed) => listed.person === member.person)?.from ?? 0,
	}));
	draft.epoch = event.epoch;
	draft.epochDue = false;
	draft.epochs = [
		...draft.epochs,
		{
			epoch: event.epoch,
			seq: event.seq,
			commitment: event.commitment,
			participants: event.participants,
			oneTime: draft.members.filter((member) => member.oneTime).map((member) => member.person),
		},
	];
}

function join(draft: Draft, event: EventOf<"join">, author: Member): void {
	const { person, role, sign, seal, roster, ground } = event;
	ensure(!memberOf(draft, person), "not-allowed", "takes part already");
	ensure(
		!draft.former.some((member) => member.person === person && member.role !== role),
		"not-allowed",
		"was the reporter",
	);
	ensure(
		(ground === "reporter") === (author.role === "reporter"),
		"not-allowed",
		"on another's ground",
	);
	const joined: Member = { person, role, sign, seal, roster, ground, oneTime: false, from: 0 };
	ensureDistinct([...draft.members, joined]);
	draft.members = [...draft.members, joined];
	draft.former = draft.former.filter((member) => member.person !== person);
	draft.epochDue = true;
}

function leave(draft: Draft, event: EventOf<"leave">): void {
	const gone = memberOf(draft, event.person);
	ensure(gone, "not-allowed", "takes no part");
	draft.members = draft.members.filter((member) => member !== gone);
	draft.former = [...draft.former, gone];
	draft.epochDue = true;
}

async function replaceKey(draft: Draft, event: EventOf<"replace-key">): Promise<void> {
	ensure(await provesKey(event), "bad-signature", "no proof of the new key");
	rekey(draft, event.person, { sign: event.sign, seal: event.seal, oneTime: false });
}

function rejoin(draft: Draft, event: EventOf<"rejoin">): void {
	const reporter = memberOf(draft, event.person);
	ensure(reporter?.role === "reporter", "not-allowed", "not the reporter here");
	rekey(draft, event.person, { sign: event.sign, seal: event.seal, oneTime: true, from: 0 });
}

function rekey(
	draft: Draft,
	person: Id,
	change: { sign: Bin; seal: Bin; oneTime: boolean; from?: number },
): void {
	const used = draft.members.some((member) => member.sign === change.sign);
	ensure(!used, "not-allowed", "a key in use already");
	draft.members = draft.members.map((member) =>
		member.person === person ? { ...member, ...change, roster: null } : member,
	);
	draft.epochDue = true;
}
