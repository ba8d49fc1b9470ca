/** What the server tells of a counsellor's account, in the words of this side. */

import type { Bin, Id, Language, Me, OrganisationMembership } from "../api";
import type { StoredUnlocker, UnlockerType } from "../bundle";
import { fromBin } from "../bytes";

export interface MeAnswer {
	person: Id;
	email: string;
	name: string;
	language: Language;
	second_factor: boolean;
	bundle: Bin | "" | null;
	unlockers: StoredUnlocker[];
	own: Id | "" | null;
	organisations: MembershipAnswer[];
	notify: Me["notify"];
}

interface MembershipAnswer {
	id: Id;
	name: string;
	slug: string;
	kind: OrganisationMembership["kind"];
	languages: Language[];
	sector: OrganisationMembership["sector"];
	roster: string | null;
	provider_roster: string | null;
	position: OrganisationMembership["position"];
	state: OrganisationMembership["state"];
	retention_months: number;
	retention_once: number;
	retention_formal: number;
	promise_days: number;
}

/** What `me` told, with the sealed parts that stay on this side. */
export interface Account {
	me: Me;
	bundle: Uint8Array | null;
	stored: StoredUnlocker[];
	own: Id | "";
}

export function accountOf(answer: MeAnswer): Account {
	const { person, email, name, language, notify } = answer;
	return {
		me: {
			person,
			email,
			name,
			language,
			secondFactor: answer.second_factor,
			hasKeys: Boolean(answer.bundle),
			renewing: false,
			unlockers: answer.unlockers.map(({ id, type, label }) => ({
				id,
				type: type as UnlockerType,
				label,
			})),
			organisations: answer.organisations.map(membershipOf),
			notify,
		},
		bundle: answer.bundle ? fromBin(answer.bundle) : null,
		stored: answer.unlockers,
		own: answer.own ?? "",
	};
}

function membershipOf(answer: MembershipAnswer): OrganisationMembership {
	const { id, name, slug, kind, languages, sector, position, state } = answer;
	return {
		id,
		name,
		slug,
		kind,
		languages,
		sector,
		roster: answer.roster ?? "",
		providerRoster: answer.provider_roster ?? "",
		position,
		state,
		retentionMonths: answer.retention_months,
		retentionOnce: answer.retention_once,
		retentionFormal: answer.retention_formal,
		promiseDays: answer.promise_days,
	};
}
