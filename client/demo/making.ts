/** From the description of a demo to what a server would hold of it. */

import type { Day, Id, Json, JsonObject } from "../protocol/api";
import { bin, newId } from "../protocol/bytes";
import { counsellorKeys } from "../protocol/counsellor-keys";
import { phraseSeed } from "../protocol/derive";
import { type IndexEntry, sealIndex } from "../protocol/index-blob";
import { type ParticipantKeys, throwawayKeys } from "../protocol/participant-keys";
import { makePhrase, normalForm, type WordLists } from "../protocol/phrase";
import { indexKeyOf, locatorOf, reporterKeys } from "../protocol/reporter-keys";
import type { Founding, Step, Writer } from "../protocol/write";
import { LogMaker } from "./conversations";
import type { MadePerson } from "./people";
import { RosterMaker } from "./rosters";
import type { DemoConversation, DemoDescription, DemoMade } from "./shape";

interface Phrase {
	words: string;
	seed: Uint8Array;
	entries: IndexEntry[];
	days: Day[];
	intake: boolean;
	made: Day;
}

type OwnLine = { day: Day; at: string; kind: string; content: JsonObject; key?: string };

class Demo {
	private readonly conversations = new Map<string, Id>();
	private readonly steps = new Map<string, Id>();
	private readonly phrases = new Map<string, Phrase>();
	private readonly logs: LogMaker[] = [];
	private readonly ownLines = new Map<Id, OwnLine[]>();

	constructor(
		private readonly told: DemoDescription,
		private readonly rosters: RosterMaker,
		private readonly lists: WordLists,
		private readonly versions: ReadonlyMap<string, string>,
	) {
		for (const { key, steps } of told.conversations) {
			this.conversations.set(key, newId());
			for (const step of steps) if (step.key) this.steps.set(step.key, newId());
		}
		for (const { key } of told.counsellors.flatMap(({ own }) => own))
			if (key) this.steps.set(key, newId());
		for (const { person, own } of told.counsellors) {
			this.ownLines.set(
				person,
				own.map((line) => ({ ...line, at: "08:00", content: this.resolved(line.content) })),
			);
		}
	}

	async makeConversation(one: DemoConversation): Promise<void> {
		const { key, organisation, counsellor, steps } = one;
		const conversation = this.id(this.conversations, key);
		const day = steps[0]?.day ?? this.told.counsellors[0]?.since ?? "";
		const roster = this.rosters.pointOn(organisation, day);
		const card = { me: counsellor, keys: this.rosters.keysOf(counsellor) };
		const reporter = await this.reporter(one, conversation, roster.fingerprint, day);
		const founding = foundingOf(one, roster, card, reporter);
		const founder = one.begin === "file" || one.begin === "intake" ? card : reporter;
		const place = { instance: this.told.instance, conversation, key, organisation, day };
		const log = await LogMaker.begin(place, founding, founder ?? card);
		for (const step of steps) {
			const writer = step.by === "reporter" ? reporter : card;
			if (!writer) throw new Error(`${key}: a case file has no reporter`);
			const resolved = "content" in step ? { ...step, content: this.resolved(step.content) } : step;
			await log.step(writer, resolved, step.key ? this.id(this.steps, step.key) : newId());
		}
		this.logs.push(log);
		this.noteInOwnLog(one, conversation, log.last, steps.at(-1)?.day ?? day);
	}

	async makeOwnLogs(): Promise<Map<Id, Id>> {
		const own = new Map<Id, Id>();
		for (const { person, since } of this.told.counsellors) {
			const conversation = newId();
			own.set(person, conversation);
			const place = {
				instance: this.told.instance,
				conversation,
				key: `own:${person}`,
				organisation: "",
				day: since,
			} as const;
			const writer = { me: person, keys: this.rosters.keysOf(person) };
			const log = await LogMaker.begin(place, { purpose: "own" }, writer);
			for (const [day, lines] of byDay(this.ownLines.get(person) ?? []))
				await log.write(
					writer,
					day,
					lines.map((line) => this.asStep(line)),
				);
			this.logs.push(log);
		}
		return own;
	}

	/** Heads handed in are in the own log of whoever signed them. */
	noteHeads(): void {
		for (const { organisation, heads } of this.told.rosters) {
			const { fingerprint: roster, length, head } = this.rosters.roster(organisation);
			for (const { person, day } of heads) {
				this.ownLines
					.get(person)
					?.push({ day, at: "08:05", kind: "roster-head", content: { roster, length, head } });
			}
		}
	}

	get made(): DemoMade["conversations"] {
		return this.logs.map((log) => log.made);
	}

	async locators(): Promise<DemoMade["locators"]> {
		const found: DemoMade["locators"] = [];
		for (const [reporter, { words, seed, entries, days, intake, made }] of this.phrases) {
			const { locatorHash, key } = locatorOf(seed);
			const index = bin(await sealIndex(indexKeyOf(seed), this.told.instance, entries));
			const newestFirst = [...new Set(days)].sort().reverse();
			found.push({
				reporter,
				phrase: words,
				hash: locatorHash,
				key,
				intake,
				index,
				version: 1,
				days: newestFirst,
				made,
			});
		}
		return found;
	}

	private async reporter(
		one: DemoConversation,
		conversation: Id,
		roster: string,
		day: Day,
	): Promise<Writer | null> {
		if (one.begin === "file") return null;
		const me = newId();
		if (one.begin === "call-me") return { me, keys: await throwawayKeys() };
		const phrase = this.phraseOf(one, day);
		const listed = one.begin === "notebook" ? "" : roster;
		phrase.entries.push({ conversation, person: me, roster: listed });
		phrase.days.push(...one.phraseDays);
		return { me, keys: await reporterKeys(phrase.seed, conversation) };
	}

	private phraseOf({ begin, key, reporter, language }: DemoConversation, made: Day): Phrase {
		const intake = begin === "intake";
		const name = intake ? key : reporter;
		const known = this.phrases.get(name);
		if (known) return known;
		const words = makePhrase(this.lists[language] ?? []).join(" ");
		const phrase = {
			words,
			seed: phraseSeed(normalForm(words)),
			entries: [],
			days: [],
			intake,
			made,
		};
		this.phrases.set(name, phrase);
		return phrase;
	}

	private noteInOwnLog(one: DemoConversation, conversation: Id, seq: number, day: Day): void {
		const lines = this.ownLines.get(one.counsellor);
		if (one.index) {
			const { state, conversation: about } = one.index;
			const { organisation } = one;
			const other = about ? this.id(this.conversations, about) : "";
			const content = { file: conversation, conversation: other, organisation, state };
			lines?.push({ day, at: "16:50", kind: "case-index", content });
		}
		if (one.read) lines?.push({ day, at: "16:55", kind: "read", content: { conversation, seq } });
	}

	private asStep({ day, at, kind, content, key }: OwnLine): Step {
		const id = key ? this.id(this.steps, key) : newId();
		return { id, do: "statement", draft: { kind, content }, time: `${day}T${at}:00Z` };
	}

	private resolved(content: JsonObject): JsonObject {
		return this.resolve(content) as JsonObject;
	}

	private resolve(value: Json): Json {
		if (Array.isArray(value)) return value.map((one) => this.resolve(one));
		if (value !== null && typeof value === "object") {
			return Object.fromEntries(
				Object.entries(value).map(([name, one]) => [name, this.resolve(one)]),
			);
		}
		if (typeof value !== "string") return value;
		if (value.startsWith("@conversation:")) return this.id(this.conversations, value.slice(14));
		if (value.startsWith("@step:")) return this.id(this.steps, value.slice(6));
		if (value.startsWith("@version:")) return this.id(this.versions, value.slice(9));
		return value;
	}

	private id(ids: ReadonlyMap<string, string>, key: string): string {
		const found = ids.get(key);
		if (!found) throw new Error(`nothing has the key ${key}`);
		return found;
	}
}

function foundingOf(
	{ begin }: DemoConversation,
	roster: ReturnType<RosterMaker["pointOn"]>,
	counsellor: Writer,
	reporter: Writer | null,
): Founding {
	if (!reporter) return { purpose: "file", roster };
	if (begin === "notebook") return { purpose: "notebook" };
	const named = ({ me, keys: { sign, seal } }: Writer) => ({ person: me, sign, seal });
	return begin === "intake"
		? { purpose: "conversation", role: "counsellor", roster, intake: named(reporter) }
		: { purpose: "conversation", role: "reporter", roster, counsellor: named(counsellor) };
}

function byDay(lines: OwnLine[]): Map<Day, OwnLine[]> {
	const sorted = [...lines].sort((a, b) => (a.day + a.at < b.day + b.at ? -1 : 1));
	const days = new Map<Day, OwnLine[]>();
	for (const line of sorted) days.set(line.day, [...(days.get(line.day) ?? []), line]);
	return days;
}

/** `people`: with their keys made; `versions`: of the dated texts that were read or agreed to. */
export async function makeDemo(
	told: DemoDescription,
	people: readonly MadePerson[],
	lists: WordLists,
	versions: ReadonlyMap<string, string>,
): Promise<DemoMade> {
	const keys = new Map<Id, ParticipantKeys>();
	for (const { person, seed } of people) keys.set(person, await counsellorKeys(seed));
	const rosters = new RosterMaker(told.instance, keys);
	for (const roster of told.rosters) await rosters.make(roster);
	const demo = new Demo(told, rosters, lists, versions);
	for (const conversation of told.conversations) await demo.makeConversation(conversation);
	demo.noteHeads();
	const own = await demo.makeOwnLogs();
	const counsellors = people.map(({ seed: _, ...person }) => ({
		...person,
		own: own.get(person.person) ?? "",
	}));
	return {
		counsellors,
		rosters: rosters.made,
		conversations: demo.made,
		locators: await demo.locators(),
	};
}
