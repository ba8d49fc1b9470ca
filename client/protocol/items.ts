import type { Bin, Hash, Id, Json, JsonObject, Purpose, Role } from "./api";
import { bin, concat, fromBin, readU16, readU32, u16, u32, utf8 } from "./bytes";
import { canonical, parseCanonical, tagged, taggedBytes } from "./canonical";
import { hash } from "./derive";
import { ensure } from "./refusal";
import { openKey, type SharedKey, sealKey, splitHeader } from "./seal";
import {
	either,
	ensureVersion,
	type Field,
	isCount,
	isFingerprint,
	isHash,
	isId,
	isKey,
	isObject,
	isRecipient,
	isSignature,
	isText,
	isTime,
	listOf,
	object,
	type Shape,
} from "./shape";
import { signed, verify } from "./sign";
import { makeSigned, parseSigned } from "./signed-object";

/** A place in a roster: so long, with this head. */
export interface RosterPoint {
	fingerprint: string;
	length: number;
	head: Hash;
}

export interface EpochParticipant {
	person: Id;
	role: Role;
	sign: Bin;
	/** Hash of the envelope bytes. */
	envelope: Hash;
	/** The oldest epoch whose seed is in the envelope; all later ones are too. */
	from: number;
}

/** What the kinds of event add to the fields all events have. */
export type EventBody =
	| {
			kind: "create";
			purpose: Purpose;
			role: Role;
			sign: Bin;
			seal: Bin;
			roster: RosterPoint | null;
			counsellor: { person: Id; sign: Bin } | null;
			intake: { person: Id; sign: Bin; seal: Bin } | null;
	  }
	| { kind: "epoch"; epoch: number; commitment: Hash; participants: EpochParticipant[] }
	| {
			kind: "join";
			person: Id;
			role: "counsellor";
			sign: Bin;
			seal: Bin;
			roster: RosterPoint;
			ground: "reporter" | "spoken";
	  }
	| { kind: "leave"; person: Id }
	| { kind: "replace-key"; person: Id; sign: Bin; seal: Bin; proof: Bin }
	| { kind: "rejoin"; person: Id; sign: Bin; seal: Bin }
	| { kind: "close" | "reopen" | "withdraw" | "restore" };
export type EventKind = EventBody["kind"];

/** Where an item stands. */
export interface Place {
	instance: Id;
	id: Id;
	conversation: Id;
	seq: number;
	prev: Hash | "";
}
export type Event = { v: 1; suite: "1"; author: Id } & Place & EventBody;

export interface Frame extends Place {
	v: 1;
	suite: "1";
	kind: "statement";
	epoch: number;
	header: Hash;
}

/** What was inside a statement's seal. */
export interface Inner extends Place {
	v: number;
	suite: string;
	kind: string;
	epoch: number;
	author: Id;
	time: string;
	content: JsonObject;
}

export interface MadeStatement {
	bytes: Uint8Array;
	header: Uint8Array;
}

const SIGNATURE = 64;
const CLASSES = [1024, 4096, 16384, 65536];
const LARGEST = 262144;
const EVENT_TAG = utf8("E");
const STATEMENT_TAG = utf8("S");

const PLACE: Shape = {
	v: isCount,
	suite: isText,
	instance: isId,
	kind: isText,
	id: isId,
	conversation: isId,
	seq: isCount,
	prev: either("", isHash),
};
const POINT = object({ fingerprint: isFingerprint, length: isCount, head: isHash });
const ROLE = either("reporter", "counsellor");
const KEYS: Shape = { person: isId, sign: isKey, seal: isRecipient };
const BODIES: Readonly<Record<EventKind, Shape>> = {
	create: {
		purpose: either("conversation", "file", "own", "notebook"),
		role: ROLE,
		sign: isKey,
		seal: isRecipient,
		roster: either(null, POINT),
		counsellor: either(null, object({ person: isId, sign: isKey })),
		intake: either(null, object(KEYS)),
	},
	epoch: {
		epoch: isCount,
		commitment: isHash,
		participants: listOf(
			object({ person: isId, role: ROLE, sign: isKey, envelope: isHash, from: isCount }),
		),
	},
	join: {
		...KEYS,
		role: either("counsellor"),
		roster: POINT,
		ground: either("reporter", "spoken"),
	},
	leave: { person: isId },
	"replace-key": { ...KEYS, proof: isSignature },
	rejoin: KEYS,
	close: {},
	reopen: {},
	withdraw: {},
	restore: {},
};
const EVENTS = new Map<string, Field>(
	Object.entries(BODIES).map(([kind, body]) => [kind, object({ ...PLACE, author: isId, ...body })]),
);
const FRAME = object({ ...PLACE, epoch: isCount, header: isHash });
const INNER = object({ ...PLACE, epoch: isCount, author: isId, time: isTime, content: isObject });

/** Bytes of the plaintext once padded. `bad-shape` above 262,144. */
export function statementClass(length: number): number {
	ensure(length <= LARGEST, "bad-shape", "longer than a statement can be");
	return CLASSES.find((size) => length <= size) ?? padme(length);
}

/** Padmé: at most 12 % more, and few different sizes. */
export function padme(length: number): number {
	if (length < 2) return length;
	const exponent = 31 - Math.clz32(length);
	const precision = 32 - Math.clz32(exponent);
	const step = 2 ** Math.max(0, exponent - precision);
	return Math.ceil(length / step) * step;
}

function eventJson(author: Id, place: Place, body: Record<string, unknown>): Json {
	return { v: 1, suite: "1", author, ...pick(place), ...body } as Json;
}

/** Only what a place consists of, whatever else the caller's object holds. */
function pick({ instance, id, conversation, seq, prev }: Place): Place {
	return { instance, id, conversation, seq, prev };
}

export async function makeEvent(
	signSecret: Uint8Array,
	author: Id,
	place: Place,
	body: EventBody,
): Promise<Uint8Array> {
	const json = eventJson(author, place, body);
	ensure(EVENTS.get(body.kind)?.(json), "bad-shape", `not a ${body.kind}`);
	return makeSigned("E", signSecret, json);
}

/** The proof that goes into a `replace-key`: signed by the new key. */
export async function replaceKeyProof(
	newSignSecret: Uint8Array,
	author: Id,
	place: Place,
	{ person, sign, seal }: { person: Id; sign: Bin; seal: Bin },
): Promise<Bin> {
	const json = eventJson(author, place, { kind: "replace-key", person, sign, seal });
	return bin(await signed("replace-key", newSignSecret, json));
}

/** Whether a `replace-key` holds the proof that its author has the new key. */
export async function provesKey(event: Event & { kind: "replace-key" }): Promise<boolean> {
	const { proof, ...rest } = event;
	return verify(fromBin(event.sign), tagged("replace-key", rest), fromBin(proof));
}

export type ItemSort = "event" | "statement";

export function sortOf(bytes: Uint8Array): ItemSort {
	if (bytes[0] === EVENT_TAG[0]) return "event";
	ensure(bytes[0] === STATEMENT_TAG[0], "bad-shape", "neither event nor statement");
	return "statement";
}

/** An event taken apart. Nothing in it may be relied upon before `isSignedBy` says so. */
export interface ParsedEvent {
	event: Event;
	isSignedBy(key: Bin): Promise<boolean>;
}

export function parseEvent(bytes: Uint8Array): ParsedEvent {
	const { json, isSignedBy } = parseSigned("E", bytes);
	const shape = EVENTS.get(String(json.kind));
	ensure(shape, "not-allowed", `no event of the kind ${json.kind}`);
	ensure(shape(json), "bad-shape", `not a ${json.kind}`);
	return { event: json as unknown as Event, isSignedBy };
}

export async function makeStatement(
	key: SharedKey,
	signSecret: Uint8Array,
	author: Id,
	place: Place,
	what: { epoch: number; kind: string; time: string; content: JsonObject },
): Promise<MadeStatement> {
	const { epoch, kind, time, content } = what;
	const json: Json = { v: 1, suite: "1", ...pick(place), epoch, kind, author, time, content };
	ensure(INNER(json), "bad-shape", "not a statement");
	const stored = canonical(json);
	const length = 4 + SIGNATURE + stored.length;
	const plaintext = new Uint8Array(statementClass(length));
	plaintext.set(concat(u32(stored.length), await signed("statement", signSecret, json), stored));
	const { header, body } = splitHeader(await sealKey(key, plaintext), "key");
	const frame = canonical({
		v: 1,
		suite: "1",
		...pick(place),
		kind: "statement",
		epoch,
		header: hash(header),
	});
	return { bytes: concat(STATEMENT_TAG, u16(frame.length), frame, body), header };
}

/** The frame, readable without a key, and the sealed body. */
export function parseStatement(bytes: Uint8Array): { frame: Frame; body: Uint8Array } {
	const end = 3 + readU16(bytes, 1);
	ensure(end < bytes.length, "bad-shape", "a statement without a body");
	const json = parseCanonical(bytes.subarray(3, end));
	ensureVersion(json);
	ensure(FRAME(json) && json.kind === "statement", "bad-shape", "not a frame");
	return { frame: json as unknown as Frame, body: bytes.subarray(end) };
}

/** A statement opened. Nothing in it may be relied upon before `isSignedBy` says so. */
export interface OpenedStatement {
	inner: Inner;
	isSignedBy(key: Bin): Promise<boolean>;
}

/** Opens the seal and checks padding, shape, and that frame and inside agree. */
export async function openStatement(
	key: SharedKey,
	bytes: Uint8Array,
	header: Uint8Array,
): Promise<OpenedStatement> {
	const { frame, body } = parseStatement(bytes);
	ensure(hash(header) === frame.header, "unreadable", "another header than the frame names");
	const plaintext = await openKey(key, concat(header, body));
	const start = 4 + SIGNATURE;
	const length = readU32(plaintext, 0);
	ensure(length <= plaintext.length - start, "bad-shape", "the statement is cut short");
	const end = start + length;
	ensure(statementClass(end) === plaintext.length, "bad-shape", "not the size of its class");
	ensure(
		plaintext.subarray(end).every((byte) => byte === 0),
		"bad-shape",
		"padding that isn't zero",
	);
	const stored = plaintext.slice(start, end);
	const json = parseCanonical(stored);
	ensureVersion(json);
	ensure(INNER(json), "bad-shape", "not a statement");
	const inner = json as unknown as Inner;
	ensureAgreement(frame, inner);
	const signature = plaintext.slice(4, start);
	return {
		inner,
		isSignedBy: (key) => verify(fromBin(key), taggedBytes("statement", stored), signature),
	};
}

function ensureAgreement(frame: Frame, inner: Inner): void {
	ensure(inner.instance === frame.instance, "wrong-instance", "sealed for another instance");
	ensure(
		inner.conversation === frame.conversation,
		"wrong-conversation",
		"sealed for another conversation",
	);
	ensure(inner.epoch === frame.epoch, "wrong-epoch", "sealed for another epoch");
	ensure(
		inner.id === frame.id && inner.seq === frame.seq && inner.prev === frame.prev,
		"broken-chain",
		"sealed for another place",
	);
}
