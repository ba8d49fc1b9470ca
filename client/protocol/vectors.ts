/** Makes the test vectors of tests/vectors/, the same each time. See the README there. */
import type { Json } from "./api";
import { attestLocator, attestParticipant } from "./attest";
import { sealBundle, type UnlockerTarget } from "./bundle";
import { bin, concat, newId, random, utf8 } from "./bytes";
import { canonical, tagged } from "./canonical";
import { type DeriveInfo, derive, hash, phraseSeed } from "./derive";
import { hashStream, sealFile } from "./files";
import { type IndexEntry, sealIndex } from "./index-blob";
import { padme, statementClass } from "./items";
import { makePhrase, normalForm } from "./phrase";
import { formatRecovery, newRecoverySecret } from "./recovery";
import { newColleague, plainWords } from "./rehearsal";
import { indexKeyOf, locatorOf, reporterKeys } from "./reporter-keys";
import { newSharedKey, recipientOf, sealKey, sealPassphrase, sealTo, splitHeader } from "./seal";
import { withSeededRandom } from "./seeded";
import { publicKey, signed } from "./sign";
import { piecesOf } from "./streams";
import { conversationVectors } from "./vectors-log";
import { rosterVectors } from "./vectors-roster";

const INFOS: DeriveInfo[] = [
	"locator",
	"locator-key",
	"index-key",
	"draft-key",
	"reporter-sign",
	"reporter-seal",
	"counsellor-sign",
	"counsellor-seal",
	"passkey-seal",
	"recovery-seal",
	"statement-key",
];

async function derivations(): Promise<Json> {
	const secret = random(32);
	const context = random(20);
	return INFOS.map((info) => ({
		secret: bin(secret),
		info,
		context: bin(context),
		plain: bin(derive(secret, info)),
		withContext: bin(derive(secret, info, context)),
	}));
}

async function phrases(): Promise<Json> {
	const typed = [
		makePhrase(plainWords("t")).join(" "),
		"  Fiets  tafel,boom ROOS stoel vis Lamp huis ",
		"café crème Zoë naïef één übung señor Ångström",
	];
	const made: Json[] = [];
	for (const text of typed) {
		const normal = normalForm(text);
		const seed = phraseSeed(normal);
		const { locator, locatorHash, secret, key } = locatorOf(seed);
		const conversation = newId();
		const keys = await reporterKeys(seed, conversation);
		made.push({
			typed: text,
			normal,
			seed: bin(seed),
			locator,
			locatorHash,
			locatorSecret: bin(secret),
			locatorKey: key,
			indexKey: bin(indexKeyOf(seed)),
			conversation,
			signSecret: bin(keys.signSecret),
			sign: keys.sign,
			sealIdentity: bin(keys.sealIdentity),
			seal: keys.seal,
		});
	}
	return made;
}

async function signatures(): Promise<Json> {
	const secret = random(32);
	const values: Json[] = [
		{},
		{ b: 1, a: [true, null, "x", -5, 9007199254740991] },
		{
			"\u20ac": "Euro",
			"\r": "return",
			"\ufb33": "Hebrew",
			"1": "one",
			"\u{1f600}": "smile",
			"\u0080": "c",
			"\u00f6": "o",
		},
		{ text: '\u0000\u001f\b\t\n\f\r"\\/\u007f\u2028é' },
		[[], {}, "", 0],
	];
	const cases: Json[] = [];
	for (const value of values) {
		cases.push({
			value,
			canonical: bin(canonical(value)),
			tagged: bin(tagged("statement", value)),
			signature: bin(await signed("statement", secret, value)),
		});
	}
	const refused = [
		'{"a":1.5}',
		'{"b":1,"a":2}',
		'{"a":1,"a":1}',
		'{ "a":1}',
		'{"a":1e2}',
		'{"a":9007199254740992}',
		'{"a":-0}',
		'{"a":"\\u0041"}',
		'{"a":"\\ud800"}',
		'{"a":1}\n',
		"[1,]",
		"",
	];
	return { secret: bin(secret), key: bin(publicKey(secret)), purpose: "statement", cases, refused };
}

async function signIns(): Promise<Json> {
	const secret = random(32);
	const target = { instance: newId(), origin: "https://luwte.example", challenge: "c0ffee.1" };
	const conversation = newId();
	const person = newId();
	return {
		secret: bin(secret),
		key: bin(publicKey(secret)),
		...target,
		conversation,
		person,
		locator: await attestLocator(secret, target),
		participant: await attestParticipant(secret, target, conversation, person),
	};
}

async function seals(): Promise<Json> {
	const plaintext = utf8("Dit blijft tussen ons.");
	const key = newSharedKey();
	const file = await sealKey(key, plaintext);
	const { header, body } = splitHeader(file, "key");
	const identity = random(32);
	const recipient = await recipientOf(identity);
	const passphrase = "zes woorden die niemand anders kent";
	return {
		plaintext: bin(plaintext),
		key: {
			key: bin(key),
			file: bin(file),
			header: bin(header),
			body: bin(body),
			headerHash: hash(header),
		},
		hybrid: {
			identity: bin(identity),
			recipient: bin(recipient),
			file: bin(await sealTo(recipient, plaintext)),
		},
		passphrase: { passphrase, file: bin(await sealPassphrase(passphrase, plaintext)) },
	};
}

async function recoveryKeys(): Promise<Json> {
	const secrets = [newRecoverySecret(), new Uint8Array(20), new Uint8Array(20).fill(255)];
	return secrets.map((secret) => ({ secret: bin(secret), text: formatRecovery(secret) }));
}

async function paddings(): Promise<Json> {
	const lengths = [
		1, 2, 3, 7, 8, 9, 100, 1000, 65535, 65536, 65537, 66000, 70000, 100000, 131072, 131073, 200000,
		262143, 262144, 1048577, 10_000_001, 104_857_600,
	];
	const totals = [69, 1024, 1025, 4096, 4097, 16384, 16385, 65536, 65537, 100000, 262144];
	return {
		padme: lengths.map((length) => ({ length, padded: padme(length) })),
		statement: totals.map((length) => ({ length, padded: statementClass(length) })),
		statementRefused: 262145,
	};
}

async function indexes(): Promise<Json> {
	const key = newSharedKey();
	const instance = newId();
	const entry = (): IndexEntry => ({
		conversation: newId(),
		person: newId(),
		roster: "abcdefghijklmnopqrstuvwxyz234567",
	});
	const made: Json[] = [];
	for (const count of [0, 1, 8]) {
		const conversations = Array.from({ length: count }, entry);
		// Of those with several the last one is a notebook.
		if (count > 1) conversations.push({ ...entry(), roster: "" });
		const sealed = await sealIndex(key, instance, conversations);
		made.push({
			key: bin(key),
			instance,
			conversations: conversations as unknown as Json,
			sealed: bin(sealed),
		});
	}
	return made;
}

async function bundles(): Promise<Json> {
	const instance = newId();
	const { me: person, seed, keys } = await newColleague(instance, "Anna Demo");
	const prf = random(32);
	const secret = newRecoverySecret();
	const words = "Één twéé drie vier vijf zes";
	const own = "Mijn eigen zin, met Hoofdletters & tekens!";
	const targets: UnlockerTarget[] = [
		{ id: newId(), label: "laptop", type: "passkey", prf },
		{ id: newId(), label: "", type: "words", text: words },
		{ id: newId(), label: "", type: "passphrase", text: own },
		{ id: newId(), label: "", type: "recovery", secret },
	];
	const { bundle, unlockers } = await sealBundle(instance, person, seed, targets);
	return {
		instance,
		person,
		seed: bin(seed),
		signSecret: bin(keys.signSecret),
		sign: keys.sign,
		sealIdentity: bin(keys.sealIdentity),
		seal: keys.seal,
		prf: bin(prf),
		words,
		passphrase: own,
		recovery: formatRecovery(secret),
		bundle: bin(bundle),
		unlockers: unlockers as unknown as Json,
	};
}

async function files(): Promise<Json> {
	const key = newSharedKey();
	const lines = 6000;
	const content = concat(...Array.from({ length: lines }, (_, i) => utf8(`regel ${i}\n`)));
	const stream = () => new Blob([content as BlobPart]).stream() as ReadableStream<Uint8Array>;
	const meta = { name: "foto “één” 📷.txt", type: "text/plain", ...(await hashStream(stream())) };
	const sealed = await sealFile(key, meta, stream());
	const pieces: Uint8Array[] = [];
	for await (const piece of piecesOf(sealed.stream)) pieces.push(piece);
	const whole = concat(...pieces);
	return { key: bin(key), meta, lines, sealed: bin(whole), size: sealed.size };
}

const MAKERS: Readonly<Record<string, () => Promise<Json>>> = {
	derivations,
	phrases,
	signatures,
	"sign-ins": signIns,
	seals,
	"recovery-keys": recoveryKeys,
	paddings,
	indexes,
	bundles,
	files,
	rosters: rosterVectors,
	conversations: conversationVectors,
};

export const VECTOR_NAMES = Object.keys(MAKERS);

/** One file of vectors, by its name without extension. */
export async function makeVectors(name: string): Promise<Json> {
	const make = MAKERS[name];
	if (!make) throw new Error(`no vectors called ${name}`);
	return withSeededRandom(`luwte vectors ${name}`, make);
}

/** Kept here so that the generator needs nothing but this module. */
export function asFile(vectors: Json): string {
	return `${JSON.stringify(vectors, null, 1)}\n`;
}
