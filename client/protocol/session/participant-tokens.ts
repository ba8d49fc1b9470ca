/** A reporter's token for one conversation, fetched anew when it has run out. */

import type { Id } from "../api";
import type { ParticipantKeys } from "../participant-keys";
import type { Line, Patience } from "./http";
import type { Door } from "./phrases";
import { isStatus } from "./problem";

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

/** Gets and renews the token of a participant; counsellors have a session cookie and need none. */
export interface Tokens {
	token(patience: Patience): Promise<string>;
	forget(): void;
}

/** With a fresh token when the one at hand has run out; `null`: the session cookie will do. */
export async function authorized<T>(
	tokens: Tokens | null,
	patience: Patience,
	call: (token: string) => Promise<T>,
): Promise<T> {
	if (!tokens) return call("");
	const token = await tokens.token(patience);
	try {
		return await call(token);
	} catch (error) {
		if (!isStatus(error, 401)) throw error;
		tokens.forget();
		return call(await tokens.token(patience));
	}
}
