/**
 * The texts of the applications: from `t("…")` in the sources to gettext catalogues and back.
 *
 *     node client/messages.mjs            add what is new to client/locale/{nl,en}/client.po
 *     node client/messages.mjs --prune    also drop what no source uses any more
 *     node client/messages.mjs --check    fail when a catalogue is behind or Dutch is missing
 *
 * `t(text)`, `tn(one, many, n)` and `tc(context, text)` take literal strings only. English is
 * the source: an empty English translation means the text itself.
 */

import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { parse as parseScript } from "acorn";
import { simple } from "acorn-walk";
import { transformSync } from "esbuild";
import { po } from "gettext-parser";

const here = dirname(fileURLToPath(import.meta.url));
const root = dirname(here);

export const languages = ["nl", "en"];
const CALLS = { t: ["text"], tn: ["text", "plural"], tc: ["context", "text"] };
const HEADERS = {
	"Content-Type": "text/plain; charset=UTF-8",
	"Content-Transfer-Encoding": "8bit",
	"Plural-Forms": "nplurals=2; plural=(n != 1);",
};

/** A message as every part of this file knows it. */
function keyOf({ context = "", text }) {
	return context ? `${context}\u0004${text}` : text;
}

function literal(node) {
	if (node?.type === "Literal" && typeof node.value === "string") return node.value;
	if (node?.type === "TemplateLiteral" && node.expressions.length === 0)
		return node.quasis[0].value.cooked;
	if (node?.type === "BinaryExpression" && node.operator === "+") {
		const [left, right] = [literal(node.left), literal(node.right)];
		return left === undefined || right === undefined ? undefined : left + right;
	}
	return undefined;
}

function messageOf(call, file) {
	const parts = CALLS[call.callee.name];
	const message = { file: relative(root, file) };
	for (const [index, part] of parts.entries()) {
		const value = literal(call.arguments[index]);
		if (value === undefined)
			throw new Error(`${message.file}: ${call.callee.name}() needs literal strings`);
		message[part] = value;
	}
	return message;
}

function messagesInFile(file) {
	const source = readFileSync(file, "utf8");
	if (!/\bt[nc]?\(/.test(source)) return [];
	const loader = file.endsWith("x") ? "tsx" : "ts";
	const { code } = transformSync(source, { loader, jsx: "automatic", target: "es2022" });
	const messages = [];
	simple(parseScript(code, { ecmaVersion: 2022, sourceType: "module" }), {
		CallExpression(node) {
			if (node.callee.type === "Identifier" && Object.hasOwn(CALLS, node.callee.name))
				messages.push(messageOf(node, file));
		},
	});
	return messages;
}

/** All messages of these sources by key, each with the files that use it. */
export function messagesOf(files) {
	const found = new Map();
	for (const file of files.filter((name) => /\.tsx?$/.test(name))) {
		for (const message of messagesInFile(file)) {
			const known = found.get(keyOf(message)) ?? { ...message, files: new Set() };
			known.plural ??= message.plural;
			known.files.add(message.file);
			found.set(keyOf(message), known);
		}
	}
	return found;
}

export function cataloguePath(lang) {
	return join(here, "locale", lang, "client.po");
}

/** A catalogue's entries by key. */
export function readCatalogue(lang) {
	const path = cataloguePath(lang);
	if (!existsSync(path)) return new Map();
	const contexts = Object.values(po.parse(readFileSync(path)).translations);
	const entries = contexts.flatMap((entriesOf) => Object.values(entriesOf));
	return new Map(
		entries
			.filter((entry) => entry.msgid)
			.map((entry) => [keyOf({ context: entry.msgctxt, text: entry.msgid }), entry]),
	);
}

/** What an application fetches: the translations of these messages that differ from the source. */
export function catalogueFor(lang, messages) {
	const entries = readCatalogue(lang);
	const texts = {};
	for (const key of [...messages.keys()].sort()) {
		const forms = (entries.get(key)?.msgstr ?? []).filter(Boolean);
		if (forms.length > 0) texts[key] = messages.get(key).plural ? forms : forms[0];
	}
	return texts;
}

function sources(folder = here) {
	return readdirSync(folder, { withFileTypes: true })
		.flatMap((entry) => {
			const path = join(folder, entry.name);
			if (entry.isDirectory()) return sources(path);
			return /(?<!\.test|\.d)\.tsx?$/.test(entry.name) ? [path] : [];
		})
		.sort();
}

function updated(lang, messages, prune) {
	const entries = readCatalogue(lang);
	const keys = new Set(prune ? messages.keys() : [...entries.keys(), ...messages.keys()]);
	const contexts = { "": { "": { msgid: "", msgstr: [""] } } };
	for (const key of [...keys].sort()) {
		const message = messages.get(key);
		const old = entries.get(key);
		const entry = message ? fresh(message, old) : old;
		const context = entry.msgctxt ?? "";
		contexts[context] ??= {};
		contexts[context][entry.msgid] = entry;
	}
	const headers = { Language: lang, ...HEADERS };
	return po.compile({ charset: "utf-8", headers, translations: contexts }, { foldLength: 0, sort });
}

function fresh(message, old) {
	const empty = message.plural ? ["", ""] : [""];
	const entry = { msgid: message.text, msgstr: old?.msgstr ?? empty };
	if (message.context) entry.msgctxt = message.context;
	if (message.plural) entry.msgid_plural = message.plural;
	entry.comments = { reference: [...message.files].sort().join("\n") };
	if (old?.comments?.translator) entry.comments.translator = old.comments.translator;
	return entry;
}

function sort(one, other) {
	const [a, b] = [one, other].map((entry) => `${entry.msgid}\u0004${entry.msgctxt ?? ""}`);
	return a < b ? -1 : a > b ? 1 : 0;
}

/** What is wrong with a catalogue, in sentences. */
export function complaints(lang, messages, entries = readCatalogue(lang)) {
	const found = [];
	for (const [key, message] of messages) {
		const entry = entries.get(key);
		if (!entry) found.push(`${lang}: not in the catalogue: ${JSON.stringify(message.text)}`);
		else if (lang !== "en" && !entry.msgstr.every(Boolean))
			found.push(`${lang}: not translated: ${JSON.stringify(message.text)}`);
		else found.push(...placeholderComplaints(lang, message, entry));
	}
	for (const key of entries.keys())
		if (!messages.has(key)) found.push(`${lang}: no longer used: ${JSON.stringify(key)}`);
	return found;
}

/** A translation may leave a {name} out, but never use one that the code doesn't give. */
function placeholderComplaints(lang, message, entry) {
	const names = (text) => text.match(/\{\w+\}/g) ?? [];
	const given = new Set([...names(message.text), ...names(message.plural ?? "")]);
	const unknown = entry.msgstr.flatMap(names).filter((name) => !given.has(name));
	return unknown.map((name) => `${lang}: unknown ${name} in ${JSON.stringify(message.text)}`);
}

function main(options) {
	const messages = messagesOf(sources());
	if (options.includes("--check")) {
		const found = languages.flatMap((lang) => complaints(lang, messages));
		for (const line of found) process.stderr.write(`${line}\n`);
		if (found.length > 0) process.stderr.write("Run: node client/messages.mjs --prune\n");
		process.exit(found.length > 0 ? 1 : 0);
	}
	for (const lang of languages) {
		mkdirSync(dirname(cataloguePath(lang)), { recursive: true });
		writeFileSync(cataloguePath(lang), updated(lang, messages, options.includes("--prune")));
	}
	process.stdout.write(`${messages.size} messages\n`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) main(process.argv.slice(2));
