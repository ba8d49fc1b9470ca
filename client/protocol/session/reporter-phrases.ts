/** The phrases of a reporter: the one made last, the one signed in with, and what they seal. */

import type { Json, Language, PhraseReading } from "../api";
import { canonical, parseCanonical } from "../canonical";
import { readPhrase } from "../phrase";
import { ProtocolError } from "../refusal";
import { Line } from "./http";
import { Phrase, type Registered } from "./phrases";
import type { SessionSettings } from "./settings";

export abstract class ReporterPhrases {
	protected readonly line: Line;
	/** Of the last `makePhrase`, not yet known to the server. */
	protected next: Phrase | null = null;
	protected registered: Registered | null = null;

	constructor(protected readonly settings: SessionSettings) {
		this.line = new Line(settings);
	}

	async makePhrase(language: Language): Promise<string[]> {
		const { phrase, words } = await Phrase.make(this.settings, language);
		this.next = phrase;
		return words;
	}

	async readPhrase(text: string): Promise<PhraseReading> {
		const { words, complete } = await this.reading(text);
		return { words, complete };
	}

	async sealDraft(draft: Json): Promise<string> {
		return this.phraseToUse().sealDraft(canonical(draft));
	}

	async openDraft(text: string, sealed: string): Promise<Json> {
		const { complete, phrase } = await this.reading(text);
		if (!complete) throw this.line.error("incomplete-phrase");
		const known = new Phrase(phrase);
		try {
			const draft = parseCanonical(await known.openDraft(sealed));
			// Made for this draft and used for nothing yet: the conversation will be under it.
			this.next = known;
			return draft;
		} catch (error) {
			throw error instanceof ProtocolError ? this.line.error("wrong-phrase") : error;
		}
	}

	async sealUnsent(unsent: Json): Promise<string> {
		return this.phraseAtHand().sealDraft(canonical(unsent));
	}

	async openUnsent(sealed: string): Promise<Json> {
		return parseCanonical(await this.phraseAtHand().openDraft(sealed));
	}

	protected async reading(text: string) {
		const [nl, en] = await Promise.all([this.settings.words("nl"), this.settings.words("en")]);
		return readPhrase(text, { nl, en });
	}

	/** The phrase made last, else the one signed in with. */
	protected phraseToUse(): Phrase {
		const phrase = this.next ?? this.registered?.phrase;
		if (!phrase) throw this.line.error("no-phrase");
		return phrase;
	}

	/** The one that a person who comes back now would type. */
	protected phraseAtHand(): Phrase {
		return this.registered?.phrase ?? this.phraseToUse();
	}
}
