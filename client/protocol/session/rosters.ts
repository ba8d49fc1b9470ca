/** Rosters as the server gives them, believed only as far as they verify. */

import type {
	Bin,
	CounsellorCard,
	Day,
	Hash,
	Id,
	Language,
	OrganisationView,
	PersonHours,
	Profile,
	Refusal,
	RosterProof,
	RosterView,
} from "../api";
import { fromBin } from "../bytes";
import { hash } from "../derive";
import { ensure, ProtocolError } from "../refusal";
import {
	type Card,
	currentMembers,
	instanceNamedIn,
	isFresh,
	type KnownRosters,
	keyFingerprint,
	matchProfiles,
	type SignedHead,
	type VerifiedRoster,
	verifyHead,
	verifyRoster,
} from "../roster";
import type { Line } from "./http";
import { LuwteError } from "./problem";
import { dayOf } from "./settings";

interface RosterAnswer {
	organisation: {
		id: Id;
		name: string;
		slug: string;
		languages: Language[];
		sector: OrganisationView["sector"];
		second_address: string;
		phones: OrganisationView["phones"];
		hours: OrganisationView["walkIn"];
		retention_months: number;
		site: string;
	};
	roster: string;
	entries: Bin[];
	heads: Bin[];
	profiles: Bin[];
	available: Availability[];
	via: { roster: string; entries: Bin[] }[];
	succeeded_by: string;
}

interface Availability {
	person: Id;
	promise_days: number;
	absent_from: Day | "" | null;
	absent_until: Day | "" | null;
	on_site: { nl: string; en: string };
	phone: string;
	stand_in: string;
}

export interface OpenRoster {
	verified: VerifiedRoster;
	known: KnownRosters;
	heads: SignedHead[];
	profiles: Map<Id, Profile>;
	view: RosterView;
	proof: RosterProof;
}

/** Where to ask for rosters, and what was learnt about them already. */
export class Rosters {
	private readonly opened = new Map<string, OpenRoster>();
	private readonly asked = new Map<string, Promise<void>>();

	constructor(
		private readonly line: Line,
		private readonly instance: () => Promise<Id>,
		private readonly now: () => Date,
	) {}

	/** Asks the server anew; throws `wrong-roster` or what else is refused. */
	async refresh(fingerprint: string): Promise<OpenRoster> {
		const opened = await this.look(fingerprint);
		await this.ensureHere(opened);
		return opened;
	}

	/**
	 * As `refresh`, to show only: which instance it is of says the roster itself, whose first entry
	 * the fingerprint vouches for. A first visit asks one question less.
	 */
	async look(fingerprint: string): Promise<OpenRoster> {
		const answer = await this.line.json<RosterAnswer>("roster", { fingerprint });
		const opened = await this.verify(fingerprint, answer);
		const before = this.opened.get(fingerprint)?.verified;
		if (before && opened.verified.hashes[before.length - 1] !== before.head) {
			const code = opened.verified.length < before.length ? "rolled-back" : "forked";
			throw new ProtocolError(code, `roster ${fingerprint}`);
		}
		this.opened.set(fingerprint, opened);
		return opened;
	}

	/** Begins to ask for one that is needed soon; what goes wrong is told when it is opened. */
	ahead(fingerprint: string): void {
		if (this.opened.has(fingerprint) || this.asked.has(fingerprint)) return;
		const done = () => void this.asked.delete(fingerprint);
		this.asked.set(fingerprint, this.refresh(fingerprint).then(done, done));
	}

	/** What is known already, when it is at least so long. */
	async open(fingerprint: string, atLeast = 0): Promise<OpenRoster> {
		await this.asked.get(fingerprint);
		const known = this.opened.get(fingerprint);
		if (!known || known.verified.length < atLeast) return this.refresh(fingerprint);
		await this.ensureHere(known);
		return known;
	}

	/** Of these the views that were opened already. */
	known(fingerprints: readonly string[]): RosterView[] {
		return [...new Set(fingerprints)].flatMap((one) => this.opened.get(one)?.view ?? []);
	}

	/** What others can verify these by, as far as they were opened. */
	proofs(fingerprints: readonly string[]): RosterProof[] {
		return [...new Set(fingerprints)].flatMap((one) => this.opened.get(one)?.proof ?? []);
	}

	private async ensureHere({ verified }: OpenRoster): Promise<void> {
		ensure(verified.instance === (await this.instance()), "wrong-instance", "another's roster");
	}

	/** Throws `wrong-roster` unless this roster says that it took the place of the other, in steps or at once. */
	async ensureSuccessor(roster: VerifiedRoster, before: string): Promise<void> {
		let at = roster;
		const passed = new Set<string>();
		while (at.fingerprint !== before) {
			passed.add(at.fingerprint);
			ensure(at.replaces && !passed.has(at.replaces), "wrong-roster", "not a successor");
			at = (await this.open(at.replaces)).verified;
		}
	}

	/** By the server's word alone: nobody signs when they can be met. */
	async hours(fingerprint: string): Promise<PersonHours[]> {
		const { hours } = await this.line.json<{ hours: PersonHours[] }>("hours", { fingerprint });
		return hours;
	}

	/** null when the server has none, or has something else under this name. */
	async portrait(wanted: Hash): Promise<Blob | null> {
		try {
			const bytes = await this.line.octets("portrait", { portrait: wanted });
			return hash(bytes) === wanted
				? new Blob([bytes as BlobPart], { type: imageType(bytes) })
				: null;
		} catch (error) {
			if (error instanceof LuwteError && error.status === 404) return null;
			throw error;
		}
	}

	/** A counsellor's name by the profiles of the rosters seen so far. */
	nameOf(person: Id, fingerprint?: string): string {
		const first = fingerprint ? this.opened.get(fingerprint)?.profiles.get(person) : undefined;
		if (first) return first.name;
		for (const { profiles } of this.opened.values()) {
			const profile = profiles.get(person);
			if (profile) return profile.name;
		}
		return "";
	}

	private async verify(fingerprint: string, answer: RosterAnswer): Promise<OpenRoster> {
		const entries = answer.entries.map((one) => fromBin(one));
		const instance = entries[0] ? instanceNamedIn(entries[0]) : "";
		const known = new Map<string, VerifiedRoster>();
		for (const { roster, entries } of answer.via) {
			known.set(
				roster,
				await verifyRoster(
					instance,
					entries.map((one) => fromBin(one)),
					roster,
					known,
				),
			);
		}
		const verified = await verifyRoster(instance, entries, fingerprint, known);
		const { profiles, refusals } = matchProfiles(
			verified,
			answer.profiles.map((one) => fromBin(one)),
		);
		const heads: SignedHead[] = [];
		const warnings: Refusal[] = [...verified.warnings, ...refusals];
		for (const one of answer.heads) {
			try {
				heads.push(await verifyHead(verified, fromBin(one)));
			} catch (error) {
				if (!(error instanceof ProtocolError)) throw error;
				warnings.push(error.refusal());
			}
		}
		if (answer.succeeded_by) {
			warnings.push({ code: "roster-changed", detail: `succeeded by ${answer.succeeded_by}` });
		}
		const view = this.viewOf(verified, profiles, heads, answer, warnings);
		const { profiles: texts, via } = answer;
		const proof = { fingerprint, entries: answer.entries, profiles: texts, via };
		return { verified, known, heads, profiles, view, proof };
	}

	private viewOf(
		verified: VerifiedRoster,
		profiles: Map<Id, Profile>,
		heads: SignedHead[],
		answer: RosterAnswer,
		warnings: Refusal[],
	): RosterView {
		const today = dayOf(this.now());
		const available = new Map(answer.available.map((one) => [one.person, one]));
		const counsellors: CounsellorCard[] = [];
		const members = currentMembers(verified);
		const isCurrent = (person: Id) => members.some(({ card }) => card.person === person);
		for (const { card, admittedBy } of members) {
			const profile = profiles.get(card.person);
			if (!profile) continue;
			counsellors.push({
				...cardView(card, profile),
				fresh: isFresh(heads, card.person, today),
				admittedBy: admittedBy ? (profiles.get(admittedBy)?.name ?? "") : "",
				endAskedBy: verified.endsAsked
					.filter(({ person, by }) => person === card.person && isCurrent(by))
					.map(({ by }) => by),
				renewedOn: renewedOn(verified, card.person),
				...availabilityView(available.get(card.person)),
			});
		}
		return {
			fingerprint: verified.fingerprint,
			organisation: organisationView(answer.organisation),
			counsellors,
			warnings,
			replaces: verified.replaces,
			succeededBy: answer.succeeded_by,
			provider: verified.provider,
			witnessed: verified.witnesses.some(({ roster }) => roster === verified.provider),
		};
	}
}

function cardView(card: Card, profile: Profile) {
	return { person: card.person, sign: card.sign, profile, keyFingerprint: keyFingerprint(card) };
}

/** The day of the card by which this person's keys changed, since somebody signed for them. */
function renewedOn({ tenures }: VerifiedRoster, person: Id): Day | "" {
	const all = tenures.filter(({ card }) => card.person === person);
	const since = all.findLastIndex(
		({ card, admitted }, i) =>
			card.sign !== all[i - 1]?.card.sign && admitted === all[i - 1]?.admitted,
	);
	return all[since]?.card.from ?? "";
}

function availabilityView(one: Availability | undefined) {
	return {
		promiseDays: one?.promise_days ?? 0,
		absentFrom: one?.absent_from ?? "",
		absentUntil: one?.absent_until ?? "",
		standIn: one?.stand_in ?? "",
		onSite: one?.on_site ?? { nl: "", en: "" },
		phone: one?.phone ?? "",
	};
}

function organisationView(told: RosterAnswer["organisation"]): OrganisationView {
	return {
		id: told.id,
		name: told.name,
		slug: told.slug,
		languages: told.languages,
		sector: told.sector,
		secondAddress: told.second_address,
		phones: told.phones,
		walkIn: told.hours,
		retentionMonths: told.retention_months,
		site: told.site,
	};
}

/** A blob without a type isn't shown as a picture everywhere. */
function imageType(bytes: Uint8Array): string {
	if (bytes[0] === 0x89) return "image/png";
	if (bytes[0] === 0xff) return "image/jpeg";
	if (bytes[0] === 0x52) return "image/webp";
	return "application/octet-stream";
}
