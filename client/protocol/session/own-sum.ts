/**
 * A counsellor's own log, summed: what still counts of all that came before stands in one
 * statement, word for word, so that what it takes the place of can be destroyed. Pure.
 *
 * The sum that reaches furthest holds, whoever wrote it: what comes before its end stands in it,
 * what comes after stands for itself. So two devices may sum up at the same time.
 */

import type { ConversationView, Draft, Id, JsonObject, Statement } from "../api";
import { newId, utf8 } from "../bytes";

const SUMMED = "summed";
/** Opening so many one by one takes no longer than reading them. */
export const LIVE_MOST = 200;
/** A sum too large for one statement comes in parts, all in one request. */
const PART_BYTES = 150_000;
const PARTS_MOST = 8;

type Kept = Pick<Statement, "id" | "seq" | "kind" | "time" | "content">;

/** As long as keys stay in back-ups: whoever restores an older rest still finds the sum in it. */
export const REST_DAYS = 14;
const DAY_MS = 86_400_000;

interface Sum {
	/** When it was written, by the writer's clock. */
	time: string;
	/** Every statement before this seq stands in it. */
	covers: number;
	statements: Statement[];
}

/** The log as if nothing had ever been summed. */
export function unfolded(view: ConversationView): ConversationView {
	const sum = furthest(sumsIn(view));
	if (!sum) return view;
	return { ...view, statements: [...sum.statements, ...liveIn(view, sum)] };
}

/** The statements that sum up this log; null while that isn't worth it, or can't be done safely. */
export function sumOf(view: ConversationView): Draft[] | null {
	const sum = furthest(sumsIn(view));
	const live = liveIn(view, sum);
	const isWhole = live.every(({ state }) => state === "ok");
	if (live.length <= LIVE_MOST || !isWhole || !view.writable || view.refusals.length > 0)
		return null;
	const parts = inParts(stillCounting([...(sum?.statements ?? []), ...live]));
	if (parts.length > PARTS_MOST) return null;
	const whole = { sum: newId(), covers: view.length, parts: parts.length };
	return parts.map((statements, part) => ({
		kind: SUMMED,
		content: { ...whole, part, statements } as unknown as JsonObject,
	}));
}

/** Before which seq nothing is needed any more, by a sum that has rested; 0 when nothing is left. */
export function shreddableBefore(view: ConversationView, now: Date): number {
	const rested = now.getTime() - REST_DAYS * DAY_MS;
	const sums = sumsIn(view).filter(({ time }) => Date.parse(time) <= rested);
	const covers = furthest(sums)?.covers ?? 0;
	const isLeft = view.statements.some(({ seq, state }) => seq < covers && state !== "destroyed");
	return isLeft ? covers : 0;
}

function liveIn({ statements }: ConversationView, sum: Sum | null): Statement[] {
	return statements.filter(({ seq, kind }) => seq >= (sum?.covers ?? 0) && kind !== SUMMED);
}

// --- What still counts --------------------------------------------------------------------------

/**
 * Without what a later one says anew: it stands where the first of them stood, since some orders
 * count. Kinds that aren't known here stay as they are.
 */
function stillCounting(statements: readonly Statement[]): Kept[] {
	const kept = new Map<string, Kept>();
	for (const one of statements) {
		const { id, seq, kind, time } = one;
		const key = subjectOf(one);
		const before = kept.get(key);
		const content = key === READ ? readTo(before, one) : one.content;
		const shown = key === READ ? "reads" : kind;
		kept.set(key, { id, seq, kind: shown, time, content });
	}
	return [...kept.values()];
}

const READ = "read";

/** What a statement is about: of those about the same only the last counts. */
function subjectOf({ id, kind, content }: Statement): string {
	switch (kind) {
		case "read":
		case "reads":
			return READ;
		case "setting":
			// Each names another tie that holds no more.
			return content["name"] === "tie-over" ? id : `${kind} ${content["name"]}`;
		case "roster-head":
			return `${kind} ${content["roster"]}`;
		case "case-index":
			return `${kind} ${content["file"] || content["conversation"]}`;
		case "decided":
		case "ends":
			return `${kind} ${content["conversation"]}`;
		default:
			return id;
	}
}

/** How far each log was read, in one. */
function readTo(before: Kept | undefined, one: Statement): JsonObject {
	const positions = { ...(before ? positionsIn(before) : {}) };
	for (const [conversation, seq] of Object.entries(positionsIn(one)))
		positions[conversation] = Math.max(positions[conversation] ?? -1, seq);
	return { positions };
}

/** How far each log was read, by a statement of the kind `read` or `reads`. */
export function positionsIn({ kind, content }: Pick<Statement, "kind" | "content">) {
	if (kind === "read") {
		const { conversation, seq } = content;
		return typeof conversation === "string" && isSeq(seq) ? { [conversation]: seq } : {};
	}
	const all = kind === "reads" ? content["positions"] : null;
	const positions: Record<Id, number> = {};
	if (typeof all !== "object" || all === null) return positions;
	for (const [conversation, seq] of Object.entries(all))
		if (isSeq(seq)) positions[conversation] = seq;
	return positions;
}

function inParts(statements: readonly Kept[]): Kept[][] {
	const parts: Kept[][] = [];
	let room = 0;
	for (const one of statements) {
		const size = utf8(JSON.stringify(one)).length + 1;
		if (size > room) {
			parts.push([]);
			room = PART_BYTES;
		}
		parts.at(-1)?.push(one);
		room -= size;
	}
	return parts;
}

// --- Reading a sum ------------------------------------------------------------------------------

interface Part {
	sum: Id;
	time: string;
	covers: number;
	part: number;
	parts: number;
	statements: Statement[];
}

/** Those with all their parts. */
function sumsIn({ statements }: ConversationView): Sum[] {
	const bySum = new Map<Id, Part[]>();
	for (const one of statements) {
		const part = partOf(one);
		if (part) bySum.set(part.sum, [...(bySum.get(part.sum) ?? []), part]);
	}
	return [...bySum.values()].flatMap((parts) => wholeOf(parts) ?? []);
}

function furthest(sums: readonly Sum[]): Sum | null {
	return sums.reduce<Sum | null>(
		(best, one) => (one.covers > (best?.covers ?? 0) ? one : best),
		null,
	);
}

/** null as long as one of its parts isn't there. */
function wholeOf(parts: readonly Part[]): Sum | null {
	const { time = "", covers = 0, parts: count = 0 } = parts[0] ?? {};
	const ordered = [...parts].sort((one, other) => one.part - other.part);
	const isWhole = parts.length === count && ordered.every(({ part }, at) => part === at);
	return isWhole ? { time, covers, statements: ordered.flatMap((one) => one.statements) } : null;
}

function partOf(one: Statement): Part | null {
	if (one.kind !== SUMMED || one.state !== "ok") return null;
	const { sum, covers, part, parts, statements } = one.content;
	const isPlaced = isSeq(covers) && covers <= one.seq && isSeq(part) && isSeq(parts);
	if (typeof sum !== "string" || !isPlaced || !Array.isArray(statements)) return null;
	const { time } = one;
	return {
		sum,
		time,
		covers,
		part,
		parts,
		statements: statements.map((kept) => against(one, kept)),
	};
}

/** As it was read when it was summed. */
function against(sum: Statement, kept: unknown): Statement {
	const { id, seq, kind, time, content } = kept as Kept;
	const { author, role, oneTime, epoch } = sum;
	const day = time.slice(0, 10);
	return { id, seq, day, epoch, author, role, oneTime, kind, time, content, state: "ok" };
}

function isSeq(value: unknown): value is number {
	return Number.isSafeInteger(value) && (value as number) >= 0;
}
