/** What was found wrong with a log as a whole, and what can be written all the same. */

import type { Id, Refusal } from "../api";
import { ProtocolError } from "../refusal";
import type { Step } from "../write";

export class Trust {
	private readonly distrust = new Map<string, Refusal>();
	/** Of what was opened last: nothing but the server vouches for these bytes. */
	doubt: Refusal | undefined;
	/** Whoever made the latest epoch gave us an envelope that opens nothing; until the next epoch. */
	lockedOut: Refusal | undefined;

	/** From here on nothing is written any more. */
	refuse(refusal: Refusal): void {
		this.distrust.set(refusal.code, refusal);
	}

	/** All but the doubt, which is a statement's. */
	get refusals(): Refusal[] {
		return [...this.distrust.values(), ...(this.lockedOut ? [this.lockedOut] : [])];
	}

	/** Leaving, withdrawing and new keys stay possible where only what was said is in doubt. */
	ensure(steps: readonly Step[]): void {
		const says = steps.some((step) => step.do === "statement");
		const first = [...this.distrust.values()][0] ?? (says ? this.doubt : undefined);
		if (first) throw new ProtocolError(first.code, first.detail);
	}

	/** Whoever lacks a seed can make no epoch; what needs none stays possible. */
	ensureUnlocked(steps: readonly Step[], me: Id): void {
		const locked = this.lockedOut;
		if (!locked || steps.every((step) => endsIt(step, me))) return;
		throw new ProtocolError(locked.code, locked.detail);
	}
}

function endsIt(step: Step, me: Id): boolean {
	if (step.do === "leave") return step.person === me;
	return step.do === "withdraw" || step.do === "restore";
}
