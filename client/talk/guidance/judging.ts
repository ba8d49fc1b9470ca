/**
 * The token for judging the help. Asked for with every closed conversation, whether or not somebody
 * judges, and what unblinds it comes with every conversation: so neither tells anything. All of it
 * stays in the memory of this page, and goes when the page closes itself.
 */

import { effect, signal } from "@preact/signals";
import { later } from "../../kit/later.ts";
import { codeOf } from "../../kit/problems.ts";
import type { BlindToken, ConversationView, Id, Judgement } from "../../protocol/api.ts";
import { closings } from "../away.ts";
import { worker } from "../remote.ts";
import { attempt } from "../sending.ts";

/** `spent`: it was given under the phrase before this one, and opens nothing here. */
type Held = BlindToken | "spent";

const held = signal<ReadonlyMap<Id, Held>>(new Map());
const asking = signal<ReadonlySet<Id>>(new Set());
/** What became of it on this visit. Nobody can say what became of it on an earlier one. */
const sent = signal<ReadonlyMap<Id, "counted" | "counted-before">>(new Map());

effect(() => {
	if (closings.value === 0) return;
	held.value = new Map();
	asking.value = new Set();
	sent.value = new Map();
});

export type Standing =
	| { is: "open" | "asking" | "unreachable" | "spent" | "too-late" }
	| { is: "counted" | "counted-before" }
	| { is: "ready"; token: BlindToken; lastDay: string };

/** Where somebody is with it in this conversation. */
export function standingOf(view: ConversationView, today: string): Standing {
	const { conversation, state, destroyOn } = view;
	const done = sent.value.get(conversation);
	if (done) return { is: done };
	if (state !== "closed") return { is: "open" };
	const token = held.value.get(conversation);
	if (token === undefined) return { is: asking.value.has(conversation) ? "asking" : "unreachable" };
	if (token === "spent") return { is: "spent" };
	const counts = `${token.year + 1}-01-31`;
	if (today > counts) return { is: "too-late" };
	const before = destroyOn !== "" && destroyOn < counts;
	return { is: "ready", token, lastDay: before ? destroyOn : counts };
}

/** With every conversation that is shown, and again with all news of it until it is there. */
export async function prepareJudging({ conversation, state }: ConversationView): Promise<void> {
	if (state !== "closed") {
		await unblinding().catch(() => undefined);
		return;
	}
	if (held.peek().has(conversation) || asking.peek().has(conversation)) return;
	const visit = closings.peek();
	asking.value = new Set([...asking.peek(), conversation]);
	const token = await ask(conversation).catch(() => null);
	if (visit !== closings.peek()) return;
	if (token) held.value = new Map([...held.peek(), [conversation, token]]);
	asking.value = new Set([...asking.peek()].filter((one) => one !== conversation));
}

const unblinding = () => later("judging", () => import("../../protocol/judging.ts"));

async function ask(conversation: Id): Promise<Held> {
	const { blindToken } = await unblinding();
	try {
		return await blindToken(await worker(), conversation);
	} catch (error) {
		if (codeOf(error) === "token-given") return "spent";
		throw error;
	}
}

/** Once, however often the line is gone in between. True when it counts. */
export function judge(conversation: Id, token: BlindToken, judgement: Judgement): Promise<boolean> {
	return attempt(async () => {
		const what = await (await worker()).judge(token, judgement);
		sent.value = new Map([...sent.peek(), [conversation, what]]);
	});
}
