import type { ConversationView, Day, Id, LogEvent, Participant, Refusal, Statement } from "./api";
import { hash } from "./derive";
import { type Seeds, statementKey } from "./epoch";
import { type Event, openStatement } from "./items";
import type { ItemRecord, LogState, Member } from "./log";
import { memberOf } from "./membership";
import { ensure, ProtocolError } from "./refusal";
import type { SharedKey } from "./seal";

type StatementRecord = Extract<ItemRecord, { sort: "statement" }>;
type Opened = { statements: Statement[]; refusals: Refusal[] };
/** As many seals are opened at the same time. */
const AT_ONCE = 8;

type OpenedOne = { statement: Statement; refusal?: Refusal };

/**
 * Opens statements that aren't in `known` (by seq) yet; `only`: no others than these seqs. Those
 * of epochs before one's time stay `sealed`.
 */
export async function openStatements(
	state: LogState,
	seeds: Seeds,
	options: { only?: readonly number[]; known?: ReadonlyMap<number, Statement> } = {},
): Promise<Opened> {
	const records = state.items.filter((record) => record.sort === "statement");
	const keys = keysOf(state, seeds);
	const opened = await inTurn(records, async (record): Promise<OpenedOne> => {
		const known = options.known?.get(record.seq);
		if (known?.state === "ok" && record.header) return { statement: known };
		if (!record.header) return gone(state, record);
		if (options.only && !options.only.includes(record.seq))
			return { statement: closedStatement(record, "sealed") };
		return openOne(state, keys, record, record.header);
	});
	return {
		statements: opened.map(({ statement }) => statement),
		refusals: opened.flatMap(({ refusal }) => refusal ?? []),
	};
}

/**
 * Some at a time and not all: the browser checks the first signatures on another processor while
 * the next seals are opened here, and the memory of a few is used again for all.
 */
async function inTurn<T, R>(all: readonly T[], work: (one: T) => Promise<R>): Promise<R[]> {
	const results = new Array<R>(all.length);
	const rest = all.entries();
	const worker = async () => {
		for (const [position, one] of rest) results[position] = await work(one);
	};
	await Promise.all(Array.from({ length: AT_ONCE }, worker));
	return results;
}

/** The key of the statements of an epoch, derived once; undefined without its seed. */
export function keysOf(
	{ conversation }: LogState,
	seeds: Seeds,
): (epoch: number) => SharedKey | undefined {
	const keys = new Map<number, SharedKey>();
	return (epoch) => {
		const seed = seeds.get(epoch);
		if (!seed) return undefined;
		const key = keys.get(epoch) ?? statementKey(seed, conversation, epoch);
		keys.set(epoch, key);
		return key;
	};
}

function closedStatement(record: StatementRecord, state: Statement["state"]): Statement {
	const { seq, id, day, frame } = record;
	return {
		id,
		seq,
		day,
		epoch: frame.epoch,
		author: "",
		role: "reporter",
		oneTime: false,
		kind: "",
		time: "",
		content: {},
		state,
	};
}

/** Without its header. What follows vouches for its bytes; for the last item nothing does. */
function gone(state: LogState, record: StatementRecord): OpenedOne {
	const statement = closedStatement(record, "destroyed");
	if (record.seq < state.length - 1) return { statement };
	const refusal = new ProtocolError("unreadable", "the last item, without its header");
	return { statement, refusal: refusal.refusal(record.seq) };
}

async function openOne(
	state: LogState,
	keys: (epoch: number) => SharedKey | undefined,
	record: StatementRecord,
	header: Uint8Array,
): Promise<OpenedOne> {
	const key = keys(record.frame.epoch);
	if (!key) return { statement: closedStatement(record, "sealed") };
	try {
		return { statement: await verified(state, key, record, header) };
	} catch (error) {
		if (!(error instanceof ProtocolError)) throw error;
		const shown = error.code === "newer-version" ? "newer-version" : "unreadable";
		return { statement: closedStatement(record, shown), refusal: error.refusal(record.seq) };
	}
}

async function verified(
	state: LogState,
	key: SharedKey,
	record: StatementRecord,
	header: Uint8Array,
): Promise<Statement> {
	const { frame, bytes } = record;
	const { inner, isSignedBy } = await openStatement(key, bytes, header);
	const epoch = state.epochs[frame.epoch - 1];
	const author = epoch?.participants.find((participant) => participant.person === inner.author);
	ensure(epoch && author, "unknown-author", "not by a participant of its epoch");
	ensure(await isSignedBy(author.sign), "bad-signature", "not signed by its author");
	return {
		id: record.id,
		seq: record.seq,
		day: record.day,
		epoch: frame.epoch,
		author: inner.author,
		role: author.role,
		oneTime: epoch.oneTime.includes(inner.author),
		kind: inner.kind,
		time: inner.time,
		content: inner.content,
		state: "ok",
	};
}

/**
 * The first refusal that a server alone may have caused: of the last item, whose bytes nothing
 * follows from yet, or of a header that its frame doesn't name. Nothing more is said after it.
 */
export function unvouched(state: LogState, refusals: readonly Refusal[]): Refusal | undefined {
	return refusals.find(({ seq }) => {
		const record = state.items[seq ?? -1];
		if (record?.sort !== "statement") return false;
		const { header, frame } = record;
		return seq === state.length - 1 || (header !== null && hash(header) !== frame.header);
	});
}

function eventView(event: Event, day: Day): LogEvent {
	const { seq, kind, author } = event;
	const about =
		event.kind === "create"
			? { person: event.counsellor?.person ?? event.intake?.person ?? "", role: event.role }
			: {
					person: "person" in event ? event.person : "",
					role: event.kind === "join" ? event.role : "",
				};
	return { seq, day, kind, author, person: about.person, role: about.role as LogEvent["role"] };
}

/** What a screen is shown. `nameOf`: a counsellor's name by the roster, else "". */
export function viewOf(
	state: LogState,
	opened: Opened,
	mine: Pick<ConversationView, "me" | "destroyOn" | "destroyBy"> & {
		nameOf: (person: Id) => string;
	},
): ConversationView {
	const shown = ({ person, role, oneTime, ground }: Member): Participant => ({
		person,
		role,
		oneTime,
		name: role === "counsellor" ? mine.nameOf(person) : "",
		ground,
	});
	const me = memberOf(state, mine.me);
	const before = me ?? state.former.find((member) => member.person === mine.me);
	const refusals = [...state.refusals, ...opened.refusals];
	return {
		conversation: state.conversation,
		purpose: state.purpose,
		roster: state.roster?.fingerprint ?? "",
		me: mine.me,
		myRole: before?.role ?? "reporter",
		myKeyIsOneTime: before?.oneTime ?? false,
		head: state.head,
		length: state.length,
		state: state.phase,
		destroyOn: mine.destroyOn,
		destroyBy: mine.destroyBy,
		participants: state.members.map(shown),
		formerParticipants: state.former.map(shown),
		needsEpoch: state.epochDue,
		events: state.items.flatMap((r) => (r.sort === "event" ? [eventView(r.event, r.day)] : [])),
		statements: opened.statements,
		refusals,
		writable:
			me !== undefined &&
			!state.halted &&
			!unvouched(state, opened.refusals) &&
			!refusals.some((refusal) => refusal.code === "newer-version"),
	};
}
