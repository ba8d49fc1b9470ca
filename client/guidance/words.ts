/** What the kinds of guidance say, in words: the same for reporter and counsellor. */

import type { Breach } from "../casework/guidance.ts";
import type { Content, Kind } from "../casework/kinds.ts";
import { formatDay, t } from "../kit/locale.ts";
import type { JsonObject } from "../protocol/api.ts";
import { whyInWords } from "./keeping-words.ts";
import { formatMoment } from "./moments.ts";
import { reasonInWords } from "./reasons.ts";

export interface Said {
	title: string;
	/** Paragraphs; what somebody wrote stands as it is. */
	lines: string[];
}

/** What codes and ids are called; each answers with the code itself when it has no name for it. */
export interface Names {
	route(id: string): string;
	place(code: string): string;
	channel(code: string): string;
	person(id: string): string;
}

type Writers = { [K in Kind]?: (content: Content<K>, names: Names) => Said };

const filled = (...lines: (string | false)[]): string[] =>
	lines.filter((line): line is string => line !== "" && line !== false);

const meetings: Writers = {
	"meeting-offer": ({ slots, zone, how, where, with: brings, text }, names) => ({
		title: t("Proposal for a meeting"),
		lines: filled(
			...slots.map((slot) => formatMoment(slot, zone)),
			filled(names.place(how), where).join(": "),
			brings !== "" && t("Coming along: {who}", { who: brings }),
			text,
		),
	}),
	"meeting-agreed": ({ slot, zone, with: brings, text }) => ({
		title: t("Meeting agreed"),
		lines: filled(
			formatMoment(slot, zone),
			brings !== "" && t("Coming along: {who}", { who: brings }),
			text,
		),
	}),
	"meeting-off": ({ text }) => ({ title: t("The meeting is off"), lines: filled(text) }),
};

/** Its day says enough: what follows it is for machines to compare. */
function versionInWords(version: string): string {
	const day = version.slice(0, 10);
	return /^\d{4}-\d{2}-\d{2}$/.test(day)
		? t("Version of {day}", { day: formatDay(day) })
		: t("Version {version}", { version });
}

const agreements: Writers = {
	agreement: ({ title, version }) => ({
		title: t("Trust agreement to read"),
		lines: filled(title, versionInWords(version)),
	}),
	"agreement-signed": () => ({ title: t("Trust agreement signed"), lines: [] }),
	"agreement-declined": ({ text }) => ({
		title: t("No trust agreement, and that is fine"),
		lines: filled(text),
	}),
};

const steps: Writers = {
	safer: ({ text }) => ({ title: t("What makes it safer now"), lines: filled(text) }),
	option: ({ route, text }, names) => ({
		title: t("Looked at: {route}", { route: names.route(route) }),
		lines: filled(text),
	}),
	choice: ({ route, text }, names) => ({
		title: t("Chosen: {route}", { route: names.route(route) }),
		lines: filled(text),
	}),
	happened: ({ route, on, text }, names) => ({
		title: t("What happened: {route}", { route: names.route(route) }),
		lines: filled(formatDay(on), text),
	}),
	"report-made": ({ on }) => ({
		title: t("A formal report was made"),
		lines: [formatDay(on)],
	}),
	term: ({ term, had, on }) => ({
		title:
			term === "acknowledgement" ? t("Acknowledgement of the report") : t("Answer to the report"),
		lines: [had ? t("It came on {day}.", { day: formatDay(on) }) : t("It did not come.")],
	}),
};

const terms = ({ what, to, why, until }: Content<"consent-request">): string[] =>
	filled(
		t("What: {what}", { what }),
		t("To whom: {who}", { who: to }),
		why !== "" && t("Why: {why}", { why }),
		t("Until {day}", { day: formatDay(until) }),
	);

const consents: Writers = {
	"consent-request": (content) => ({ title: t("A question for consent"), lines: terms(content) }),
	"consent-given": (content) => ({ title: t("Consent given"), lines: terms(content) }),
	"consent-refused": ({ text }) => ({ title: t("No consent"), lines: filled(text) }),
	"consent-withdrawn": ({ text }) => ({ title: t("Consent withdrawn"), lines: filled(text) }),
	"consent-used": ({ what, to, on }) => ({
		title: t("Consent used"),
		lines: [formatDay(on), t("What: {what}", { what }), t("To whom: {who}", { who: to })],
	}),
};

const further: Writers = {
	referral: ({ name, reach, text, ask }) => ({
		title: t("Referred to {name}", { name }),
		lines: filled(
			reach,
			text,
			ask !== "" && t("We come back to it on {day}.", { day: formatDay(ask) }),
		),
	}),
	"referral-answer": ({ had, text }) => ({ title: pickedUpInWords(had), lines: filled(text) }),
	"follow-up": ({ on, text }) => ({
		title: t("To come back to on {day}", { day: formatDay(on) }),
		lines: filled(text),
	}),
	"follow-up-done": ({ text }) => ({ title: t("Come back to"), lines: filled(text) }),
	"another-counsellor": ({ person, reason, text }, names) => ({
		title: t("Proposes that somebody else goes on with you"),
		lines: filled(names.person(person), reasonInWords(reason), text),
	}),
};

const ends: Writers = {
	progress: ({ text }) => ({ title: t("How it goes"), lines: filled(text) }),
	summary: ({ text }) => ({ title: t("Summary"), lines: filled(text) }),
	"aftercare-offer": ({ days, by, text }, names) => ({
		title: t("How are you, later on"),
		lines: filled(...days.map(formatDay), names.channel(by), text),
	}),
	"aftercare-answer": ({ days, by, text }, names) => ({
		title: days.length === 0 ? t("No aftercare, thank you") : t("Aftercare agreed"),
		lines: filled(...days.map(formatDay), names.channel(by), text),
	}),
	"kept-until": ({ until, why }) => ({
		title: t("Kept until {day}", { day: formatDay(until) }),
		lines: filled(whyInWords(why)),
	}),
	"aftercare-held": ({ on, disadvantage, text }) => ({
		title: t("Asked how it goes"),
		lines: filled(formatDay(on), disadvantage && t("Is worse off since speaking up."), text),
	}),
};

const writers: Writers = { ...meetings, ...agreements, ...steps, ...consents, ...further, ...ends };

function pickedUpInWords(had: string): string {
	if (had === "picked-up") return t("It was picked up");
	return had === "not" ? t("It was not picked up") : t("Not heard yet");
}

/** null for kinds that aren't of guidance. */
export function guidanceInWords(kind: Kind, content: JsonObject, names: Names): Said | null {
	if (!Object.hasOwn(writers, kind)) return null;
	const write = writers[kind] as ((content: JsonObject, names: Names) => Said) | undefined;
	return write?.(content, names) ?? null;
}

/** Why something in the log changes nothing, for whoever reads it. */
export function breachInWords(breach: Breach): string {
	const words: Readonly<Record<Breach, () => string>> = {
		"no-such-item": () => t("This answers something that isn't here."),
		"own-offer": () => t("Nobody can say yes to their own proposal."),
		"not-offered": () => t("This was not proposed or asked."),
		"no-longer-open": () => t("This was settled already, or taken back."),
		"other-text": () => t("What was signed is not the text that stands here. So it doesn't count."),
		impossible: () => t("This day, time or number can't be."),
		"no-consent": () => t("There was no consent for this."),
		expired: () => t("The consent for this had ended."),
		withdrawn: () => t("The consent for this was withdrawn."),
		narrower: () => t("The consent was for less than this."),
	};
	return words[breach]();
}
