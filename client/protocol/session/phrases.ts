/** A reporter's phrase: its keys, the registration that belongs to it, and signing in with it. */

import type { Bin, Day, Id, Language } from "../api";
import { attestLocator, attestParticipant } from "../attest";
import { bin, fromBin, wipe } from "../bytes";
import { derive, phraseSeed } from "../derive";
import { type IndexEntry, openIndex, sealIndex } from "../index-blob";
import type { ParticipantKeys } from "../participant-keys";
import { makePhrase, normalForm } from "../phrase";
import { indexKeyOf, type Locator, locatorOf } from "../reporter-keys";
import { openKey, sealKey, sharedKey } from "../seal";
import type { Line, Patience } from "./http";
import { isStatus, LuwteError } from "./problem";
import { once, type SessionSettings } from "./settings";

/** A phrase and what follows from it; nothing of it is known to the server yet, or all of it. */
export class Phrase {
	readonly seed: () => Promise<Uint8Array>;
	private found: Locator | undefined;

	constructor(normal: string) {
		// Deriving takes a moment on a slow device: the words are on the screen before it begins.
		this.seed = once(
			() =>
				new Promise((resolve, reject) => {
					setTimeout(() => {
						try {
							resolve(phraseSeed(normal));
						} catch (error) {
							reject(error as Error);
						}
					}, 0);
				}),
		);
	}

	static async make(
		settings: SessionSettings,
		language: Language,
	): Promise<{ phrase: Phrase; words: string[] }> {
		const words = makePhrase(await settings.words(language));
		return { phrase: new Phrase(normalForm(words.join(" "))), words };
	}

	async locator(): Promise<Locator> {
		this.found ??= locatorOf(await this.seed());
		return this.found;
	}

	async sealIndex(instance: Id, entries: IndexEntry[]): Promise<Uint8Array> {
		return sealIndex(indexKeyOf(await this.seed()), instance, entries);
	}

	async openIndex(instance: Id, sealed: Uint8Array): Promise<IndexEntry[]> {
		return openIndex(indexKeyOf(await this.seed()), sealed, instance);
	}

	async sealDraft(plaintext: Uint8Array): Promise<Bin> {
		return bin(await sealKey(sharedKey(derive(await this.seed(), "draft-key")), plaintext));
	}

	async openDraft(sealed: Bin): Promise<Uint8Array> {
		return openKey(sharedKey(derive(await this.seed(), "draft-key")), fromBin(sealed));
	}

	async forget(): Promise<void> {
		wipe(await this.seed(), this.found?.secret);
	}
}

interface LocatorAnswer {
	token: string;
	index: Bin;
	version: number;
	intake: boolean;
	days: Day[];
}

/** What a phrase opened: its registration as the server has it. */
export interface Registered {
	phrase: Phrase;
	token: string;
	version: number;
	oneTime: boolean;
	days: Day[];
	entries: IndexEntry[];
}

export class Door {
	constructor(
		private readonly line: Line,
		private readonly instance: () => Promise<Id>,
	) {}

	/** 401 becomes `wrong-phrase`: unknown, used, lapsed and mistyped are one answer. */
	async enter(phrase: Phrase, patience: Patience = "reading"): Promise<Registered> {
		const locator = await phrase.locator();
		const target = await this.target(patience);
		const signature = await attestLocator(locator.secret, target);
		try {
			const answer = await this.line.json<LocatorAnswer>(
				"locator/sign-in",
				{ locator: locator.locator, challenge: target.challenge, signature },
				{ patience },
			);
			const { token, version, intake: oneTime, days } = answer;
			const entries = await phrase.openIndex(target.instance, fromBin(answer.index));
			return { phrase, token, version, oneTime, days, entries };
		} catch (error) {
			throw isStatus(error, 401) ? this.line.error("wrong-phrase") : error;
		}
	}

	/** A participant's token; null when these keys aren't that participant's (any more). */
	async participant(
		conversation: Id,
		person: Id,
		keys: ParticipantKeys,
		patience: Patience,
	): Promise<string | null> {
		const target = await this.target(patience);
		const signature = await attestParticipant(keys.signSecret, target, conversation, person);
		try {
			const { token } = await this.line.json<{ token: string }>(
				"participant/sign-in",
				{ conversation, person, challenge: target.challenge, signature },
				{ patience },
			);
			return token;
		} catch (error) {
			if (isStatus(error, 401)) return null;
			throw error;
		}
	}

	/** Writes the index anew; `change` is asked again when another device was first. */
	async update(
		registered: Registered,
		change: (entries: IndexEntry[]) => IndexEntry[],
	): Promise<Registered> {
		let now = registered;
		for (;;) {
			const entries = change(now.entries);
			const index = await now.phrase.sealIndex(await this.instance(), entries);
			try {
				const { version } = await this.line.parts<{ version: number }>(
					"locator/update",
					{ version: now.version },
					[index],
					{
						token: now.token,
						patience: "acknowledged",
					},
				);
				return { ...now, version, entries };
			} catch (error) {
				if (!isStatus(error, 409) && !isStatus(error, 401)) throw error;
				now = await this.enter(now.phrase, "acknowledged");
			}
		}
	}

	/** From here on the phrase opens nothing, and nothing tells that there was one. */
	async forget(registered: Registered): Promise<void> {
		const ask = (token: string) =>
			this.line.json("locator/forget", {}, { token, patience: "acknowledged" });
		try {
			await ask(registered.token);
		} catch (error) {
			if (!isStatus(error, 401)) throw error;
			// The token ran out; or it is done, and the answer was lost.
			const now = await this.enter(registered.phrase, "acknowledged").catch((why: unknown) => {
				if (why instanceof LuwteError && why.code === "wrong-phrase") return null;
				throw why;
			});
			if (now) await ask(now.token);
		}
	}

	private async target(patience: Patience) {
		const [{ challenge }, instance] = await Promise.all([
			this.line.json<{ challenge: string }>("challenge", {}, { patience }),
			this.instance(),
		]);
		return { instance, origin: this.line.origin, challenge };
	}
}
