/**
 * The shapes of the compiled texts, and the choices that follow from an organisation's sector,
 * a counsellor's position and whether somebody under 18 is concerned.
 *
 * Pure functions over the JSON of compile.mjs: no request, no document.
 */

export type Sector = "private" | "government" | "education" | "care" | "sport";
export type Position = "internal" | "external" | "club_contact";
/** As in the statement `about`: nobody under 18, the reporter, or the reporter's child. */
export type Minor = "" | "self" | "child";

export interface Section {
	title: string;
	points: string[];
}

export interface Text {
	id: string;
	checked_on: string;
	title: string;
	short: string;
	paragraphs?: string[];
	points?: string[];
	closing?: string[];
	sections?: Section[];
	items?: Item[];
	helplines?: string[];
	/** Changes with every change of the words, in either language. */
	version?: string;
	agree?: string;
	refuse?: string;
}

export interface Option {
	code: string;
	label: string;
	/** A line of `safety` to show when this is chosen. */
	show?: string;
}

export interface Item {
	code: string;
	label?: string;
	text?: string;
	domain?: "oo" | "int" | "buiten";
	multiple?: boolean;
	options?: Option[];
	/** Spoken script: wait for the answer and note it. */
	ask?: boolean;
	/** Spoken script: read the exceptions in short form here. */
	insert?: "exceptions";
}

export interface Choices {
	id: string;
	checked_on: string;
	title: string;
	short?: string;
	multiple?: boolean;
	items: Item[];
}

export interface Helpline {
	id: string;
	checked_on: string;
	title: string;
	short: string;
	phone?: string;
	also?: string;
	website: string;
	tags: string[];
	hours?: string;
	cost?: string;
}

export interface Applies {
	sectors: Sector[];
	positions: Position[];
	minors: Minor[];
}

export interface ShortException {
	id: string;
	applies: Applies;
	title: string;
	short: string;
}

export interface FullException extends ShortException {
	checked_on: string;
	paragraphs: string[];
	points?: string[];
	closing?: string[];
}

export interface Content {
	texts: Record<string, Text>;
	choices: Record<string, Choices>;
	helplines: Helpline[];
	exceptions: ShortException[];
}

/** Questions on a sheet to print and fill in by hand. */
export interface Sheet {
	title: string;
	short: string;
	questions: string[];
}

/** What everybody wants to know of a route; the parts of a text that an organisation can adapt. */
export const routeParts = ["what", "who", "time", "risks", "back", "counsellor"] as const;
export type RoutePart = (typeof routeParts)[number];

/** Something that can be done, explained in six parts of one or more paragraphs. */
export interface Route extends Record<RoutePart, string[]> {
	id: string;
	checked_on: string;
	title: string;
	short: string;
	/** Shown above it when the matter makes this route unsafe. */
	careful?: string;
	sheet?: Sheet;
	/** Ids of help lines that belong with it. */
	helplines?: string[];
	/** A report under the law: two terms can be kept track of. */
	terms?: boolean;
}

export interface Routes {
	routes: Record<string, Route>;
}

export interface ExceptionsInFull {
	full: Record<string, FullException>;
}

export interface DeskContent {
	texts: Record<string, Text>;
	choices: Record<string, Choices>;
	/** The exceptions by id, as a counsellor says them aloud. */
	spoken: Record<string, string>;
}

export interface Situation {
	sector: Sector;
	position: Position;
	minor: Minor;
}

/** Which exceptions hold here, the most particular first. */
export function exceptionsFor<T extends ShortException>(
	exceptions: readonly T[],
	situation: Situation,
): T[] {
	return exceptions.filter(
		({ applies }) =>
			applies.sectors.includes(situation.sector) &&
			applies.positions.includes(situation.position) &&
			applies.minors.includes(situation.minor),
	);
}

/** What each kind of matter may call for besides the lines that are for everybody. */
const tagsOfSubject: Readonly<Record<string, string>> = {
	seks_int: "sexual_violence",
	discriminatie: "discrimination",
	int: "whistleblowing",
};

/** Sectors whose own lines are for pupils and young athletes as well. */
const sectorsOfTheYoung: ReadonlySet<Sector> = new Set(["education", "sport"]);

/**
 * The help lines to show: those for everybody, and those for this sector, these subjects and
 * whoever is under 18. For a reporter under 18 only lines that are fit for them.
 */
export function helplinesFor(
	helplines: readonly Helpline[],
	where: { sector: Sector; minor: Minor; subjects?: readonly string[] },
): Helpline[] {
	const wanted = new Set<string>(["all", where.sector]);
	for (const subject of where.subjects ?? []) {
		const tag = tagsOfSubject[subject];
		if (tag) wanted.add(tag);
	}
	if (where.minor === "child") wanted.add("child");
	if (where.minor === "self") {
		wanted.clear();
		wanted.add("minors");
		if (sectorsOfTheYoung.has(where.sector)) wanted.add(where.sector);
	}
	return helplines.filter(({ tags }) => tags.some((tag) => wanted.has(tag)));
}

/** Fills `{name}`, `{day}`, `{months}` and the like. A value that is missing is an error. */
export function fill(text: string, values: Readonly<Record<string, string | number>>): string {
	return text.replace(/\{([a-z_]+)\}/g, (_, name: string) => {
		const value = values[name];
		if (value === undefined) throw new Error(`no value for {${name}}`);
		return String(value);
	});
}
