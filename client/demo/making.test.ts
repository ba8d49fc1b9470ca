import { beforeAll, describe, expect, it } from "vitest";
import type { Day, Profile } from "../protocol/api";
import { openBundle, openUnlocker } from "../protocol/bundle";
import { fromBin, newId } from "../protocol/bytes";
import { counsellorKeys } from "../protocol/counsellor-keys";
import { phraseSeed } from "../protocol/derive";
import { openIndex } from "../protocol/index-blob";
import {
	checkCounsellors,
	emptyLog,
	openMyEnvelope,
	openStatements,
	verifyItems,
} from "../protocol/log";
import type { ParticipantKeys } from "../protocol/participant-keys";
import { normalForm } from "../protocol/phrase";
import { readRecovery } from "../protocol/recovery";
import { plainWords, profileOf } from "../protocol/rehearsal";
import { indexKeyOf, reporterKeys } from "../protocol/reporter-keys";
import { type VerifiedRoster, verifyHead, verifyRoster } from "../protocol/roster";
import { makeDemo } from "./making";
import { makeAll } from "./people";
import type { DemoDescription, DemoMade, MadeConversation } from "./shape";

const [instance, town, provider, anna, bram] = [newId(), newId(), newId(), newId(), newId()];
const lists = { nl: plainWords("t"), en: plainWords("v") };
const day = (number: number): Day => `2026-10-0${number}`;
const profile = (name: string): Profile => profileOf(name);

const told: DemoDescription = {
	instance,
	counsellors: [
		{
			person: anna,
			language: "nl",
			own: [{ day: day(2), kind: "tie", content: { text: "ploeg" } }],
			since: day(1),
		},
		{ person: bram, language: "en", own: [], since: day(1) },
	],
	rosters: [
		{
			organisation: provider,
			entries: [{ kind: "found", day: day(1), person: bram, profile: profile("Bram") }],
			heads: [],
		},
		{
			organisation: town,
			entries: [
				{ kind: "found", day: day(1), person: anna, profile: profile("Anna") },
				{ kind: "witness", day: day(2), by: bram, via: provider },
				{ kind: "update", day: day(3), person: anna, profile: profile("Anna Demo") },
			],
			heads: [{ person: anna, day: day(9) }],
		},
	],
	conversations: [
		{
			key: "talk",
			organisation: town,
			counsellor: anna,
			begin: "reporter",
			language: "nl",
			reporter: "somebody",
			phraseDays: [day(4), day(6)],
			steps: [
				{
					day: day(4),
					at: "09:00",
					by: "reporter",
					kind: "message",
					content: { text: "Hallo" },
					key: "first",
				},
				{ day: day(5), at: "10:00", by: "counsellor", kind: "message", content: { text: "Dag" } },
				{
					day: day(6),
					at: "11:00",
					by: "reporter",
					kind: "confirm",
					content: { item: "@step:first", text: "" },
				},
				{ day: day(6), at: "11:05", by: "counsellor", event: "close" },
			],
			read: true,
		},
		{
			key: "case",
			organisation: town,
			counsellor: anna,
			begin: "file",
			language: "nl",
			reporter: "",
			phraseDays: [],
			steps: [
				{
					day: day(5),
					at: "12:00",
					by: "counsellor",
					kind: "case",
					content: {
						nickname: "Linde",
						conversation: "@conversation:talk",
						version: "@version:script",
					},
				},
				{
					day: day(6),
					at: "12:00",
					by: "counsellor",
					file: { name: "a.txt", type: "text/plain", bytes: "aGFsbG8", stripped: true },
				},
			],
			index: { state: "open", conversation: "talk" },
			read: false,
		},
	],
};

let made: DemoMade;
let annaKeys: ParticipantKeys;
let rosters: Map<string, VerifiedRoster>;

function conversation(key: string): MadeConversation {
	const found = made.conversations.find((one) => one.key === key);
	if (!found) throw new Error(key);
	return found;
}

/** As somebody who returns would read it. */
async function read(key: string, me: string, keys: ParticipantKeys) {
	const { conversation: id, items, envelopes } = conversation(key);
	const stored = items.map(({ day: on, bytes, header }) => ({
		day: on,
		bytes: fromBin(bytes),
		header: header === null ? null : fromBin(header),
	}));
	const state = checkCounsellors(await verifyItems(emptyLog(instance, id), stored), rosters);
	expect(state.refusals).toEqual([]);
	const envelope = envelopes.find(({ person }) => person === me)?.bytes ?? "";
	const seeds = await openMyEnvelope(state, me, keys, fromBin(envelope));
	const { statements, refusals } = await openStatements(state, seeds);
	expect(refusals).toEqual([]);
	return { state, statements };
}

beforeAll(async () => {
	const people = await makeAll({ instance, people: told.counsellors, lists });
	made = await makeDemo(told, people, lists, new Map([["script", "2026-10-01-abc"]]));
	annaKeys = await counsellorKeys(people[0]?.seed ?? new Uint8Array());
	rosters = new Map();
	for (const { fingerprint, entries } of made.rosters) {
		const bytes = entries.map((one) => fromBin(one.bytes));
		rosters.set(fingerprint, await verifyRoster(instance, bytes, fingerprint, rosters));
	}
});

describe("the demo's maker", () => {
	it("M04: makes rosters that verify, with the provider's witness and a signed head", async () => {
		const roster = rosters.get(made.rosters[1]?.fingerprint ?? "");
		expect(roster?.provider).toBe(made.rosters[0]?.fingerprint);
		expect(made.rosters[1]?.profiles).toHaveLength(2);
		const head = made.rosters[1]?.heads[0];
		if (!roster || !head) throw new Error("no head");
		expect(await verifyHead(roster, fromBin(head.bytes))).toMatchObject({
			author: anna,
			day: day(9),
		});
	});

	it("keeps keys that the words and the recovery key open", async () => {
		const { person, bundle, unlockers, passphrase, recovery } = made
			.counsellors[0] as DemoMade["counsellors"][0];
		for (const { type, sealed } of unlockers) {
			const key = await openUnlocker(
				type === "words" ? { type, text: passphrase } : { type, secret: readRecovery(recovery) },
				sealed,
			);
			const opened = await openBundle(key, fromBin(bundle), {
				instance,
				person,
				stored: unlockers,
			});
			expect((await counsellorKeys(opened.seed)).sign).toBe(annaKeys.sign);
		}
	});

	it("makes conversations that both sides open, on the days they had", async () => {
		const [locator] = made.locators;
		const seed = phraseSeed(normalForm(locator?.phrase ?? ""));
		const [entry] = await openIndex(indexKeyOf(seed), fromBin(locator?.index ?? ""), instance);
		const talk = conversation("talk");
		expect([entry?.conversation, locator?.days]).toEqual([talk.conversation, [day(6), day(4)]]);
		const mine = await read(
			"talk",
			entry?.person ?? "",
			await reporterKeys(seed, talk.conversation),
		);
		const hers = await read("talk", anna, annaKeys);
		expect(hers.statements).toEqual(mine.statements);
		expect(mine.statements.map((one) => [one.day, one.time])).toEqual([
			[day(4), `${day(4)}T09:00:00Z`],
			[day(5), `${day(5)}T10:00:00Z`],
			[day(6), `${day(6)}T11:00:00Z`],
		]);
		expect(mine.statements[2]?.content.item).toBe(mine.statements[0]?.id);
		expect([talk.state, talk.stateDay]).toEqual(["closed", day(6)]);
	});

	it("M02: makes case files with their sealed files, and the own log that finds them", async () => {
		const file = conversation("case");
		const { statements } = await read("case", anna, annaKeys);
		expect(statements[0]?.content.conversation).toBe(conversation("talk").conversation);
		expect(statements[0]?.content.version).toBe("2026-10-01-abc");
		expect(statements[1]?.content.upload).toBe(file.blobs[0]?.upload);
		const own = await read(`own:${anna}`, anna, annaKeys);
		expect(own.statements.map(({ kind }) => kind).sort()).toEqual([
			"case-index",
			"read",
			"roster-head",
			"tie",
		]);
		const line = own.statements.find(({ kind }) => kind === "case-index");
		expect(line?.content).toMatchObject({ file: file.conversation, state: "open" });
		expect(JSON.stringify(own.statements)).not.toContain("Linde");
	});
});
