/** A counsellor's keys: made here, kept sealed on the server, opened here. */

import type { Bin, Id, Language } from "../api";
import {
	addUnlocker,
	type Bundle,
	openBundle,
	openUnlocker,
	type StoredUnlocker,
	sealBundle,
	type UnlockerSecret,
	type UnlockerTarget,
	withoutFormer,
} from "../bundle";
import { bin, equal, fromBin, newId, random, wipe } from "../bytes";
import { counsellorKeys } from "../counsellor-keys";
import { hash } from "../derive";
import { type ParticipantKeys, wipeKeys } from "../participant-keys";
import { makePhrase, normalForm } from "../phrase";
import { formatRecovery, newRecoverySecret, readRecovery } from "../recovery";
import { ensure, ProtocolError } from "../refusal";
import { headerLength, type SharedKey } from "../seal";
import { type Account, accountOf, type MeAnswer } from "./account";
import type { Line } from "./http";
import { isStatus } from "./problem";
import type { Instance, SessionSettings } from "./settings";

/** The words that open a counsellor's bundle: fewer than a reporter's, since scrypt makes each try dear. */
const wordCount = 6;

interface Unlocked {
	key: SharedKey;
	bundle: Bundle;
	keys: ParticipantKeys;
	/** Those that are being renewed. */
	former: ParticipantKeys | null;
}

interface Made {
	seed: Uint8Array;
	words: string[];
	recovery: Uint8Array;
}

interface Choice {
	passphrase: string | null;
	prf: ArrayBuffer | null;
	label: string;
}

export class Keyring {
	private made: Made | null = null;
	private open: Unlocked | null = null;
	private account: Account | null = null;

	constructor(
		private readonly line: Line,
		private readonly settings: SessionSettings,
		private readonly instance: () => Promise<Instance>,
	) {}

	async read(): Promise<Account> {
		this.account = accountOf(await this.line.json<MeAnswer>("me", {}));
		return this.account;
	}

	/** As read last, so that an act doesn't ask for it each time. */
	async known(): Promise<Account> {
		return this.account ?? this.read();
	}

	async make(language: Language): Promise<{ words: string[]; recovery: string }> {
		const words = makePhrase(await this.settings.words(language), wordCount);
		const recovery = newRecoverySecret();
		this.made = { seed: random(32), words, recovery };
		return { words, recovery: formatRecovery(recovery) };
	}

	checkRecovery(typed: string): boolean {
		if (!this.made) throw this.line.error("no-keys");
		try {
			return equal(readRecovery(typed), this.made.recovery);
		} catch {
			return false;
		}
	}

	/** Seals and sends what `make` made. `passphrase` null: the words. */
	async keep(choice: Choice): Promise<void> {
		const { me } = await this.known();
		await this.keepMade(me.person, choice, null);
	}

	/**
	 * As `keep`, in the place of the keys that are open: these stay in the bundle until `settle`,
	 * so that nothing sealed to them is lost when this is interrupted.
	 */
	async renew(choice: Choice): Promise<void> {
		const { bundle } = this.unlocked();
		ensure(bundle.former === null, "not-allowed", "the last renewal isn't done yet");
		const { me } = await this.read();
		await this.keepMade(me.person, choice, bundle.seed);
	}

	/** Nothing needs the former keys any more. */
	async settle(): Promise<void> {
		const { key, bundle } = this.unlocked();
		const { me, stored } = await this.read();
		const { instance } = await this.instance();
		const settled = await withoutFormer(instance, key, bundle);
		await this.send({ bundle: settled, unlockers: stored });
		await this.reopen(me.person, key);
	}

	private async keepMade(person: Id, choice: Choice, former: Uint8Array | null): Promise<void> {
		const made = this.made;
		if (!made) throw this.line.error("no-keys");
		const secret = passphraseSecret(choice.passphrase, made.words);
		const targets: UnlockerTarget[] = [
			{ id: newId(), label: "", ...secret },
			{ id: newId(), label: "", type: "recovery", secret: made.recovery },
		];
		if (choice.prf) targets.push(passkeyTarget(choice.prf, choice.label));
		await this.store(person, made.seed, targets, former);
		// Opened as on a later day, by the recovery key: stretching the words again would take seconds.
		await this.unlock([{ type: "recovery", secret: made.recovery }]);
		this.made = null;
	}

	async unlockWithPassphrase(text: string): Promise<void> {
		if (!(await this.unlock(typedSecrets(text)))) throw this.line.error("wrong-passphrase");
	}

	async unlockWithRecovery(text: string): Promise<void> {
		let secret: Uint8Array;
		try {
			secret = readRecovery(text);
		} catch {
			throw this.line.error("wrong-recovery");
		}
		if (!(await this.unlock([{ type: "recovery", secret }])))
			throw this.line.error("wrong-recovery");
	}

	async unlockWithPrf(prf: ArrayBuffer): Promise<void> {
		const secret: UnlockerSecret = { type: "passkey", prf: new Uint8Array(prf) };
		if (!(await this.unlock([secret]))) throw this.line.error("wrong-passphrase");
	}

	/** Under the same bundle key: the other unlockers needn't be at hand. */
	async addPasskey(prf: ArrayBuffer, label: string): Promise<void> {
		const { key, bundle } = this.unlocked();
		const { me, stored } = await this.read();
		const { instance } = await this.instance();
		const target = passkeyTarget(prf, label);
		await this.send(await addUnlocker(instance, key, bundle, stored, target));
		await this.reopen(me.person, key);
	}

	/** Replaces words or passphrase; under a new bundle key, so the old ones open nothing any more. */
	async newPassphrase(passphrase: string | null, language: Language): Promise<{ words: string[] }> {
		const { bundle } = this.unlocked();
		const { me, stored } = await this.read();
		const words =
			passphrase === null ? makePhrase(await this.settings.words(language), wordCount) : [];
		const secret = passphraseSecret(passphrase, words);
		const others = sealedToKeys(bundle, stored);
		const targets = [{ id: newId(), label: "", ...secret }, ...others];
		await this.store(me.person, bundle.seed, targets, bundle.former);
		await this.unlock([secret]);
		return { words };
	}

	/** Under a new bundle key, which can be sealed to words only by somebody who knows them. */
	async removePasskeys(ids: readonly Id[], passphrase: string): Promise<void> {
		const { bundle } = this.unlocked();
		const { me, stored } = await this.read();
		const secret = await fitting(typedSecrets(passphrase), stored);
		if (!secret) throw this.line.error("wrong-passphrase");
		const others = sealedToKeys(bundle, stored).filter(
			({ id, type }) => type !== "passkey" || !ids.includes(id),
		);
		const targets = [{ id: newId(), label: "", ...secret }, ...others];
		await this.store(me.person, bundle.seed, targets, bundle.former);
		await this.unlock([secret]);
	}

	get isOpen(): boolean {
		return this.open !== null;
	}

	/** Throws `locked`. */
	get keys(): ParticipantKeys {
		return this.unlocked().keys;
	}

	/** Those that are being renewed; null when none are. Throws `locked`. */
	get former(): ParticipantKeys | null {
		return this.unlocked().former;
	}

	lock(): void {
		wipe(this.open?.key, this.open?.bundle.seed, this.made?.seed, this.made?.recovery);
		if (this.open) wipeKeys(this.open.keys);
		if (this.open?.former) wipeKeys(this.open.former);
		this.open = null;
		this.made = null;
		this.account = null;
	}

	private unlocked(): Unlocked {
		if (!this.open) throw this.line.error("locked");
		return this.open;
	}

	private async store(
		person: Id,
		seed: Uint8Array,
		targets: UnlockerTarget[],
		former: Uint8Array | null,
	): Promise<void> {
		const { instance } = await this.instance();
		await this.send(await sealBundle(instance, person, seed, targets, former));
	}

	private async send({
		bundle,
		unlockers,
	}: {
		bundle: Uint8Array;
		unlockers: StoredUnlocker[];
	}): Promise<void> {
		const before = (await this.known()).bundle;
		const body = { bundle: bin(bundle), unlockers, previous: before ? hash(before) : "" };
		try {
			await this.line.json("me/keys", body, { patience: "acknowledged" });
		} catch (error) {
			// The answer to the first try was lost, but it arrived.
			const now = isStatus(error, 409) ? (await this.read()).bundle : null;
			if (!now || !equal(now, bundle)) throw error;
		}
		await this.read();
	}

	/** Tries each stored unlocker with the secret of its type; false when none fits. */
	private async unlock(secrets: UnlockerSecret[]): Promise<boolean> {
		const { me, stored, bundle } = await this.read();
		if (!bundle) throw this.line.error("no-keys");
		for (const { type, sealed } of stored) {
			const secret = secrets.find((one) => one.type === type);
			const key = secret && (await openedBy(secret, sealed));
			if (!key) continue;
			await this.reopen(me.person, key);
			return true;
		}
		return false;
	}

	private async reopen(person: Id, key: SharedKey): Promise<void> {
		const { bundle: sealed, stored } = await this.known();
		if (!sealed) throw this.line.error("no-keys");
		const { instance } = await this.instance();
		const bundle = await openBundle(key, sealed, { instance, person, stored });
		const former = bundle.former && (await counsellorKeys(bundle.former));
		this.open = { key, bundle, keys: await counsellorKeys(bundle.seed), former };
	}
}

/** null when the secret doesn't fit; throws for what can't have been sealed by this counsellor. */
async function openedBy(secret: UnlockerSecret, sealed: Bin): Promise<SharedKey | null> {
	headerLength(fromBin(sealed), "text" in secret ? "passphrase" : "hybrid");
	try {
		return await openUnlocker(secret, sealed);
	} catch (error) {
		if (error instanceof ProtocolError && error.code === "unreadable") return null;
		throw error;
	}
}

/** What somebody typed: words in their normal form, or a passphrase to the letter. */
function typedSecrets(text: string): PassphraseSecret[] {
	return [
		{ type: "words", text: normalForm(text) },
		{ type: "passphrase", text },
	];
}

/** The one of these secrets that opens its unlocker; null when none does. */
async function fitting(
	secrets: readonly PassphraseSecret[],
	stored: readonly StoredUnlocker[],
): Promise<PassphraseSecret | null> {
	for (const { type, sealed } of stored) {
		const secret = secrets.find((one) => one.type === type);
		const key = secret && (await openedBy(secret, sealed));
		if (!key) continue;
		wipe(key);
		return secret;
	}
	return null;
}

/** The unlockers that a new bundle key can be sealed to without their secrets. */
function sealedToKeys(bundle: Bundle, stored: readonly StoredUnlocker[]): UnlockerTarget[] {
	const labels = new Map(stored.map(({ id, label }) => [id, label]));
	const targets: UnlockerTarget[] = [];
	for (const { id, type, recipient } of bundle.unlockers) {
		if (type === "passkey" || type === "recovery")
			targets.push({ id, type, recipient, label: labels.get(id) ?? "" });
	}
	return targets;
}

type PassphraseSecret = { type: "words" | "passphrase"; text: string };

function passphraseSecret(passphrase: string | null, words: string[]): PassphraseSecret {
	return passphrase === null
		? { type: "words", text: normalForm(words.join(" ")) }
		: { type: "passphrase", text: passphrase };
}

function passkeyTarget(prf: ArrayBuffer, label: string): UnlockerTarget {
	return { id: newId(), label, type: "passkey", prf: new Uint8Array(prf) };
}
