/** Counting cases: kept in the own log first, handed over when they have rested for a day. */

import { computed, signal } from "@preact/signals";
import type { Case } from "../../casework/case.ts";
import type { Words } from "../../casework/counted.ts";
import { type Content, draft } from "../../casework/kinds.ts";
import { dueOn, type Registered, tokenIn } from "../../casework/registrations.ts";
import type { Id, Registration, RegistrationForm } from "../../protocol/api.ts";
import { current, whenLocked } from "../account/session.ts";
import { writeFile } from "../cases/acts.ts";
import { ledger, listed, ownRead, views, writeOwn } from "../cases/store.ts";
import { labelOf } from "../parts/names.ts";
import { worker } from "../remote.ts";
import { codeOf } from "../trouble.ts";

/** The questions by organisation, asked for once. */
export const forms = signal<Readonly<Record<Id, RegistrationForm>>>({});
/** Statements that the server refused: whoever counted those has to look at them once more. */
export const stuck = signal<ReadonlySet<Id>>(new Set());

whenLocked.push(() => {
	forms.value = {};
	stuck.value = new Set();
});

export async function loadForm(organisation: Id): Promise<void> {
	const form = await (await worker()).registrationForm(organisation);
	forms.value = { ...forms.peek(), [organisation]: form };
}

/** Quiet about what can't be had now: what was counted there is then shown in codes. */
export async function loadWords(): Promise<void> {
	const places = new Set([...ledger.peek().values()].map((one) => one.organisation));
	const mine = current.peek().filter(({ id }) => places.has(id));
	for (const { id } of mine.length > 0 ? mine : current.peek().slice(0, 1)) {
		if (!forms.peek()[id]) await loadForm(id).catch(() => null);
	}
}

/** Of every question and code that is known here, each once. */
export const words = computed<Words>(() => {
	const merged = new Map<string, Words[number]>();
	for (const one of Object.values(forms.value).flatMap((form) => form.words)) {
		const before = merged.get(one.name)?.codes ?? [];
		const fresh = one.codes.filter(({ code }) => !before.some((known) => known.code === code));
		merged.set(one.name, { ...one, codes: [...before, ...fresh] });
	}
	return [...merged.values()];
});

/** What is kept of this case's count; null when it has none. */
export function registeredOf(one: Case): Registered | null {
	return ledger.value.get(tokenIn(views.value.get(one.file))) ?? null;
}

export interface Counted {
	counted: "case" | "not-counted";
	version: number;
	codes: Record<string, string>;
}

/**
 * The token goes into the file first: what fails after that is done again under the same one, and
 * a case is never counted twice.
 */
export async function count(one: Case, { counted, version, codes }: Counted): Promise<void> {
	const token = await tokenOf(one, counted === "case");
	const { organisation } = one;
	await keep({ token, organisation, counted, version, year: yearOf(one), codes });
}

/** The year in which it counts: the one in which it began. */
export const yearOf = ({ opened }: Case): number => Number(opened.slice(0, 4));

/** Into the own log. Again under the same token takes the place of what was there. */
export async function keep(content: Content<"registration">): Promise<void> {
	await writeOwn([draft("registration", content)]);
}

/** Takes it out of the figures again, a day later as well. */
export async function takeOut({ token, organisation, year }: Registered): Promise<void> {
	if (!forms.peek()[organisation]) await loadForm(organisation);
	const version = forms.peek()[organisation]?.version ?? 0;
	await keep({ token, organisation, counted: "removed", version, year, codes: {} });
}

async function tokenOf(one: Case, withFile: boolean): Promise<string> {
	const known = tokenIn(views.peek().get(one.file));
	if (known !== "") return known;
	const token = randomToken();
	if (canHold(one, withFile)) await writeFile(one, labelOf(one), [draft("counted-as", { token })]);
	return token;
}

/** A closed file takes nothing in; where there is none, one is begun for a count, not for an end. */
function canHold(one: Case, withFile: boolean): boolean {
	if (one.file === "") return withFile && one.stage === "open";
	return listed.peek().get(one.file)?.state === "open";
}

export function randomToken(): string {
	const bytes = crypto.getRandomValues(new Uint8Array(32));
	const text = btoa(String.fromCharCode(...bytes));
	return text.replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

/** It ends without having been counted: only that, and the year, goes into the figures. */
export async function leaveNotCounted(one: Case): Promise<void> {
	if (one.organisation === "" || tokenIn(views.peek().get(one.file)) !== "") return;
	try {
		if (!forms.peek()[one.organisation]) await loadForm(one.organisation);
	} catch (error) {
		// Who has no role there any more may still end a case, and counts nothing.
		if (codeOf(error) === "not-appointed") return;
		throw error;
	}
	const version = forms.peek()[one.organisation]?.version ?? 0;
	await count(one, { counted: "not-counted", version, codes: {} });
}

let busy = false;

/** Hands over what is due. Quiet when the line is gone: it is tried again. */
export async function handOverDue(now = new Date()): Promise<void> {
	if (busy || !ownRead.peek()) return;
	busy = true;
	try {
		for (const [organisation, due] of dueOn(ledger.peek(), now)) {
			const open = due.filter(({ item }) => !stuck.peek().has(item));
			if (open.length > 0) await handOver(organisation, open);
		}
	} finally {
		busy = false;
	}
}

async function handOver(organisation: Id, due: readonly Registered[]): Promise<void> {
	const items = due.map(({ item }) => item);
	try {
		await (await worker()).handOver(organisation, due.map(asSent));
	} catch (error) {
		if (!refusals.includes(codeOf(error))) return;
		stuck.value = new Set([...stuck.peek(), ...items]);
		return;
	}
	await writeOwn([draft("registration-sent", { items })]);
}

const refusals = ["not-coded", "lists-changed", "counted-elsewhere", "not-appointed"];

function asSent({ token, counted, version, year, codes }: Registered): Registration {
	const known = ["case", "removed"] as const;
	const kind = known.find((one) => one === counted) ?? "not-counted";
	return { token, kind, version, year, codes };
}
