/**
 * What a counsellor counted themselves, from their own log: chosen by year and organisation, in
 * words, and as a table for a spreadsheet. Pure.
 */

import type { Id, Language } from "../protocol/api.ts";
import type { Answers, Ledger, Registered } from "./registrations.ts";

/** What each question and each of its codes is called; also those that are asked no more. */
export type Words = readonly {
	name: string;
	label: Readonly<Record<Language, string>>;
	codes: readonly { code: string; label: Readonly<Record<Language, string>> }[];
}[];

/** 0 and "" are: all of them. */
export interface Wanted {
	year: number;
	organisation: Id | "";
}

/** The latest year first, and in it what was counted last. What was taken out is left out. */
export function countedIn(ledger: Ledger, { year, organisation }: Wanted): Registered[] {
	return [...ledger.values()]
		.filter(({ counted }) => counted !== "removed")
		.filter((one) => year === 0 || one.year === year)
		.filter((one) => organisation === "" || one.organisation === organisation)
		.reverse()
		.sort((one, other) => other.year - one.year);
}

/** Years in which something was counted, the latest first. */
export function yearsIn(ledger: Ledger): number[] {
	return [...new Set(countedIn(ledger, { year: 0, organisation: "" }).map(({ year }) => year))];
}

/** The answers in words, in the order of the questions; a code of which nobody knows the words, as it is. */
export function inWords(codes: Answers, words: Words, language: Language): [string, string][] {
	const order = words.map(({ name }) => name);
	const place = (name: string) => (order.includes(name) ? order.indexOf(name) : order.length);
	return Object.entries(codes)
		.filter(([, answer]) => answer !== "")
		.sort(([one], [other]) => place(one) - place(other))
		.map(([name, answer]) => [name, answerInWords(name, answer, words, language).join(SEVERAL)]);
}

function answerInWords(name: string, answer: string, words: Words, language: Language): string[] {
	const known = words.find((one) => one.name === name)?.codes ?? [];
	return answer
		.split(" ")
		.map((code) => known.find((one) => one.code === code)?.label[language] ?? code);
}

// --- As a table ---------------------------------------------------------------------------------

/** Between several answers in one cell: what a table is read back by, so no label holds it. */
const SEVERAL = "; ";
/** A spreadsheet would reckon with a cell that begins with one of these. */
const reckoned = /^[=+\-@\t\r]/;

interface Told {
	words: Words;
	language: Language;
	/** What the first columns are called. */
	head: readonly [year: string, organisation: string];
	nameOf: (organisation: Id) => string;
}

/** The cases of these as CSV, as a spreadsheet in that language opens it by itself. */
export function tableOf(rows: readonly Registered[], told: Told): string {
	const { words, language, head, nameOf } = told;
	const cases = rows.filter(({ counted }) => counted === "case");
	const asked = words.filter(({ name }) => cases.some(({ codes }) => codes[name]));
	const lines = cases.map(({ year, organisation, codes }) => {
		const said = new Map(inWords(codes, words, language));
		return [`${year}`, nameOf(organisation), ...asked.map(({ name }) => said.get(name) ?? "")];
	});
	const separator = language === "nl" ? ";" : ",";
	const all = [[...head, ...asked.map(({ label }) => label[language])], ...lines];
	const text = all.map((line) => line.map(cellOf).join(separator)).join("\r\n");
	return `\uFEFF${text}\r\n`;
}

function cellOf(text: string): string {
	const harmless = reckoned.test(text) ? `'${text}` : text;
	return /[",;\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
