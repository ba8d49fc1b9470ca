/**
 * The kinds of statement: who may write each, where it belongs and what is in it.
 *
 * The table of docs/statements.md in code, and the only place that knows it. Types of the
 * contents are read off the table, so a field is named once.
 */

import type { Draft, Json, JsonObject, Statement } from "../protocol/api.ts";
import { guidanceKinds } from "./guidance-kinds.ts";

/** R: a reporter with a key of their own. O: a reporter's one-time key. C: a counsellor. */
export type Writer = "R" | "O" | "C";
export type Place = "conversation" | "file" | "own" | "notebook";
/** `content`: of another kind, as inside `noted`. `positions`: a seq for each conversation. */
export type FieldType = "text" | "flag" | "number" | "texts" | "answers" | "content" | "positions";

export interface KindRow {
	writers: readonly Writer[];
	places: readonly Place[];
	fields: Readonly<Record<string, FieldType>>;
	/** Its field `item` is the id of an earlier statement of one of these kinds. */
	answers?: readonly string[];
}

const conversation = ["conversation"] as const;
const file = ["file"] as const;
const own = ["own"] as const;

export const kinds = {
	"exceptions-read": {
		writers: ["R"],
		places: conversation,
		fields: { version: "text", sector: "text", position: "text", minor: "flag", language: "text" },
	},
	"consent-to-keep": {
		writers: ["R"],
		places: conversation,
		fields: { version: "text", language: "text", months: "number" },
	},
	"look-out": { writers: ["R"], places: conversation, fields: { text: "text" } },
	about: {
		writers: ["R", "O"],
		places: conversation,
		fields: { subjects: "texts", role: "text", minor: "text" },
	},
	message: { writers: ["R", "C"], places: conversation, fields: { text: "text" } },
	inventory: { writers: ["R", "O"], places: conversation, fields: { answers: "answers" } },
	name: { writers: ["R"], places: conversation, fields: { name: "text" } },
	reachable: {
		writers: ["R", "O"],
		places: conversation,
		fields: { allowed: "flag", how: "text", when: "text" },
	},
	"call-me": {
		writers: ["R"],
		places: conversation,
		fields: { number: "text", when: "text", language: "text", name: "text" },
	},
	file: {
		writers: ["R", "C"],
		places: ["conversation", "file"],
		fields: {
			upload: "text",
			key: "text",
			name: "text",
			type: "text",
			size: "number",
			sha256: "text",
			stripped: "flag",
		},
	},
	noted: {
		writers: ["C"],
		places: ["conversation", "file"],
		fields: { what: "text", content: "content", form: "text", on: "text" },
	},
	confirm: { writers: ["R"], places: conversation, fields: { item: "text", text: "text" } },
	contest: { writers: ["R"], places: conversation, fields: { item: "text", text: "text" } },
	decline: { writers: ["C"], places: conversation, fields: {} },
	closing: {
		writers: ["C"],
		places: conversation,
		fields: { text: "text", reason: "text", again: "flag" },
	},
	never: { writers: ["R"], places: conversation, fields: { persons: "texts", text: "text" } },
	contact: {
		writers: ["C"],
		places: file,
		fields: { on: "text", kind: "text", channel: "text", minutes: "number", note: "text" },
	},
	note: { writers: ["C"], places: file, fields: { text: "text" } },
	case: {
		writers: ["C"],
		places: file,
		fields: {
			nickname: "text",
			organisation: "text",
			conversation: "text",
			opened: "text",
			channel: "text",
		},
	},
	setting: { writers: ["C"], places: own, fields: { name: "text", value: "text" } },
	read: { writers: ["C"], places: own, fields: { conversation: "text", seq: "number" } },
	reads: { writers: ["C"], places: own, fields: { positions: "positions" } },
	"roster-head": {
		writers: ["C"],
		places: own,
		fields: { roster: "text", length: "number", head: "text" },
	},
	"case-index": {
		writers: ["C"],
		places: own,
		fields: {
			file: "text",
			conversation: "text",
			organisation: "text",
			state: "text",
		},
	},
	tie: { writers: ["C"], places: own, fields: { text: "text" } },
	decided: { writers: ["C"], places: own, fields: { conversation: "text", decision: "text" } },
	...guidanceKinds,
} as const satisfies Record<string, KindRow>;

type Value<T extends FieldType> = {
	text: string;
	flag: boolean;
	number: number;
	texts: string[];
	answers: Record<string, string>;
	content: JsonObject;
	positions: Record<string, number>;
}[T];

export type Kind = keyof typeof kinds;
export type Content<K extends Kind> = {
	-readonly [F in keyof (typeof kinds)[K]["fields"]]: Value<
		(typeof kinds)[K]["fields"][F] & FieldType
	>;
};

/** A statement whose content is of the shape that its kind promises. */
export type Known = {
	[K in Kind]: Omit<Statement, "kind" | "content"> & { kind: K; content: Content<K> };
}[Kind];

/** A statement to hand to the Worker, with the content checked by the compiler. */
export function draft<K extends Kind>(kind: K, content: Content<K>): Draft {
	return { kind, content: content as JsonObject };
}

export function isKind(kind: string): kind is Kind {
	return Object.hasOwn(kinds, kind);
}

function fits(value: Json | undefined, type: FieldType): boolean {
	switch (type) {
		case "text":
			return typeof value === "string";
		case "flag":
			return typeof value === "boolean";
		case "number":
			return Number.isSafeInteger(value);
		case "texts":
			return Array.isArray(value) && value.every((one) => typeof one === "string");
		case "answers":
			return isObject(value) && Object.values(value).every((one) => typeof one === "string");
		case "content":
			return isObject(value);
		case "positions":
			return isObject(value) && Object.values(value).every(Number.isSafeInteger);
	}
}

function isObject(value: Json | undefined): value is JsonObject {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Whether a content has every field of its kind; further fields are left alone. */
export function hasShape<K extends Kind>(kind: K, content: JsonObject): boolean {
	const fields: Readonly<Record<string, FieldType>> = kinds[kind].fields;
	const complete = Object.entries(fields).every(([name, type]) => fits(content[name], type));
	return complete && (kind !== "noted" || holdsAnother(content));
}

/** What is noted has the shape of its own kind, or a screen would stumble over it. */
function holdsAnother({ what, content }: JsonObject): boolean {
	if (typeof what !== "string" || what === "noted" || !isKind(what)) return false;
	return hasShape(what, content as JsonObject);
}

/** The codes in an answer to a question that takes several; stored as one text. */
export function codesOf(answer: string): string[] {
	return answer.split(" ").filter((code) => code !== "");
}

export function answerOf(codes: readonly string[]): string {
	return codes.join(" ");
}

export function writerOf(statement: Pick<Statement, "role" | "oneTime">): Writer {
	if (statement.role === "counsellor") return "C";
	return statement.oneTime ? "O" : "R";
}

/** Whether somebody may write this kind in this place: the column "who" and "where". */
export function mayWrite(kind: Kind, writer: Writer, place: Place): boolean {
	const row: KindRow = kinds[kind];
	return row.writers.includes(writer) && row.places.includes(place);
}

/**
 * The statement with its typed content; null when it is closed, unknown, misshapen, or by
 * somebody who may not write this kind. A screen shows those as they are and draws nothing from them.
 */
export function known(statement: Statement, place: Place = "conversation"): Known | null {
	if (statement.state !== "ok" || !isKind(statement.kind)) return null;
	if (!mayWrite(statement.kind, writerOf(statement), place)) return null;
	if (!hasShape(statement.kind, statement.content)) return null;
	return statement as Known;
}

/** All known statements of one kind, in the order of the log. */
export function ofKind<K extends Kind>(
	statements: readonly Statement[],
	kind: K,
	place: Place = "conversation",
): Extract<Known, { kind: K }>[] {
	return statements
		.map((one) => known(one, place))
		.filter((one): one is Extract<Known, { kind: K }> => one !== null && one.kind === kind);
}
