/** The text that can be offered now: the organisation's own, or the one that comes with Luwte. */

import type { Agreement } from "../../casework/agreement.ts";
import { type Filling, filledIn, plainText, type Words } from "../../casework/agreement-text.ts";
import type { Case } from "../../casework/case.ts";
import { toldIn } from "../../casework/told.ts";
import { exceptionsFor, type Minor } from "../../content/content.ts";
import type { Day, Language, OrganisationMembership } from "../../protocol/api.ts";
import { type OwnAgreement, readAgreement } from "../account/server.ts";
import { views } from "../cases/store.ts";
import { contentIn, loadContent } from "../content.ts";

const COMES_WITH_LUWTE = "trust-agreement";

export interface Template {
	template: string;
	version: string;
	words: Readonly<Record<Language, Words>>;
}

/** Reads the newest version, and the texts of both languages. */
export async function readTemplate(membership: OrganisationMembership): Promise<Template> {
	const [own] = await Promise.all([
		readAgreement(membership.id),
		loadContent("nl"),
		loadContent("en"),
	]);
	return own.version > 0 ? ofTheirs(membership, own) : ofOurs();
}

function ofTheirs({ id }: OrganisationMembership, { version, nl, en }: OwnAgreement): Template {
	return { template: id, version: String(version), words: { nl, en } };
}

function ofOurs(): Template {
	const words = (of: Language): Words => {
		const text = contentIn(of)?.texts[COMES_WITH_LUWTE];
		return text ? { title: text.title, text: plainText(text) } : { title: "", text: "" };
	};
	const version = contentIn("nl")?.texts[COMES_WITH_LUWTE]?.version ?? "";
	return { template: COMES_WITH_LUWTE, version, words: { nl: words("nl"), en: words("en") } };
}

/** Whether this agreement is of the version that would be offered now. */
export function isNewest(agreement: Agreement, { template, version }: Template): boolean {
	return agreement.template === template && agreement.version === version;
}

/** The words as they will be offered. */
export function fillFor(
	one: Case,
	template: Template,
	how: { language: Language; membership: OrganisationMembership; counsellor: string; on: Day },
): Words {
	const { language, membership, counsellor, on } = how;
	const { sector, position, retentionMonths, name } = membership;
	const situation = { sector, position, minor: minorOf(one) };
	const exceptions = exceptionsFor(contentIn(language)?.exceptions ?? [], situation);
	const filling: Filling = {
		organisation: name,
		counsellor,
		months: retentionMonths,
		exceptions: exceptions.map(({ short }) => short),
		day: inWords(on, language),
	};
	return filledIn(template.words[language], filling);
}

function inWords(day: Day, language: Language): string {
	const form = { dateStyle: "long", timeZone: "UTC" } as const;
	const tag = language === "nl" ? "nl-NL" : "en-GB";
	return new Intl.DateTimeFormat(tag, form).format(new Date(`${day}T12:00:00Z`));
}

/** As last told: whether somebody under 18 is involved. */
function minorOf({ conversation, file }: Case): Minor {
	const logs = [views.value.get(file), views.value.get(conversation)];
	const told = logs.flatMap((view, at) =>
		view ? toldIn(view, at === 0 ? "file" : "conversation") : [],
	);
	const about = told.findLast((one) => one.kind === "about");
	const minor = about?.kind === "about" ? about.content.minor : "";
	return minor === "self" || minor === "child" ? minor : "";
}
