/**
 * Which roster is an organisation's, as this counsellor saw it first. The server tells which it
 * is, and could name one of its own making: a counsellor's card is no secret, and fits in any.
 */

import type { Draft, Id, OrganisationMembership, Refusal } from "../api";
import type { ParticipantKeys } from "../participant-keys";
import { ensure, ProtocolError } from "../refusal";
import { cardAt } from "../roster";
import type { OwnLog } from "./own-log";
import { LuwteError } from "./problem";
import type { Rosters } from "./rosters";

interface Me {
	person: Id;
	keys: ParticipantKeys;
}

export class RosterMemory {
	constructor(
		private readonly rosters: Rosters,
		private readonly ownLog: OwnLog,
	) {}

	/** Throws `wrong-roster` where the server names another than before. */
	async ensure({ id, roster }: OrganisationMembership, me: Me): Promise<void> {
		const before = await this.ownLog.rosterOf(id);
		if (before === "" || before === roster) return;
		const follows = roster !== "" && (await this.isSuccessor(roster, before, me));
		ensure(follows, "wrong-roster", `organisation ${id} had ${before}`);
	}

	/** What `ensure` throws, to be shown; null where all is well. */
	async doubt(membership: OrganisationMembership, me: Me): Promise<Refusal | null> {
		try {
			await this.ensure(membership, me);
			return null;
		} catch (error) {
			if (!(error instanceof ProtocolError)) throw error;
			return error.refusal();
		}
	}

	/**
	 * Whether a conversation under this roster was listed as another organisation's than the one whose
	 * roster it is, or took the place of. One that is nobody's whom this person knows passes.
	 */
	async misplaced(
		listed: Id | "",
		roster: string,
		organisations: readonly OrganisationMembership[],
	): Promise<Refusal | null> {
		const owners: Id[] = [];
		for (const one of roster === "" ? [] : organisations) {
			if (await this.isOf(one, roster)) owners.push(one.id);
		}
		const known = owners.length > 0 || organisations.some(({ id }) => id === listed);
		if (!known || owners.includes(listed)) return null;
		return { code: "wrong-organisation", detail: `listed under ${listed || "none"}` };
	}

	private async isOf({ id, roster: told }: OrganisationMembership, roster: string) {
		const kept = await this.ownLog.rosterOf(id);
		const follows = kept === "" || (await this.tookItsPlace(told, kept));
		return this.tookItsPlace(follows ? told : kept, roster);
	}

	/** In steps or at once; also where it is the same. */
	private async tookItsPlace(roster: string, before: string): Promise<boolean> {
		if (roster === before || roster === "") return roster !== "";
		try {
			await this.rosters.ensureSuccessor((await this.rosters.open(roster)).verified, before);
			return true;
		} catch (error) {
			if (!(error instanceof ProtocolError || error instanceof LuwteError)) throw error;
			return false;
		}
	}

	/** The statement that keeps which it is, unless that is kept. */
	async toKeep({ id, roster }: OrganisationMembership): Promise<Draft[]> {
		if ((await this.ownLog.rosterOf(id)) === roster) return [];
		return [{ kind: "setting", content: { name: rosterSetting(id), value: roster } }];
	}

	/** Begun by me; or in its place, and my key counts in the old one no more. */
	private async isSuccessor(roster: string, before: string, me: Me): Promise<boolean> {
		const { verified } = await this.rosters.open(roster);
		const founder = verified.tenures[0]?.card;
		if (founder?.person === me.person && founder.sign === me.keys.sign) return true;
		if (verified.replaces !== before) return false;
		const old = (await this.rosters.open(before)).verified;
		return cardAt(old, me.person, me.keys.sign, old.length) === null;
	}
}

/** The name of the setting in the own log. */
export function rosterSetting(organisation: Id): string {
	return `roster ${organisation}`;
}
