/** A reporter's token for one conversation, fetched anew when it has run out. */

import type { Id } from "../api";
import type { ParticipantKeys } from "../participant-keys";
import type { Line, Patience } from "./http";
import type { Door } from "./phrases";
import type { Tokens } from "./thread";

export class ParticipantTokens implements Tokens {
	constructor(
		private readonly line: Line,
		private readonly door: Door,
		private readonly who: { conversation: Id; person: Id; keys: ParticipantKeys },
		private held: string,
	) {}

	async token(patience: Patience): Promise<string> {
		const { conversation, person, keys } = this.who;
		this.held ||= (await this.door.participant(conversation, person, keys, patience)) ?? "";
		if (!this.held) throw this.line.error("wrong-phrase");
		return this.held;
	}

	forget(): void {
		this.held = "";
	}
}
