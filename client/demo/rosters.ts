/** The demo's rosters, entry by entry as they would have been signed. */

import type { Day, Id, Profile } from "../protocol/api";
import { bin } from "../protocol/bytes";
import { hash } from "../protocol/derive";
import type { RosterPoint } from "../protocol/items";
import type { ParticipantKeys } from "../protocol/participant-keys";
import {
	type EntryBody,
	makeCard,
	makeEntry,
	makeFirstEntry,
	makeHead,
	makeProfile,
	pointOf,
	type VerifiedRoster,
	verifyRoster,
} from "../protocol/roster";
import type { DemoMade, DemoRoster } from "./shape";

type DemoEntry = DemoRoster["entries"][number];
type MadeRoster = DemoMade["rosters"][number];

export class RosterMaker {
	private readonly byOrganisation = new Map<Id, VerifiedRoster>();
	private readonly days = new Map<Id, Day[]>();
	readonly made: MadeRoster[] = [];

	constructor(
		private readonly instance: Id,
		private readonly keys: ReadonlyMap<Id, ParticipantKeys>,
	) {}

	async make({ organisation, entries, heads }: DemoRoster): Promise<void> {
		const provider = entries
			.map((entry) => ("via" in entry ? entry.via : ""))
			.find((via) => via !== "");
		const made: MadeRoster = {
			organisation,
			fingerprint: "",
			entries: [],
			profiles: [],
			heads: [],
		};
		for (const entry of entries) await this.add(made, entry, provider ?? "");
		const roster = this.roster(organisation);
		made.fingerprint = roster.fingerprint;
		for (const { person, day } of heads) {
			const bytes = await makeHead(this.keysOf(person).signSecret, person, roster, day);
			made.heads.push({ person, day, bytes: bin(bytes) });
		}
		this.made.push(made);
	}

	roster(organisation: Id): VerifiedRoster {
		const roster = this.byOrganisation.get(organisation);
		if (!roster) throw new Error(`no roster of ${organisation} yet`);
		return roster;
	}

	/** Where the roster was on a day. */
	pointOn(organisation: Id, day: Day): RosterPoint {
		const { fingerprint, hashes } = this.roster(organisation);
		const length = this.days.get(organisation)?.filter((one) => one <= day).length ?? 0;
		const head = hashes[length - 1];
		if (!head) throw new Error(`the roster of ${organisation} is younger than ${day}`);
		return { fingerprint, length, head };
	}

	keysOf(person: Id): ParticipantKeys {
		const keys = this.keys.get(person);
		if (!keys) throw new Error(`no keys of ${person}`);
		return keys;
	}

	private async add(made: MadeRoster, entry: DemoEntry, provider: Id): Promise<void> {
		const { organisation } = made;
		const known = new Map([...this.byOrganisation.values()].map((one) => [one.fingerprint, one]));
		const bytes = await this.entryBytes(made, entry, provider);
		made.entries.push({ day: entry.day, bytes: bin(bytes) });
		this.days.set(organisation, [...(this.days.get(organisation) ?? []), entry.day]);
		const chain = made.entries.map((one) => Buffer.from(one.bytes, "base64url"));
		this.byOrganisation.set(organisation, await verifyRoster(this.instance, chain, null, known));
	}

	private async entryBytes(made: MadeRoster, entry: DemoEntry, provider: Id): Promise<Uint8Array> {
		if (entry.kind === "found") {
			const card = bin(await this.card(made, entry.person, entry.profile, entry.day));
			const chosen = provider ? this.roster(provider).fingerprint : "";
			const body = { kind: "found", card, replaces: "", provider: chosen } as const;
			return makeFirstEntry(
				this.keysOf(entry.person).signSecret,
				this.instance,
				entry.person,
				body,
			);
		}
		const known = new Map([...this.byOrganisation.values()].map((one) => [one.fingerprint, one]));
		const roster = this.roster(made.organisation);
		const author = "by" in entry ? entry.by : entry.person;
		const body = await this.body(made, entry);
		return makeEntry(this.keysOf(author).signSecret, author, roster, body, known);
	}

	private async body(
		made: MadeRoster,
		entry: Exclude<DemoEntry, { kind: "found" }>,
	): Promise<Exclude<EntryBody, { kind: "found" }>> {
		switch (entry.kind) {
			case "witness":
				return { kind: "witness", via: this.via(entry.via) };
			case "admit": {
				const card = bin(await this.card(made, entry.person, entry.profile, entry.day));
				return { kind: "admit", card, via: entry.via ? this.via(entry.via) : null };
			}
			case "update":
				return {
					kind: "update",
					card: bin(await this.card(made, entry.person, entry.profile, entry.day)),
				};
			case "end":
				return { kind: "end", person: entry.person };
		}
	}

	private via(organisation: Id) {
		const { fingerprint, length, head } = pointOf(this.roster(organisation));
		return { roster: fingerprint, length, head };
	}

	private async card(
		made: MadeRoster,
		person: Id,
		profile: Profile,
		from: Day,
	): Promise<Uint8Array> {
		const shown = makeProfile(profile);
		made.profiles.push(bin(shown));
		const { signSecret, sign, seal } = this.keysOf(person);
		const { instance } = this;
		return makeCard(signSecret, { instance, person, sign, seal, profile: hash(shown), from });
	}
}
