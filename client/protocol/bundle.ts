import type { Bin, Id } from "./api";
import { bin, concat, fromBin, utf8, wipe } from "./bytes";
import { canonical, parseCanonical, taggedBytes } from "./canonical";
import { derive } from "./derive";
import { normalForm } from "./phrase";
import { ensure } from "./refusal";
import {
	newSharedKey,
	openKey,
	openPassphrase,
	openWith,
	recipientOf,
	type SharedKey,
	sealKey,
	sealPassphrase,
	sealTo,
	sharedKey,
} from "./seal";
import {
	either,
	ensureVersion,
	type Field,
	isCount,
	isId,
	isKey,
	isRecipient,
	isText,
	listOf,
	object,
	type Shape,
} from "./shape";
import { publicKey, signed, verify } from "./sign";

export type UnlockerType = "passkey" | "words" | "passphrase" | "recovery";

/** As the server keeps it. */
export interface StoredUnlocker {
	id: Id;
	type: UnlockerType;
	sealed: Bin;
	label: string;
}

/** What an unlocker is opened with. */
export type UnlockerSecret =
	| { type: "passkey"; prf: Uint8Array }
	| { type: "words" | "passphrase"; text: string }
	| { type: "recovery"; secret: Uint8Array };

/** What an unlocker is sealed to: a secret now at hand, or a recipient listed in the bundle. */
export type UnlockerTarget = { id: Id; label: string } & (
	| UnlockerSecret
	| { type: "passkey" | "recovery"; recipient: Bin }
);

export interface ListedUnlocker {
	id: Id;
	type: UnlockerType;
	/** "" for words and passphrases. */
	recipient: Bin;
}

export interface Bundle {
	person: Id;
	seed: Uint8Array;
	unlockers: ListedUnlocker[];
	/** The seed before this one, as long as something is still sealed to its keys; else null. */
	former: Uint8Array | null;
}

/** The input of the passkey's PRF (`eval.first`). */
export const PRF_INPUT = utf8("luwte/1/passkey");

type PassphraseSecret = Extract<UnlockerSecret, { text: string }>;
type IdentitySecret = Exclude<UnlockerSecret, PassphraseSecret>;

const SIGNATURE = 64;
const TYPE = either("passkey", "words", "passphrase", "recovery");
const MEMBERS: Shape = {
	v: isCount,
	suite: isText,
	instance: isId,
	kind: either("bundle"),
	person: isId,
	seed: isKey,
	unlockers: listOf(object({ id: isId, type: TYPE, recipient: either("", isRecipient) })),
};
const SETTLED = object(MEMBERS);
const RENEWING = object({ ...MEMBERS, former: isKey });
const BUNDLE: Field = (value) => SETTLED(value) || RENEWING(value);

/** A new bundle under a new key, sealed to all the targets; for the first time and for every change. */
export async function sealBundle(
	instance: Id,
	person: Id,
	seed: Uint8Array,
	targets: readonly UnlockerTarget[],
	former: Uint8Array | null = null,
): Promise<{ bundle: Uint8Array; unlockers: StoredUnlocker[] }> {
	const key = newSharedKey();
	const listed: ListedUnlocker[] = [];
	const stored: StoredUnlocker[] = [];
	for (const target of targets) {
		const unlocker = await sealUnlocker(key, target);
		listed.push(unlocker.listed);
		stored.push(unlocker.stored);
	}
	const bundle = await closeBundle(key, instance, { person, seed, unlockers: listed, former });
	wipe(key);
	return { bundle, unlockers: stored };
}

/** One way in more under the same key: the secrets of the others needn't be at hand. */
export async function addUnlocker(
	instance: Id,
	key: SharedKey,
	bundle: Bundle,
	stored: readonly StoredUnlocker[],
	target: UnlockerTarget,
): Promise<{ bundle: Uint8Array; unlockers: StoredUnlocker[] }> {
	const added = await sealUnlocker(key, target);
	const unlockers = [...bundle.unlockers, added.listed];
	return {
		bundle: await closeBundle(key, instance, { ...bundle, unlockers }),
		unlockers: [...stored, added.stored],
	};
}

/** The same bundle without the seed of before, under the same key. */
export function withoutFormer(instance: Id, key: SharedKey, bundle: Bundle): Promise<Uint8Array> {
	return closeBundle(key, instance, { ...bundle, former: null });
}

async function sealUnlocker(
	key: SharedKey,
	target: UnlockerTarget,
): Promise<{ listed: ListedUnlocker; stored: StoredUnlocker }> {
	const { id, type, label } = target;
	const recipient = await recipientFor(target);
	const sealed = recipient
		? await sealTo(fromBin(recipient), key)
		: await sealPassphrase(passphraseOf(target as PassphraseSecret), key);
	return { listed: { id, type, recipient }, stored: { id, type, label, sealed: bin(sealed) } };
}

async function closeBundle(
	key: SharedKey,
	instance: Id,
	{ person, seed, unlockers, former }: Bundle,
): Promise<Uint8Array> {
	const json = {
		v: 1,
		suite: "1",
		instance,
		kind: "bundle",
		person,
		seed: bin(seed),
		unlockers: unlockers.map((unlocker) => ({ ...unlocker })),
		...(former ? { former: bin(former) } : {}),
	};
	ensure(BUNDLE(json), "bad-shape", "not a bundle");
	const signature = await signed("bundle", derive(seed, "counsellor-sign"), json);
	return sealKey(key, concat(signature, canonical(json)));
}

/** What is typed is folded for words we made, and taken exactly for what people made up. */
function passphraseOf({ type, text }: PassphraseSecret): string {
	return type === "words" ? normalForm(text) : text;
}

function identityFor(secret: IdentitySecret): Uint8Array {
	return secret.type === "passkey"
		? derive(secret.prf, "passkey-seal")
		: derive(secret.secret, "recovery-seal");
}

async function recipientFor(target: UnlockerTarget): Promise<Bin> {
	if ("recipient" in target) return target.recipient;
	if ("text" in target) return "";
	const identity = identityFor(target);
	const recipient = bin(await recipientOf(identity));
	wipe(identity);
	return recipient;
}

/** The bundle key behind one unlocker; `unreadable` when the secret doesn't fit. */
export async function openUnlocker(secret: UnlockerSecret, sealed: Bin): Promise<SharedKey> {
	const file = fromBin(sealed);
	if ("text" in secret) return sharedKey(await openPassphrase(passphraseOf(secret), file));
	const identity = identityFor(secret);
	try {
		return sharedKey(await openWith(identity, file));
	} finally {
		wipe(identity);
	}
}

/** Opens and verifies. `stored`, when given, must be what the bundle lists. */
export async function openBundle(
	key: SharedKey,
	bundle: Uint8Array,
	expected: { instance: Id; person: Id; stored?: readonly { id: Id; type: UnlockerType }[] },
): Promise<Bundle> {
	const plaintext = await openKey(key, bundle);
	ensure(plaintext.length > SIGNATURE, "bad-shape", "too short for a bundle");
	const stored = plaintext.slice(SIGNATURE);
	const json = parseCanonical(stored);
	ensureVersion(json);
	ensure(BUNDLE(json), "bad-shape", "not a bundle");
	const found = json as unknown as {
		instance: Id;
		person: Id;
		seed: Bin;
		unlockers: ListedUnlocker[];
		former?: Bin;
	};
	const seed = fromBin(found.seed, 32);
	const signer = publicKey(derive(seed, "counsellor-sign"));
	const genuine = await verify(
		signer,
		taggedBytes("bundle", stored),
		plaintext.slice(0, SIGNATURE),
	);
	wipe(plaintext, stored);
	ensure(genuine, "bad-signature", "a bundle not signed by its own key");
	ensure(found.instance === expected.instance, "wrong-instance", "a bundle of another instance");
	ensure(found.person === expected.person, "not-mine", "somebody else's bundle");
	if (expected.stored) ensureListed(found.unlockers, expected.stored);
	const former = found.former ? fromBin(found.former, 32) : null;
	return { person: found.person, seed, unlockers: found.unlockers, former };
}

/** Ways in that the owner didn't list, or listed ones that are gone, are the server's doing. */
function ensureListed(
	listed: readonly ListedUnlocker[],
	stored: readonly { id: Id; type: UnlockerType }[],
): void {
	const names = (list: readonly { id: Id; type: UnlockerType }[]) =>
		list
			.map(({ id, type }) => `${id} ${type}`)
			.sort()
			.join();
	ensure(names(listed) === names(stored), "not-allowed", "other unlockers than the bundle lists");
}
