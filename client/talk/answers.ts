/** The statements that follow from what the reporter has answered. */

import { draft } from "../casework/kinds.ts";
import type { CounsellorCard, Draft, Language, OrganisationView } from "../protocol/api.ts";
import type { Answers } from "./answered.ts";

/** The texts that the reporter agreed to, by their dated versions. */
export interface Versions {
	exceptions: string;
	consent: string;
}

interface Setting {
	organisation: OrganisationView;
	card: CounsellorCard;
	language: Language;
	versions: Versions;
}

/** Three statements open every conversation, always in this order (docs/protocol.md 5.5). */
function opening(answers: Answers, setting: Setting): Draft[] {
	const { organisation, card, language, versions } = setting;
	return [
		draft("exceptions-read", {
			version: versions.exceptions,
			sector: organisation.sector,
			position: card.profile.position,
			minor: answers.minor !== "",
			language,
		}),
		draft("consent-to-keep", {
			version: versions.consent,
			language,
			months: organisation.retentionMonths,
		}),
		draft("look-out", { text: answers.lookOut.trim() }),
	];
}

export function toWrite(answers: Answers, setting: Setting): Draft[] {
	const drafts = opening(answers, setting);
	if (answers.subjects.length > 0 || answers.role !== "" || answers.minor !== "") {
		drafts.push(
			draft("about", { subjects: answers.subjects, role: answers.role, minor: answers.minor }),
		);
	}
	if (answers.story.trim() !== "") drafts.push(draft("message", { text: answers.story.trim() }));
	const given = Object.entries(answers.inventory).filter(([, answer]) => answer.trim() !== "");
	if (given.length > 0) drafts.push(draft("inventory", { answers: Object.fromEntries(given) }));
	if (answers.name.trim() !== "") drafts.push(draft("name", { name: answers.name.trim() }));
	if (answers.reachable) drafts.push(draft("reachable", answers.reachable));
	if (answers.never.length > 0) drafts.push(draft("never", { persons: answers.never, text: "" }));
	return drafts;
}

export function toBeCalled(answers: Answers, setting: Setting): Draft[] {
	const { number, when, language, name } = answers.call;
	const call = { number: number.trim(), when: when.trim(), language, name: name.trim() };
	const drafts = [...opening(answers, setting), draft("call-me", call)];
	if (answers.minor !== "") {
		drafts.splice(3, 0, draft("about", { subjects: [], role: "", minor: answers.minor }));
	}
	return drafts;
}

/** What one statement holds after sealing, with room for everything around the text. */
export const LONGEST_TEXT = 240_000;

/** Bytes of a text inside a statement's JSON. */
export function sizeOfText(text: string): number {
	return new TextEncoder().encode(JSON.stringify(text)).length;
}

/** A telephone number has at least four digits, however it is written. */
export function isNumber(text: string): boolean {
	return text.replace(/\D/g, "").length >= 4;
}
