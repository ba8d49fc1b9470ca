/** A counsellor's acts on rosters: the own card, those of colleagues, and the daily head. */

import type {
	Bin,
	Draft,
	Hash,
	Id,
	OrganisationMembership,
	PendingCard,
	Profile,
	Refusal,
} from "../api";
import { bin, fromBin } from "../bytes";
import { hash } from "../derive";
import type { ParticipantKeys } from "../participant-keys";
import { ensure, ProtocolError } from "../refusal";
import {
	type Card,
	cardAt,
	cardWords,
	checkRosterPoint,
	currentMembers,
	type EntryBody,
	makeCard,
	makeEntry,
	makeFirstEntry,
	makeHead,
	makeProfile,
	parseCard,
	parseProfile,
	pointOf,
	rosterWords,
	type VerifiedRoster,
} from "../roster";
import type { Line } from "./http";
import type { OwnLog } from "./own-log";
import { isStatus, LuwteError } from "./problem";
import { RosterMemory } from "./roster-memory";
import type { Rosters } from "./rosters";
import { dayOf, type Instance, type SessionSettings } from "./settings";

interface PendingAnswer {
	cards: { card: Bin; profile: Bin; name: string }[];
}

export interface Signer {
	person: Id;
	keys: ParticipantKeys;
}

/** A roster head as the own log keeps it. */
export interface SeenHead {
	roster: string;
	length: number;
	head: Hash;
}

type NextEntry = Exclude<EntryBody, { kind: "found" }>;

const attempts = 10;

export class Appointments {
	constructor(
		private readonly line: Line,
		private readonly rosters: Rosters,
		private readonly settings: SessionSettings,
		private readonly instance: () => Promise<Instance>,
		private readonly now: () => Date,
	) {}

	/** Sends the own card; it founds the roster where there is none. Resolves to the words to read aloud. */
	async sendCard(
		membership: OrganisationMembership,
		signer: Signer,
		profile: Profile,
		portrait: Blob | null,
	): Promise<{ nl: string[]; en: string[] }> {
		const card = await this.makeCard(membership.id, signer, profile, portrait);
		if (!membership.roster) await this.found(membership, signer, card);
		return this.words(card);
	}

	/** The own card as the first of a new roster, in the place of the one there is. */
	async reanchor(
		membership: OrganisationMembership,
		signer: Signer,
		profile: Profile,
		portrait: Blob | null,
	): Promise<{ nl: string[]; en: string[] }> {
		if (!membership.roster) throw this.line.error("unknown-roster");
		const card = await this.makeCard(membership.id, signer, profile, portrait);
		await this.found(membership, signer, card);
		return this.words(card);
	}

	/**
	 * A first entry; it takes the place of the organisation's roster, if there is one. It names no
	 * provider: which one it is only the server says, until somebody there has read out the words.
	 */
	private async found(
		{ id, roster }: OrganisationMembership,
		{ person, keys }: Signer,
		card: Uint8Array,
	): Promise<void> {
		const { instance } = await this.instance();
		const names = { replaces: roster, provider: "" };
		const body = { kind: "found", card: bin(card), ...names } as const;
		const entry = await makeFirstEntry(keys.signSecret, instance, person, body);
		await this.line.parts("roster/append", { organisation: id }, [entry], {
			patience: "acknowledged",
		});
	}

	/** The same keys with another profile. */
	async updateCard(
		{ id, roster }: OrganisationMembership,
		signer: Signer,
		profile: Profile,
		portrait: Blob | null,
	): Promise<void> {
		const card = await this.makeCard(id, signer, profile, portrait);
		await this.append(id, roster, signer, () => ({ kind: "update", card: bin(card) }));
	}

	/** The same profile with the new keys, signed by the former ones, where these still count. */
	async renew(
		{ id, roster }: OrganisationMembership,
		signer: Signer,
		former: ParticipantKeys,
	): Promise<void> {
		const { verified, profiles } = await this.rosters.refresh(roster);
		const { person } = signer;
		if (!cardAt(verified, person, former.sign, verified.length)) return;
		const profile = profiles.get(person);
		ensure(profile, "wrong-profile", "the own card without its profile");
		const card = await this.makeCard(id, signer, profile, null);
		const before = { person, keys: former };
		await this.append(id, roster, before, () => ({ kind: "renew", card: bin(card) }));
	}

	/** Of all organisations where this person may admit; cards that don't verify are left out. */
	async pending(organisations: readonly OrganisationMembership[], me: Id): Promise<PendingCard[]> {
		const found: PendingCard[] = [];
		const current = new Set(
			organisations.filter(({ state }) => state === "current").map(({ roster }) => roster),
		);
		for (const { id, state, roster, providerRoster } of organisations) {
			const may = state === "current" || (providerRoster !== "" && current.has(providerRoster));
			if (!roster || !may) continue;
			const { cards } = await this.line.json<PendingAnswer>("roster/pending", { organisation: id });
			for (const one of cards) {
				const card = await this.pendingCard(id, one, me);
				if (card) found.push(card);
			}
		}
		return found;
	}

	async admit(
		{ organisation, card }: PendingCard,
		membership: OrganisationMembership,
		signer: Signer,
	): Promise<void> {
		const { instance } = await this.instance();
		await parseCard(fromBin(card), instance);
		await this.append(organisation, membership.roster, signer, async (roster) => ({
			kind: "admit",
			card,
			via: await this.viaFor(roster, signer.person),
		}));
	}

	/** From here on this provider may vouch and admit; its words were compared by phone. */
	async nameProvider(
		{ id, roster }: OrganisationMembership,
		signer: Signer,
		provider: string,
	): Promise<void> {
		await this.rosters.refresh(provider);
		await this.append(id, roster, signer, () => ({ kind: "provider", provider }));
	}

	/** By somebody of the provider that this roster names. */
	witness({ id, roster }: OrganisationMembership, signer: Signer): Promise<void> {
		return this.append(id, roster, signer, async (to) => ({
			kind: "witness",
			via: await this.pointAtProvider(to),
		}));
	}

	end({ id, roster }: OrganisationMembership, signer: Signer, person: Id): Promise<void> {
		return this.append(id, roster, signer, () => ({ kind: "end", person }));
	}

	/** Of every roster that this person is current in, unless a device of theirs did today. */
	async signHeads(
		organisations: readonly OrganisationMembership[],
		signer: Signer,
		ownLog: OwnLog,
	): Promise<void> {
		const today = dayOf(this.now());
		const known = new RosterMemory(this.rosters, ownLog);
		const seen: Draft[] = [];
		for (const membership of organisations) {
			const { roster, state } = membership;
			if (!roster || state !== "current") continue;
			if ((await ownLog.headSignedOn(roster)) === today) continue;
			try {
				await known.ensure(membership, signer);
				seen.push(...(await known.toKeep(membership)));
				const head = await this.signHead(roster, signer, await ownLog.headSeen(roster));
				if (head) seen.push({ kind: "roster-head", content: { ...head } });
			} catch (error) {
				// A roster that doesn't verify is shown where it is used; what mustn't happen is to sign it.
				if (!(error instanceof ProtocolError || error instanceof LuwteError)) throw error;
			}
		}
		if (seen.length > 0) await ownLog.write(seen);
	}

	/** Signs the head that this client sees, and hands it in. Throws when it isn't a longer form of `seen`. */
	private async signHead(
		fingerprint: string,
		signer: Signer,
		seen: SeenHead | null,
	): Promise<SeenHead | null> {
		const { verified } = await this.rosters.refresh(fingerprint);
		const refusal = seen && this.checkSeen(verified, seen);
		if (refusal) throw new ProtocolError(refusal.code, refusal.detail);
		if (!currentMembers(verified).some(({ card }) => card.person === signer.person)) return null;
		const head = await makeHead(signer.keys.signSecret, signer.person, verified, dayOf(this.now()));
		await this.line.parts("roster/head", { roster: fingerprint }, [head]);
		return { roster: fingerprint, length: verified.length, head: verified.head };
	}

	checkSeen(verified: VerifiedRoster, { roster, length, head }: SeenHead): Refusal | null {
		return checkRosterPoint(verified, { fingerprint: roster, length, head });
	}

	private async makeCard(
		organisation: Id,
		{ person, keys }: Signer,
		profile: Profile,
		portrait: Blob | null,
	) {
		const { instance } = await this.instance();
		const picture = portrait ? new Uint8Array(await portrait.arrayBuffer()) : null;
		const shown = makeProfile({ ...profile, portrait: picture ? hash(picture) : profile.portrait });
		const { sign, seal } = keys;
		const from = dayOf(this.now());
		const card = await makeCard(keys.signSecret, {
			instance,
			person,
			sign,
			seal,
			profile: hash(shown),
			from,
		});
		const parts = [card, shown, ...(picture ? [picture] : [])];
		await this.line.parts("roster/card", { organisation, portrait: picture !== null }, parts, {
			patience: "acknowledged",
		});
		return card;
	}

	private async pendingCard(
		organisation: Id,
		told: PendingAnswer["cards"][number],
		me: Id,
	): Promise<PendingCard | null> {
		const { instance } = await this.instance();
		const bytes = fromBin(told.card);
		const shown = fromBin(told.profile);
		let card: Card;
		try {
			card = await parseCard(bytes, instance);
			if (card.profile !== hash(shown) || card.person === me) return null;
			const profile = parseProfile(shown);
			return {
				organisation,
				name: told.name,
				profile,
				card: told.card,
				words: await this.words(bytes),
			};
		} catch (error) {
			if (error instanceof ProtocolError) return null;
			throw error;
		}
	}

	async rosterWords(fingerprint: string): Promise<{ nl: string[]; en: string[] }> {
		const [nl, en] = await Promise.all([this.settings.words("nl"), this.settings.words("en")]);
		return { nl: rosterWords(fingerprint, nl), en: rosterWords(fingerprint, en) };
	}

	private async words(card: Uint8Array): Promise<{ nl: string[]; en: string[] }> {
		const [nl, en] = await Promise.all([this.settings.words("nl"), this.settings.words("en")]);
		return { nl: cardWords(card, nl), en: cardWords(card, en) };
	}

	/** null where this person is current; else by way of the provider's roster. */
	private async viaFor(roster: VerifiedRoster, person: Id) {
		if (currentMembers(roster).some(({ card }) => card.person === person)) return null;
		return this.pointAtProvider(roster);
	}

	private async pointAtProvider(roster: VerifiedRoster) {
		if (!roster.provider) throw this.line.error("unknown-roster");
		const { verified } = await this.rosters.refresh(roster.provider);
		const { fingerprint, length, head } = pointOf(verified);
		return { roster: fingerprint, length, head };
	}

	/** Writes the next entry; again when somebody else was first. */
	private async append(
		organisation: Id,
		fingerprint: string,
		{ person, keys }: Signer,
		make: (roster: VerifiedRoster) => NextEntry | Promise<NextEntry>,
	): Promise<void> {
		const sent = new Set<Hash>();
		for (let attempt = 1; ; attempt++) {
			const { verified, known } = await this.rosters.refresh(fingerprint);
			// The answer to it was lost, but it arrived.
			if (verified.hashes.some((one) => sent.has(one))) return;
			const body = await make(verified);
			const provider = verified.provider
				? (await this.rosters.open(verified.provider)).verified
				: null;
			const all = provider ? new Map([...known, [provider.fingerprint, provider]]) : known;
			const entry = await makeEntry(keys.signSecret, person, verified, body, all);
			sent.add(hash(entry));
			try {
				await this.line.parts("roster/append", { organisation }, [entry], {
					patience: "acknowledged",
				});
				await this.rosters.refresh(fingerprint);
				return;
			} catch (error) {
				if (!isStatus(error, 409) || attempt === attempts) throw error;
			}
		}
	}
}
