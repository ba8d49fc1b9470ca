/**
 * Conversations as the server sees them: who wrote, how large, how long after the last, how many
 * at once. For the test that tries to tell kinds of statement apart by that; no application
 * imports this.
 */

import { canonical } from "../protocol/canonical.ts";
import { statementClass } from "../protocol/items.ts";
import { type FieldType, type Kind, type KindRow, kinds, mayWrite } from "./kinds.ts";

/** One statement as it arrives, and what it really was. */
export interface Overheard {
	kind: Kind;
	by: "R" | "C";
	/** Bytes before sealing: the server sees the class of this. */
	size: number;
	content: Record<string, unknown>;
	/** Days since the one before. */
	gap: number;
	/** How many arrived in the same request. */
	together: number;
}

export type Dice = () => number;

/** The same draws for the same seed. */
export function dice(seed: number): Dice {
	let state = seed >>> 0;
	return () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
}

const sentences = {
	nl: [
		"Vandaag zei mijn leidinggevende weer iets over mijn accent, waar iedereen bij zat.",
		"Ik wil het eerst zelf proberen.",
		"Kunnen we dinsdag bellen? Liever niet op mijn werkmail.",
		"Het rooster is zonder overleg veranderd, en dat is al de derde keer deze maand.",
		"Dank je wel, dit helpt.",
		"Ik heb opgeschreven wat er gebeurde, en wie erbij was.",
	],
	en: [
		"My manager said something about my accent again, in front of everybody.",
		"I would like to try myself first.",
		"Can we call on Tuesday? Rather not on my work email.",
		"The roster was changed without asking, for the third time this month.",
		"Thank you, this helps.",
		"I wrote down what happened, and who was there.",
	],
} as const;

/** Characters that such a text has in the middle; most are shorter, a few are much longer. */
const usual: Partial<Record<Kind, number>> = {
	message: 380,
	agreement: 2_300,
	summary: 900,
	progress: 220,
	inventory: 160,
	happened: 240,
	closing: 300,
};
const USUAL = 90;

/** Fields that hold a code, a day or an id, by name; all others hold what somebody wrote. */
const short: Readonly<Record<string, readonly string[]>> = {
	route: ["own-talk", "talk-with-counsellor", "signal-without-name", "complaint"],
	zone: ["Europe/Amsterdam"],
	how: ["phone", "room", "video", ""],
	until: ["2027-01-31"],
	on: ["2026-12-03"],
	ask: ["2026-12-17", ""],
	form: ["spoken", "paper"],
	language: ["nl", "en"],
	version: ["2026-10-01"],
	template: ["trust-agreement"],
	term: ["acknowledgement", "feedback"],
	had: ["picked-up", "not", "not-yet"],
	by: ["talk", "phone"],
	role: ["self", "witness"],
	minor: [""],
	sector: ["private", "government"],
	position: ["internal", "external"],
	body: ["discrimination-desk", "legal-desk"],
	need: ["discrimination", "law"],
	reason: ["holiday", "illness"],
	slot: ["2026-12-03T09:00Z"],
	held: [""],
	instead: [""],
	hash: ["a".repeat(64)],
	item: ["b".repeat(32)],
	person: ["c".repeat(32)],
	upload: ["d".repeat(32)],
	key: ["e".repeat(43)],
	sha256: ["f".repeat(64)],
	type: ["image/png"],
	number: ["06 00 00 00 01"],
};

const lists: Readonly<Record<string, readonly string[]>> = {
	slots: ["2026-12-03T09:00Z", "2026-12-03T10:00Z", "2026-12-04T09:00Z", "2026-12-04T13:00Z"],
	days: ["2027-01-04", "2027-03-01"],
	subjects: ["bullying", "discrimination"],
	persons: ["c".repeat(32)],
};

function pick<T>(roll: Dice, among: readonly T[]): T {
	return among[Math.floor(roll() * among.length)] as T;
}

/** About as long as people write: many short ones, and a long tail. */
function written(roll: Dice, middle: number): string {
	const language = roll() < 0.7 ? "nl" : "en";
	const spread = Math.exp((roll() + roll() + roll() - 1.5) * 1.3);
	const length = Math.round(middle * spread);
	let text = "";
	while (text.length < length) text += `${pick(roll, sentences[language])} `;
	return text.slice(0, Math.max(length, 2)).trim();
}

function filled(roll: Dice, kind: Kind, field: string, type: FieldType): unknown {
	const middle = usual[kind] ?? USUAL;
	const parts: Record<FieldType, () => unknown> = {
		text: () => {
			const codes = short[field];
			if (codes) return pick(roll, codes);
			if (field === "text") return roll() < 0.3 && !usual[kind] ? "" : written(roll, middle);
			return written(roll, 30);
		},
		texts: () => {
			const among = lists[field] ?? [written(roll, 30)];
			return among.slice(0, 1 + Math.floor(roll() * among.length));
		},
		flag: () => roll() < 0.5,
		number: () => pick(roll, [30, 45, 60]),
		answers: () => ({ since: written(roll, 60), how: written(roll, middle) }),
		content: () => ({}),
		positions: () => ({ [written(roll, 30)]: 12 }),
	};
	return parts[type]();
}

function contentOf(roll: Dice, kind: Kind): Record<string, unknown> {
	const fields: Readonly<Record<string, FieldType>> = kinds[kind].fields;
	if (kind !== "noted") {
		return Object.fromEntries(
			Object.entries(fields).map(([field, type]) => [field, filled(roll, kind, field, type)]),
		);
	}
	const what = pick(roll, speakable("R"));
	return { what, content: contentOf(roll, what), form: "spoken", on: "2026-12-03" };
}

/** What this writer may say in a conversation. */
export function speakable(by: "R" | "C"): Kind[] {
	const all = Object.keys(kinds) as Kind[];
	return all.filter((kind) => kind !== "noted" && mayWrite(kind, by, "conversation"));
}

const id = "0".repeat(32);

/** Bytes of such a statement before padding, with its signature and the length before it. */
export function sizeOf(kind: Kind, content: Record<string, unknown>, seq: number): number {
	const place = { instance: id, id, conversation: id, seq, prev: "0".repeat(64) };
	const rest = { epoch: 1, kind, author: id, time: "2026-12-03T10:00:00Z", content };
	return 68 + canonical({ v: 1, suite: "1", ...place, ...rest } as never).length;
}

export function classOf(one: Pick<Overheard, "size">): number {
	return statementClass(one.size);
}

/** What begins every conversation is known to be that; from here on kinds are to be told apart. */
export function conversation(roll: Dice, length: number): Overheard[] {
	const said: Overheard[] = [];
	const open = new Set<Kind>();
	while (said.length < length) {
		const by = roll() < 0.5 ? "R" : "C";
		const gap = roll() < 0.4 ? 0 : Math.floor(-Math.log(1 - roll()) * 4);
		const together = roll() < 0.85 ? 1 : 2;
		for (let at = 0; at < together; at++) {
			const kind = chosen(roll, by, open);
			const content = contentOf(roll, kind);
			const size = sizeOf(kind, content, said.length + 5);
			said.push({ kind, by, content, size, gap: at === 0 ? gap : 0, together });
			open.add(kind);
		}
	}
	return said;
}

/** Half of what is said are messages; a question that waits is answered before anything else, often. */
function chosen(roll: Dice, by: "R" | "C", open: Set<Kind>): Kind {
	const able = [...speakable(by), ...(by === "C" ? (["noted"] as const) : [])];
	const isAsked = (kind: Kind) => {
		const row: KindRow = kinds[kind];
		return (row.answers ?? []).some((asked) => open.has(asked as Kind));
	};
	const answers = able.filter(isAsked);
	if (answers.length > 0 && roll() < 0.4) {
		const kind = pick(roll, answers);
		for (const asked of (kinds[kind] as KindRow).answers ?? []) open.delete(asked as Kind);
		return kind;
	}
	if (roll() < 0.5) return "message";
	return pick(
		roll,
		able.filter((kind) => (kinds[kind] as KindRow).answers === undefined || isAsked(kind)),
	);
}
