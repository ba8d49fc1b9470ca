import { beforeAll, describe, expect, test, vi } from "vitest";
import type { Id } from "./api";
import { bin, newId, random } from "./bytes";
import { counsellorKeys } from "./counsellor-keys";
import { ProtocolError } from "./refusal";
import {
	type Colleague,
	cardFor,
	DAY,
	newColleague,
	newRoster,
	plainWords,
	profileOf,
} from "./rehearsal";
import {
	cardAt,
	cardWords,
	checkRosterPoint,
	currentMembers,
	type EntryBody,
	isFresh,
	type KnownRosters,
	keyFingerprint,
	makeEntry,
	makeFirstEntry,
	makeHead,
	makeProfile,
	matchProfiles,
	parseCard,
	parseProfile,
	pointOf,
	type VerifiedRoster,
	verifyHead,
	verifyRoster,
} from "./roster";

// Work factors and thousands of flipped bytes take their time on a busy machine.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

type Later = Exclude<EntryBody, { kind: "found" }>;
let instance: Id;
let anna: Colleague;
let bram: Colleague;
let cleo: Colleague;
let dirk: Colleague;
let entries: Uint8Array[];
let roster: VerifiedRoster;

beforeAll(async () => {
	instance = newId();
	[anna, bram, cleo, dirk] = (await Promise.all(
		["Anna", "Bram", "Cleo", "Dirk"].map((name) => newColleague(instance, `${name} Demo`)),
	)) as [Colleague, Colleague, Colleague, Colleague];
	({ entries, roster } = await newRoster(instance, [anna, bram, cleo]));
});

async function codeLater(promise: Promise<unknown>): Promise<string> {
	return promise.then(
		() => "",
		(error) => (error instanceof ProtocolError ? error.code : String(error)),
	);
}

function add(
	to: VerifiedRoster,
	by: Colleague,
	body: Later,
	known?: KnownRosters,
): Promise<Uint8Array> {
	return makeEntry(by.keys.signSecret, by.me, to, body, known);
}

/** The roster after these entries, each by its author. */
async function grown(
	steps: [Colleague, Later][],
	known?: KnownRosters,
	from = entries,
): Promise<VerifiedRoster> {
	const chain = [...from];
	for (const [by, body] of steps) {
		const before = await verifyRoster(instance, chain, null, known);
		chain.push(await add(before, by, body, known));
	}
	return verifyRoster(instance, chain, null, known);
}

function people(of: VerifiedRoster): Id[] {
	return currentMembers(of).map(({ card }) => card.person);
}

function admission(of: Colleague): Later {
	return { kind: "admit", card: bin(of.card), via: null };
}

describe("M22 the roster says whose keys to trust", () => {
	test("its first entry is its name, on every poster", async () => {
		expect(roster.fingerprint).toMatch(/^[a-z2-7]{32}$/);
		expect(people(roster)).toEqual([anna.me, bram.me, cleo.me]);
		expect(await codeLater(verifyRoster(instance, entries, roster.fingerprint))).toBe("");
		const other = await newRoster(instance, [bram]);
		expect(await codeLater(verifyRoster(instance, other.entries, roster.fingerprint))).toBe(
			"wrong-roster",
		);
		expect(await codeLater(verifyRoster(instance, [], roster.fingerprint))).toBe("wrong-roster");
		expect(await codeLater(verifyRoster(newId(), entries, null))).toBe("wrong-instance");
	});

	test("every byte of every entry counts", async () => {
		for (const [at, entry] of entries.slice(0, 2).entries()) {
			for (let i = 0; i < entry.length; i++) {
				const other = entry.slice();
				other[i] = (other[i] ?? 0) ^ 1;
				const chain = [...entries.slice(0, at), other];
				expect(
					await codeLater(verifyRoster(instance, chain, roster.fingerprint)),
					`${at}:${i}`,
				).not.toBe("");
			}
		}
	});

	test("entries dropped, swapped or doubled break the chain", async () => {
		const [first, second, third] = entries as [Uint8Array, Uint8Array, Uint8Array];
		for (const chain of [
			[first, third],
			[first, third, second],
			[first, second, second],
		])
			expect(await codeLater(verifyRoster(instance, chain, null))).toBe("broken-chain");
		expect(await codeLater(verifyRoster(instance, [first, first], null))).toBe("wrong-roster");
	});

	test("an older or another history is noticed", async () => {
		const seen = pointOf(roster);
		expect(checkRosterPoint(roster, seen)).toBeNull();
		const cut = await verifyRoster(instance, entries.slice(0, 2), null);
		expect(checkRosterPoint(cut, seen)?.code).toBe("rolled-back");
		const fork = await grown([[bram, admission(dirk)]], undefined, entries.slice(0, 2));
		expect(checkRosterPoint(fork, seen)?.code).toBe("forked");
	});
});

describe("M22 who lets whom in", () => {
	test("only somebody current admits, and nobody twice", async () => {
		expect(people(await grown([[cleo, admission(dirk)]]))).toHaveLength(4);
		expect(await codeLater(add(roster, dirk, admission(dirk)))).toBe("unknown-author");
		expect(await codeLater(add(roster, anna, admission(bram)))).toBe("not-allowed");
		const disguised = { ...dirk, me: anna.me };
		expect(await codeLater(add(roster, disguised, admission(dirk)))).toBe("bad-signature");
	});

	test("a card is signed by its own key, for this instance", async () => {
		expect((await parseCard(dirk.card, instance)).person).toBe(dirk.me);
		expect(await codeLater(parseCard(dirk.card, newId()))).toBe("wrong-instance");
		const other = dirk.card.slice();
		other[40] = (other[40] ?? 0) ^ 1;
		expect(await codeLater(parseCard(other, instance))).toBe("bad-signature");
		const { card } = await cardFor(instance, { me: newId(), keys: anna.keys }, "Dubbel Demo");
		expect(await codeLater(add(roster, anna, { kind: "admit", card: bin(card), via: null }))).toBe(
			"not-allowed",
		);
	});

	test("a new profile keeps the keys; new keys are signed by the old one", async () => {
		const { card, profile } = await cardFor(instance, bram, "Bram de Demo");
		const updated = await grown([[bram, { kind: "update", card: bin(card) }]]);
		expect(people(updated)).toEqual(people(roster));
		expect(
			matchProfiles(updated, [anna.profile, profile, cleo.profile]).profiles.get(bram.me)?.name,
		).toBe("Bram de Demo");
		expect(await codeLater(add(roster, anna, { kind: "update", card: bin(card) }))).toBe(
			"not-allowed",
		);
		const keys = await counsellorKeys(random(32));
		const anew = await cardFor(instance, { me: bram.me, keys }, "Bram Demo");
		expect(await codeLater(add(roster, bram, { kind: "update", card: bin(anew.card) }))).toBe(
			"not-allowed",
		);
		const renewed = await grown([[bram, { kind: "renew", card: bin(anew.card) }]]);
		expect(cardAt(renewed, bram.me, bram.keys.sign, 3)?.sign).toBe(bram.keys.sign);
		expect(cardAt(renewed, bram.me, bram.keys.sign, 4)).toBeNull();
		expect(cardAt(renewed, bram.me, keys.sign, 4)?.sign).toBe(keys.sign);
		expect(await codeLater(add(renewed, bram, { kind: "end", person: bram.me }))).toBe(
			"bad-signature",
		);
	});

	test("ended by oneself, by two others, or by the only other", async () => {
		const own = await grown([[cleo, { kind: "end", person: cleo.me }]]);
		expect(people(own)).toEqual([anna.me, bram.me]);
		expect(own.warnings).toEqual([]);
		const asked = await grown([[anna, { kind: "end", person: cleo.me }]]);
		expect(people(asked)).toContain(cleo.me);
		expect(asked.warnings).toHaveLength(1);
		expect(await codeLater(add(asked, anna, { kind: "end", person: cleo.me }))).toBe("not-allowed");
		const both = await grown([
			[anna, { kind: "end", person: cleo.me }],
			[bram, { kind: "end", person: cleo.me }],
		]);
		expect(people(both)).toEqual([anna.me, bram.me]);
		const last = await grown([
			[cleo, { kind: "end", person: cleo.me }],
			[anna, { kind: "end", person: bram.me }],
		]);
		expect(people(last)).toEqual([anna.me]);
		expect(last.warnings).toMatchObject([{ code: "roster-changed", seq: 4 }]);
		const back = await grown([
			[cleo, { kind: "end", person: cleo.me }],
			[anna, admission(cleo)],
		]);
		expect(people(back)).toEqual([anna.me, bram.me, cleo.me]);
	});

	test("who left doesn't count as one of the two", async () => {
		const after = await grown([
			[anna, admission(dirk)],
			[cleo, { kind: "end", person: dirk.me }],
			[cleo, { kind: "end", person: cleo.me }],
			[anna, { kind: "end", person: dirk.me }],
		]);
		expect(people(after)).toContain(dirk.me);
	});
});

describe("M22 M41 a provider vouches only where it was chosen", () => {
	test("witness and admit by the provider's roster", async () => {
		const paula = await newColleague(instance, "Paula Demo");
		const provider = await newRoster(instance, [paula]);
		const known = new Map([[provider.roster.fingerprint, provider.roster]]);
		const { fingerprint, length, head } = provider.roster;
		const via = { roster: fingerprint, length, head };
		const admit: Later = { kind: "admit", card: bin(dirk.card), via };
		expect(await codeLater(add(roster, paula, admit, known))).toBe("not-allowed");
		const chosen: [Colleague, Later] = [anna, { kind: "provider", provider: fingerprint }];
		const ready = await grown([chosen]);
		expect(await codeLater(add(ready, paula, admit))).toBe("wrong-roster");
		expect(await codeLater(add(ready, anna, { kind: "witness", via }, known))).toBe(
			"unknown-author",
		);
		const forged = { ...via, head: "0".repeat(64) };
		expect(await codeLater(add(ready, paula, { kind: "witness", via: forged }, known))).toBe(
			"forked",
		);
		const done = await grown([chosen, [paula, { kind: "witness", via }], [paula, admit]], known);
		expect(people(done)).toContain(dirk.me);
		expect(done.witnesses).toHaveLength(1);
		expect(currentMembers(done).at(-1)).toMatchObject({
			admittedBy: paula.me,
			admittedVia: fingerprint,
		});
	});

	test("a roster whose keys are lost is replaced, for all to see", async () => {
		const body = {
			kind: "found",
			card: bin(dirk.card),
			replaces: roster.fingerprint,
			provider: "",
		} as const;
		const first = await makeFirstEntry(dirk.keys.signSecret, instance, dirk.me, body);
		const anew = await verifyRoster(instance, [first], null);
		expect(anew.replaces).toBe(roster.fingerprint);
		expect(anew.warnings[0]?.code).toBe("roster-changed");
		expect(await codeLater(makeFirstEntry(dirk.keys.signSecret, instance, anna.me, body))).toBe(
			"not-allowed",
		);
	});
});

describe("M22 heads, profiles and what is read aloud", () => {
	test("a head is by somebody current, of this chain, and fresh for 35 days", async () => {
		const bytes = await makeHead(anna.keys.signSecret, anna.me, roster, DAY);
		const head = await verifyHead(roster, bytes);
		expect(head).toMatchObject({ author: anna.me, day: DAY, length: 3 });
		expect(isFresh([head], anna.me, "2026-12-07")).toBe(true);
		expect(isFresh([head], anna.me, "2026-12-08")).toBe(false);
		expect(isFresh([head], anna.me, "2026-10-30")).toBe(false);
		expect(isFresh([head], bram.me, DAY)).toBe(false);
		const strange = await makeHead(dirk.keys.signSecret, dirk.me, roster, DAY);
		expect(await codeLater(verifyHead(roster, strange))).toBe("unknown-author");
		const false_ = await makeHead(bram.keys.signSecret, anna.me, roster, DAY);
		expect(await codeLater(verifyHead(roster, false_))).toBe("bad-signature");
		const cut = await verifyRoster(instance, entries.slice(0, 2), null);
		expect(await codeLater(verifyHead(cut, bytes))).toBe("rolled-back");
	});

	test("a name or portrait can't be changed without the card", () => {
		const { profiles, refusals } = matchProfiles(roster, [anna.profile, cleo.profile]);
		expect([...profiles.keys()]).toEqual([anna.me, cleo.me]);
		expect(refusals.map((refusal) => refusal.code)).toEqual(["wrong-profile"]);
		expect(parseProfile(anna.profile)).toEqual(profileOf("Anna Demo"));
		const odd = { ...profileOf("x"), position: "boss" } as unknown as ReturnType<typeof profileOf>;
		expect(() => makeProfile(odd)).toThrow("wrong-profile");
	});

	test("who ended keeps the name of their last card", async () => {
		const { profile, card } = await cardFor(instance, bram, "Bram de Demo");
		const ended = await grown([
			[bram, { kind: "update", card: bin(card) }],
			[bram, { kind: "end", person: bram.me }],
		]);
		const shown = [anna.profile, bram.profile, cleo.profile, profile];
		const { profiles, refusals } = matchProfiles(ended, shown);
		expect(profiles.get(bram.me)?.name).toBe("Bram de Demo");
		expect(refusals).toEqual([]);
		const without = matchProfiles(ended, [anna.profile, cleo.profile]);
		expect([without.profiles.has(bram.me), without.refusals]).toEqual([false, []]);
	});

	test("eight words and a short fingerprint to compare by phone", () => {
		const list = plainWords("t");
		expect(cardWords(anna.card, list)).toHaveLength(8);
		expect(cardWords(anna.card, list)).not.toEqual(cardWords(bram.card, list));
		expect(keyFingerprint(anna.keys)).toMatch(/^[a-z2-7]{5}( [a-z2-7]{5}){3}$/);
	});
});
