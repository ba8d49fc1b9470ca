import { bech32 } from "@scure/base";
import { Decrypter, Encrypter, identityToRecipient } from "age-encryption";
import { bin, concat, random } from "./bytes";
import { ensure, ProtocolError } from "./refusal";
import { piecesOf } from "./streams";

declare const shared: unique symbol;
/** 32 random or derived bytes. The brand keeps human passphrases away from work factor 1. */
export type SharedKey = Uint8Array & { readonly [shared]: true };

const PASSPHRASE_WORK = 18;
const HYBRID_BYTES = 1216;
const LATIN = new TextDecoder("latin1");
/** Exactly one stanza, of the expected type and cost; `length` is the header's. */
const HEADERS = {
	key: { length: 149, pattern: headerPattern("scrypt [A-Za-z0-9+/]{22} 1") },
	passphrase: {
		length: 150,
		pattern: headerPattern(`scrypt [A-Za-z0-9+/]{22} ${PASSPHRASE_WORK}`),
	},
	hybrid: { length: 1627, pattern: headerPattern("mlkem768x25519 [A-Za-z0-9+/]{1494}") },
};
export type SealKind = keyof typeof HEADERS;

/** Marks 32 bytes of full strength as a key. Never for anything a person typed. */
export function sharedKey(bytes: Uint8Array): SharedKey {
	ensure(bytes.length === 32, "bad-shape", "a shared key is 32 bytes");
	return bytes as SharedKey;
}

export function newSharedKey(): SharedKey {
	return sharedKey(random(32));
}

function headerPattern(stanza: string): RegExp {
	const line = "[A-Za-z0-9+/]{43}\\n";
	return new RegExp(`^age-encryption\\.org/v1\\n-> ${stanza}\\n${line}--- ${line}$`);
}

/** The length of the age header, which must have exactly one stanza of this kind and cost. */
export function headerLength(file: Uint8Array, kind: SealKind): number {
	const { length, pattern } = HEADERS[kind];
	const header = LATIN.decode(file.subarray(0, length));
	ensure(pattern.test(header), "unreadable", `not an age file of the kind "${kind}"`);
	return length;
}

/** Cuts an age file after its header; what follows is nonce and chunks. */
export function splitHeader(
	file: Uint8Array,
	kind: SealKind,
): { header: Uint8Array; body: Uint8Array } {
	const at = headerLength(file, kind);
	return { header: file.slice(0, at), body: file.slice(at) };
}

function encrypterForKey(key: SharedKey): Encrypter {
	const encrypter = new Encrypter();
	encrypter.setPassphrase(bin(key));
	encrypter.setScryptWorkFactor(1);
	return encrypter;
}

function streamOfOne(bytes: Uint8Array): ReadableStream<Uint8Array> {
	return new ReadableStream({
		start(controller) {
			controller.enqueue(bytes);
			controller.close();
		},
	});
}

/** Given whole bytes, the library gathers them through a `Response`: some turns of the event loop each. */
async function gathered(stream: ReadableStream<Uint8Array>): Promise<Uint8Array> {
	const pieces: Uint8Array[] = [];
	for await (const piece of piecesOf(stream)) pieces.push(piece);
	return pieces.length === 1 ? (pieces[0] as Uint8Array) : concat(...pieces);
}

async function opened(decrypter: Decrypter, file: Uint8Array, kind: SealKind): Promise<Uint8Array> {
	headerLength(file, kind);
	try {
		return await gathered(await decrypter.decrypt(streamOfOne(file)));
	} catch (error) {
		throw new ProtocolError("unreadable", (error as Error).message);
	}
}

export async function sealKey(key: SharedKey, plaintext: Uint8Array): Promise<Uint8Array> {
	return encrypterForKey(key).encrypt(plaintext);
}

export async function openKey(key: SharedKey, file: Uint8Array): Promise<Uint8Array> {
	const decrypter = new Decrypter();
	decrypter.addPassphrase(bin(key));
	return opened(decrypter, file, "key");
}

/** The key that opens this one file and no other, of its header. */
export async function fileKeyOf(key: SharedKey, header: Uint8Array): Promise<Uint8Array> {
	const decrypter = new Decrypter();
	decrypter.addPassphrase(bin(key));
	return decrypter.decryptHeader(header);
}

/** Like `sealKey`, chunk by chunk. */
export async function sealKeyStream(
	key: SharedKey,
	plaintext: ReadableStream<Uint8Array>,
): Promise<ReadableStream<Uint8Array>> {
	return encrypterForKey(key).encrypt(plaintext);
}

/** Like `openKey`; the caller must have checked the header's kind. Errors surface while reading. */
export async function openKeyStream(
	key: SharedKey,
	file: ReadableStream<Uint8Array>,
): Promise<ReadableStream<Uint8Array>> {
	const decrypter = new Decrypter();
	decrypter.addPassphrase(bin(key));
	return decrypter.decrypt(file);
}

/** Bytes of `sealKey` for a plaintext of this length. */
export function sealedSize(plaintext: number): number {
	return HEADERS.key.length + 16 + plaintext + 16 * Math.max(1, Math.ceil(plaintext / 65536));
}

/** The 1,216 bytes of the hybrid recipient that belongs to 32 secret bytes. */
export async function recipientOf(identity: Uint8Array): Promise<Uint8Array> {
	const recipient = await identityToRecipient(identityText(identity));
	return bech32.fromWords(bech32.decode(recipient as `${string}1${string}`, false).words);
}

function identityText(identity: Uint8Array): string {
	ensure(identity.length === 32, "bad-shape", "an identity is 32 bytes");
	return bech32.encodeFromBytes("AGE-SECRET-KEY-PQ-", identity).toUpperCase();
}

export async function sealTo(recipient: Uint8Array, plaintext: Uint8Array): Promise<Uint8Array> {
	ensure(recipient.length === HYBRID_BYTES, "bad-shape", "a recipient is 1,216 bytes");
	const encrypter = new Encrypter();
	encrypter.addRecipient(bech32.encode("age1pq", bech32.toWords(recipient), false));
	return encrypter.encrypt(plaintext);
}

export async function openWith(identity: Uint8Array, file: Uint8Array): Promise<Uint8Array> {
	const decrypter = new Decrypter();
	decrypter.addIdentity(identityText(identity));
	return opened(decrypter, file, "hybrid");
}

function encrypterForPassphrase(passphrase: string): Encrypter {
	const encrypter = new Encrypter();
	encrypter.setPassphrase(passphrase);
	encrypter.setScryptWorkFactor(PASSPHRASE_WORK);
	return encrypter;
}

/** For what a person remembers; takes a second or two. */
export async function sealPassphrase(
	passphrase: string,
	plaintext: Uint8Array,
): Promise<Uint8Array> {
	return encrypterForPassphrase(passphrase).encrypt(plaintext);
}

/** Like `sealPassphrase`, chunk by chunk. */
export async function sealPassphraseStream(
	passphrase: string,
	plaintext: ReadableStream<Uint8Array>,
): Promise<ReadableStream<Uint8Array>> {
	return encrypterForPassphrase(passphrase).encrypt(plaintext);
}

export async function openPassphrase(passphrase: string, file: Uint8Array): Promise<Uint8Array> {
	const decrypter = new Decrypter();
	decrypter.addPassphrase(passphrase);
	return opened(decrypter, file, "passphrase");
}
