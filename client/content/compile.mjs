/**
 * Turns the texts of this folder into one JSON file per language and bundle.
 *
 * `content.<lang>.json` is what the reporter's first screens need. The exceptions in full, the
 * routes and what only the desk needs are files of their own, fetched when they are asked for.
 * Called by the client build; by hand: `node client/content/compile.mjs OUT`.
 */

import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parse } from "smol-toml";

const here = dirname(fileURLToPath(import.meta.url));

export const languages = ["nl", "en"];
const folders = ["texts", "exceptions", "helplines", "choices", "routes"];
/** What everybody wants to know of a route before they choose it. */
export const routeParts = ["what", "who", "time", "risks", "back", "counsellor"];
/** Of an exception, what the short form shows; the rest comes with the full form. */
const shortForm = ["title", "short"];
/** The text in which a counsellor reads the exceptions aloud. */
const script = "spoken-agreement";

function day(date) {
	return date.toISOString().slice(0, 10);
}

function read(folder) {
	return readdirSync(join(here, folder))
		.filter((name) => name.endsWith(".toml"))
		.sort()
		.map((name) => parse(readFileSync(join(here, folder, name), "utf8")));
}

/** Stops the build when a route lacks a part, or nobody read it again in time. */
export function checkRoute(source, today) {
	for (const lang of languages)
		for (const part of ["title", "short", ...routeParts])
			if (!source[lang]?.[part]?.length)
				throw new Error(`${source.id}: ${lang}.${part} is missing`);
	if (!source.sources?.length) throw new Error(`${source.id}: sources are missing`);
	if (day(source.next_review) <= today) throw new Error(`${source.id}: its review is overdue`);
}

function withoutEmpty(object) {
	return Object.fromEntries(
		Object.entries(object).filter(([, value]) => !Array.isArray(value) || value.length > 0),
	);
}

/** Everything of a table that isn't the other language, with this language's words lifted up. */
function inLanguage(table, lang) {
	const { nl: _nl, en: _en, items, options, ...rest } = table;
	const lifted = withoutEmpty({ ...rest, ...table[lang] });
	if (items) lifted.items = items.map((item) => inLanguage(item, lang));
	if (options) lifted.options = options.map((option) => inLanguage(option, lang));
	return lifted;
}

function text(source, lang) {
	const { parts: _p, sources: _s, versioned: _v, checked_on, next_review: _n, ...rest } = source;
	return { ...inLanguage(rest, lang), checked_on: day(checked_on) };
}

/** The same for the same words in both languages, and different as soon as one word differs. */
export function versionOf(sources) {
	const words = sources.map((source) => [
		source.id,
		...languages.map((lang) => text(source, lang)),
	]);
	const latest = sources
		.map((source) => day(source.checked_on))
		.sort()
		.at(-1);
	const hash = createHash("sha256").update(JSON.stringify(words)).digest("hex");
	return `${latest}-${hash.slice(0, 12)}`;
}

function byId(list) {
	return Object.fromEntries(list.map((entry) => [entry.id, entry]));
}

function inOrder(list) {
	return [...list].sort((a, b) => a.order - b.order);
}

/** What the routes are called, for screens that show no more of them. */
function names(routes, lang) {
	return { id: "routes", items: routes.map((one) => ({ code: one.id, label: one[lang].title })) };
}

/** The bundles for one language. */
export function bundles(lang) {
	const [texts, exceptions, helplines, choices, routes] = folders.map(read);
	for (const route of routes) checkRoute(route, day(new Date()));
	const versioned = new Map(
		texts.filter((one) => one.versioned).map((one) => [one.id, versionOf([one])]),
	);
	for (const id of ["exceptions-intro", script]) {
		const around = texts.find((one) => one.id === id);
		versioned.set(id, versionOf([around, ...inOrder(exceptions)]));
	}
	const whole = (source) => {
		const { kind: _k, order: _o, ...shown } = text(source, lang);
		const version = versioned.get(source.id);
		return version ? { ...shown, version } : shown;
	};
	const part = (list, name) => list.filter((one) => one.parts.includes(name));
	const onlyDesk = (list) => part(list, "desk").filter((one) => !one.parts.includes("talk"));
	const withSpoken = inOrder(exceptions).map((one) => text(one, lang));
	const ordered = withSpoken.map(({ spoken: _, ...written }) => written);
	const pick = (one, keys) => Object.fromEntries(keys.map((key) => [key, one[key]]));
	return {
		content: {
			texts: byId(part(texts, "talk").map(whole)),
			choices: { ...byId(part(choices, "talk").map(whole)), routes: names(routes, lang) },
			helplines: inOrder(part(helplines, "talk")).map(whole),
			exceptions: ordered.map((one) => pick(one, ["id", "applies", ...shortForm])),
		},
		exceptions: { full: byId(ordered) },
		routes: { routes: byId(routes.map(whole)) },
		desk: {
			texts: byId(onlyDesk(texts).map(whole)),
			choices: byId(onlyDesk(choices).map(whole)),
			spoken: Object.fromEntries(withSpoken.map((one) => [one.id, one.spoken])),
		},
	};
}

/** Writes the bundles of every language into a folder; answers with the names written. */
export function compile(out) {
	mkdirSync(out, { recursive: true });
	return languages.flatMap((lang) =>
		Object.entries(bundles(lang)).map(([name, bundle]) => {
			const file = `${name}.${lang}.json`;
			writeFileSync(join(out, file), JSON.stringify(bundle));
			return file;
		}),
	);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
	const [out] = process.argv.slice(2);
	if (!out) throw new Error("usage: node client/content/compile.mjs OUT");
	for (const file of compile(out)) process.stdout.write(`${file}\n`);
}
