/** Whom somebody can be referred to: the national bodies and the organisation's own. Pure. */

import type { Helpline } from "../content/content.ts";

/** What somebody needs, as codes; their words are the screen's. */
export const needs = [
	"danger",
	"suicide",
	"medical",
	"support",
	"legal",
	"mediation",
	"work-and-health",
	"discrimination",
	"integrity",
	"counsellor",
	"children",
	"sport",
	"school",
	"public-office",
] as const;
export type Need = (typeof needs)[number];

/** A body as a counsellor hands it to somebody. */
export interface Entry {
	/** The id of a help line, or of the organisation's own entry. */
	id: string;
	own: boolean;
	name: string;
	about: string;
	needs: readonly string[];
	/** How it can be reached: telephone, hours, address; "" what isn't known. */
	phone: string;
	hours: string;
	url: string;
	/** Language codes; empty where nobody noted them. */
	languages: readonly string[];
	/** The day on which somebody last saw that this is right. */
	checkedOn: string;
}

/** An entry that an organisation made, as the server gives it. */
export interface OwnEntry {
	id: string;
	name: string;
	need: string;
	reach: string;
	hours: string;
	url: string;
	languages: readonly string[];
	checked_on: string;
}

const needsOfLine: Readonly<Record<string, readonly Need[]>> = {
	emergency: ["danger"],
	"suicide-prevention": ["suicide", "support"],
	"sexual-violence-centre": ["medical", "support"],
	"safe-at-home": ["children", "danger"],
	slachtofferhulp: ["support", "legal"],
	discriminatie: ["discrimination"],
	"human-rights": ["discrimination", "legal"],
	whistleblowers: ["integrity", "legal"],
	"safe-sport": ["sport"],
	"school-inspectors": ["school", "children"],
	"public-office": ["public-office", "integrity"],
};

/** After this many days a reader is told that nobody looked lately. */
const STALE_AFTER = 184;

export function directoryOf(lines: readonly Helpline[], own: readonly OwnEntry[]): Entry[] {
	return [...own.map(ofTheirOwn), ...lines.map(national)];
}

function national(line: Helpline): Entry {
	return {
		id: line.id,
		own: false,
		name: line.title,
		about: line.short,
		needs: needsOfLine[line.id] ?? [],
		phone: line.phone ?? "",
		hours: line.hours ?? "",
		url: line.website,
		languages: [],
		checkedOn: line.checked_on,
	};
}

function ofTheirOwn(entry: OwnEntry): Entry {
	return {
		id: entry.id,
		own: true,
		name: entry.name,
		about: "",
		needs: [entry.need],
		phone: entry.reach,
		hours: entry.hours,
		url: entry.url,
		languages: entry.languages,
		checkedOn: entry.checked_on,
	};
}

/**
 * The entries for a need ("" any) in which every word of the search occurs, those whose name
 * begins with it first. `labels` gives the words of a need, so that they can be searched too.
 */
export function search(
	entries: readonly Entry[],
	{ need = "", words = "" }: { need?: string; words?: string },
	labels: (need: string) => string = (code) => code,
): Entry[] {
	const wanted = plain(words).split(" ").filter(Boolean);
	const found = entries
		.filter((one) => need === "" || one.needs.includes(need))
		.filter((one) => {
			const text = plain([one.name, one.about, one.url, ...one.needs.map(labels)].join(" "));
			return wanted.every((word) => text.includes(word));
		});
	const begins = (one: Entry) => wanted.length > 0 && plain(one.name).startsWith(wanted.join(" "));
	return [...found.filter(begins), ...found.filter((one) => !begins(one))];
}

function plain(text: string): string {
	return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().trim();
}

/** Whether nobody looked for half a year: numbers change. */
export function isStale(entry: Entry, today: string): boolean {
	const days = (Date.parse(today) - Date.parse(entry.checkedOn)) / 86_400_000;
	return days > STALE_AFTER;
}

/** How the reporter is told to reach it, in one line. */
export function reachOf(entry: Entry): string {
	return [entry.phone, entry.hours, entry.url].filter(Boolean).join(" · ");
}
