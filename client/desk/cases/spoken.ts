/** What was said by phone or at the table, as statements that note it. Pure. */

import { draft, type Kind } from "../../casework/kinds.ts";
import { language } from "../../kit/locale.ts";
import type { Day, Draft, JsonObject, OrganisationMembership } from "../../protocol/api.ts";
import { textOf } from "../content.ts";

export interface Noted {
	/** The exceptions and the rest were read out. */
	read: boolean;
	/** May notes be kept? "" when not asked yet. */
	keep: "" | "yes" | "no";
	form: "spoken" | "paper";
	minor: "" | "self" | "child";
	subjects: string[];
	role: string;
	answers: Record<string, string>;
	how: string;
	when: string;
	/** May be contacted; "" when not asked yet. */
	reachable: "" | "yes" | "no";
	story: string;
}

export const nothingNoted: Noted = {
	read: false,
	keep: "",
	form: "spoken",
	minor: "",
	subjects: [],
	role: "",
	answers: {},
	how: "",
	when: "",
	reachable: "",
	story: "",
};

/** Only what was really said; without consent to keep, only that the exceptions were read. */
export function notedDrafts(noted: Noted, membership: OrganisationMembership, on: Day): Draft[] {
	const { form } = noted;
	const note = (what: Kind, content: JsonObject): Draft =>
		draft("noted", { what, content, form, on });
	const drafts: Draft[] = [];
	if (noted.read) drafts.push(note("exceptions-read", exceptionsRead(noted, membership)));
	if (noted.keep !== "yes") return drafts;
	drafts.push(
		note("consent-to-keep", {
			version: textOf("spoken-agreement")?.version ?? "",
			language: language.value,
			months: membership.retentionMonths,
		}),
	);
	if (noted.subjects.length > 0 || noted.role !== "" || noted.minor !== "") {
		const { subjects, role, minor } = noted;
		drafts.push(note("about", { subjects, role, minor }));
	}
	if (Object.keys(noted.answers).length > 0) {
		drafts.push(note("inventory", { answers: noted.answers }));
	}
	if (noted.reachable !== "") {
		const { how, when } = noted;
		drafts.push(note("reachable", { allowed: noted.reachable === "yes", how, when }));
	}
	if (noted.story.trim() !== "") drafts.push(draft("note", { text: noted.story.trim() }));
	return drafts;
}

function exceptionsRead(noted: Noted, { sector, position }: OrganisationMembership): JsonObject {
	return {
		version: textOf("spoken-agreement")?.version ?? "",
		sector,
		position,
		minor: noted.minor === "self",
		language: language.value,
	};
}
