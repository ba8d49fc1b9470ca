import type { Bin, Day, Hash, Id, Json, Profile } from "./api";
import { base32, concat, fromBin, utf8 } from "./bytes";
import { canonical, parseCanonical } from "./canonical";
import { hash, sha256 } from "./derive";
import { wordsOfBits } from "./phrase";
import { ensure } from "./refusal";
import {
	either,
	isCount,
	isDay,
	isFlag,
	isHash,
	isId,
	isKey,
	isObject,
	isRecipient,
	isText,
	listOf,
	object,
} from "./shape";
import { makeSigned, parseSigned } from "./signed-object";

export interface Card {
	instance: Id;
	person: Id;
	sign: Bin;
	seal: Bin;
	profile: Hash;
	from: Day;
	/** The signed bytes. */
	bytes: Uint8Array;
}

const CARD = object({
	v: isCount,
	suite: isText,
	instance: isId,
	kind: either("card"),
	person: isId,
	sign: isKey,
	seal: isRecipient,
	profile: isHash,
	from: isDay,
});

const PROFILE = object({
	v: isCount,
	kind: either("profile"),
	name: isText,
	position: either("internal", "external", "club_contact"),
	domains: listOf(either("conduct", "integrity")),
	trained: isFlag,
	gender: isText,
	age: isText,
	languages: listOf(isText),
	background: isText,
	expertise: listOf(isText),
	text: object({ nl: isText, en: isText }),
	portrait: either("", isHash),
});

/** The bytes whose hash a card names. */
export function makeProfile(profile: Profile): Uint8Array {
	const json = { v: 1, kind: "profile", ...profile } as unknown as Json;
	ensure(PROFILE(json), "wrong-profile", "not a profile");
	return canonical(json);
}

export function parseProfile(bytes: Uint8Array): Profile {
	const json = parseCanonical(bytes);
	ensure(isObject(json), "wrong-profile", "not a profile");
	const { v, kind: _, ...profile } = json as { v: number; kind: string } & Record<string, Json>;
	ensure(v === 1, isCount(v) ? "newer-version" : "wrong-profile", `a profile of version ${v}`);
	ensure(PROFILE(json), "wrong-profile", "not a profile");
	return profile as unknown as Profile;
}

export async function makeCard(
	signSecret: Uint8Array,
	card: { instance: Id; person: Id; sign: Bin; seal: Bin; profile: Hash; from: Day },
): Promise<Uint8Array> {
	const { instance, person, sign, seal, profile, from } = card;
	const json = { v: 1, suite: "1", instance, kind: "card", person, sign, seal, profile, from };
	ensure(CARD(json), "bad-shape", "not a card");
	return makeSigned("C", signSecret, json);
}

/** Verifies the signature by the key in it. */
export async function parseCard(bytes: Uint8Array, instance: Id): Promise<Card> {
	const { json, isSignedBy } = parseSigned("C", bytes);
	ensure(CARD(json), "bad-shape", "not a card");
	const { person, sign, seal, profile, from } = json as unknown as Card;
	ensure(await isSignedBy(sign), "bad-signature", "a card not signed by its own key");
	ensure(json.instance === instance, "wrong-instance", "a card of another instance");
	return { instance, person, sign, seal, profile, from, bytes };
}

/** The hash that a card made for this profile must name. */
export function profileHash(profile: Uint8Array): Hash {
	return hash(profile);
}

/** Eight words to read aloud, from the list of the reader's language. */
export function cardWords(card: Uint8Array, list: readonly string[]): string[] {
	return wordsOfBits(sha256(card), list, 8);
}

/** The same for a roster, by its fingerprint. */
export function rosterWords(fingerprint: string, list: readonly string[]): string[] {
	return wordsOfBits(sha256(utf8(fingerprint)), list, 8);
}

/** Four groups of five characters, to compare by phone. */
export function keyFingerprint(card: { sign: Bin; seal: Bin }): string {
	const text = base32(sha256(concat(fromBin(card.sign), fromBin(card.seal)))).toLowerCase();
	return [0, 5, 10, 15].map((at) => text.slice(at, at + 5)).join(" ");
}
