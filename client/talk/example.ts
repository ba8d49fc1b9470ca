/** An organisation and its list, for tests of screens: an example to take from and change. */

import type { OrganisationView, RosterView } from "../protocol/api.ts";

export const exampleOrganisation: OrganisationView = {
	id: "",
	name: "Gemeente Elderveen",
	slug: "elderveen",
	languages: ["nl", "en"],
	sector: "government",
	secondAddress: "",
	phones: [],
	walkIn: { nl: "", en: "" },
	retentionMonths: 24,
	site: "",
};

export const exampleRoster: RosterView = {
	fingerprint: "",
	organisation: exampleOrganisation,
	counsellors: [],
	warnings: [],
	replaces: "",
	succeededBy: "",
	provider: "",
	witnessed: false,
};
