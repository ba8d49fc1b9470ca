/**
 * Builds the two browser applications and the small modules of pages into the Python package.
 *
 *     node client/build.mjs [--out FOLDER]
 *
 * A page that the server renders may load one small module, without which it works too: a script
 * with its hash, in the static files of the room that shows the page.
 *
 * For each application: one script and the parts that it loads later, one Worker, one style
 * sheet, the catalogues with the strings it uses, the texts it shows, its public folder, its
 * shell, and a manifest with the SHA-256 of every file. The same sources give the same bytes,
 * whoever builds them.
 */

import { createHash } from "node:crypto";
import {
	cpSync,
	existsSync,
	mkdirSync,
	readdirSync,
	readFileSync,
	renameSync,
	rmSync,
	writeFileSync,
} from "node:fs";
import { basename, dirname, extname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { build } from "esbuild";
import { parse } from "smol-toml";
import { bundles } from "./content/compile.mjs";
import { catalogueFor, languages, messagesOf } from "./messages.mjs";
import { passwordWords } from "./password-words.mjs";
import { buildPrograms } from "./programs.mjs";
import { onlyUsedStyles } from "./used-styles.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const root = dirname(here);
const HEAD = "<!-- build:head -->";
const COMPRESSED = /\.(css|html|js|json|svg|txt)$/;
/** Texts by application; see content/compile.mjs. */
const CONTENT = {
	talk: ["content", "content-later", "exceptions", "routes"],
	desk: ["content", "exceptions", "desk", "routes"],
};
/** What the reporter's first screen shows; the rest comes with the screens that show it. */
const FIRST_TEXTS = ["who-reads", "exceptions-intro", "honest-limits", "safety"];
/** Parts that bring large libraries and share nothing with the rest: built by themselves. */
const APART = {
	talk: ["kit/strip/strip.ts", "guidance/agreement-pdf.ts", "protocol/judging.ts"],
	desk: ["kit/strip/strip.ts", "guidance/agreement-pdf.ts"],
};

/** Small modules of server-rendered pages, by the room whose pages load them. */
const MODULES = { reports: ["own-words/own-words.ts"] };

const shared = {
	absWorkingDir: root,
	bundle: true,
	minify: true,
	write: false,
	metafile: true,
	charset: "utf8",
	target: ["es2022"],
	legalComments: "none",
	jsx: "automatic",
	jsxImportSource: "preact",
	entryNames: "[name]-[hash]",
	assetNames: "[name]-[hash]",
	loader: { ".svg": "file", ".ttf": "file", ".woff2": "file", ".png": "file", ".py": "text" },
	define: { "process.env.NODE_ENV": '"production"' },
	alias: { "@noble/curves/nist.js": join(here, "no-nist-curves.mjs") },
	logLevel: "error",
};

/** One application's files by path below its own address. */
class Files extends Map {
	/** Adds a file under a name that holds its hash; answers with that path. */
	addHashed(name, extension, text) {
		const bytes = Buffer.from(text);
		const path = `assets/${name}-${hashOf(bytes, "hex").slice(0, 12).toUpperCase()}.${extension}`;
		this.set(path, bytes);
		return path;
	}

	/** Adds what esbuild made; answers with the path of the entry itself. */
	addOutputs(result, source) {
		for (const file of result.outputFiles)
			this.set(`assets/${file.path.split("/").at(-1)}`, Buffer.from(file.contents));
		const outputs = Object.entries(result.metafile.outputs);
		return outputs.find(([, output]) => output.entryPoint === source)[0];
	}

	/** The hash that a browser checks a file against. */
	integrity(path) {
		return `sha256-${hashOf(this.get(path), "base64")}`;
	}
}

function hashOf(bytes, encoding) {
	return createHash("sha256").update(bytes).digest(encoding);
}

function styles(app) {
	return { plugins: [onlyUsedStyles([join(here, "kit"), join(here, app)])] };
}

/** `entry` is a path below client/. */
function bundle(app, entry, options = {}) {
	return build({
		...shared,
		entryPoints: [join("client", entry)],
		outdir: "assets",
		chunkNames: "[name]-[hash]",
		publicPath: `/${app}/assets/`,
		...options,
		define: { ...shared.define, ...options.define },
	});
}

/** Our own sources in the outputs of a bundle, all of them or those of these paths. */
function sourcesOf({ metafile: { outputs } }, paths = Object.keys(outputs)) {
	const inputs = paths.flatMap((path) => Object.keys(outputs[path].inputs));
	return [...new Set(inputs)].filter((path) => path.startsWith("client/")).sort();
}

/** Leaves `import()` of a part that is built apart to the browser, under its built address. */
function partsApart(app, addresses) {
	return {
		name: "parts-apart",
		setup(builder) {
			builder.onResolve({ filter: /^\./ }, ({ kind, resolveDir, path }) => {
				const address = addresses.get(relative(root, join(resolveDir, path)));
				if (kind !== "dynamic-import" || !address) return undefined;
				return { path: `/${app}/${address}`, external: true };
			});
		},
	};
}

/** The word lists as their files in the build will be, by language. */
function wordLists() {
	const read = (lang) => readFileSync(join(here, `protocol/words/${lang}.txt`), "utf8");
	const list = (lang) => read(lang).split("\n").filter(Boolean);
	return Object.fromEntries(languages.map((lang) => [lang, JSON.stringify(list(lang))]));
}

/** A Worker believes no list but those it was built with. */
function hashesOf(lists) {
	return Object.fromEntries(
		Object.entries(lists).map(([lang, text]) => [lang, hashOf(Buffer.from(text), "base64")]),
	);
}

function addWords(files, app, lists) {
	return Object.entries(lists).map(([lang, text]) => {
		const path = files.addHashed(`words.${lang}`, "json", text);
		return `<meta name="luwte:words.${lang}" content="/${app}/${path}">`;
	});
}

function addPublic(files, folder, below = "") {
	if (!existsSync(folder)) return;
	for (const entry of readdirSync(folder, { withFileTypes: true })) {
		const path = join(folder, entry.name);
		if (entry.isDirectory()) addPublic(files, path, `${below}${entry.name}/`);
		else files.set(`${below}${entry.name}`, readFileSync(path));
	}
}

function firstAndLater({ content, ...rest }) {
	const texts = (wanted) =>
		Object.fromEntries(
			Object.entries(content.texts).filter(([id]) => FIRST_TEXTS.includes(id) === wanted),
		);
	return {
		...rest,
		content: { ...content, texts: texts(true), choices: {} },
		"content-later": { texts: texts(false), choices: content.choices },
	};
}

/** Where the script finds a catalogue or text: fetched when needed, named in the shell. */
function addFetched(files, app, sources) {
	const metas = [];
	const add = (name, lang, value) => {
		const path = files.addHashed(`${name}.${lang}`, "json", JSON.stringify(value));
		metas.push(`<meta name="luwte:${name}.${lang}" content="/${app}/${path}">`);
	};
	/** What the first screen needs goes into one file; the fragment says which part is meant. */
	const addTogether = (file, lang, values) => {
		const path = files.addHashed(`${file}.${lang}`, "json", JSON.stringify(values));
		for (const name of Object.keys(values))
			metas.push(`<meta name="luwte:${name}.${lang}" content="/${app}/${path}#${name}">`);
	};
	const [early, later] = sources.map((paths) => messagesOf(paths.map((path) => join(root, path))));
	for (const key of early.keys()) later.delete(key);
	for (const lang of languages) {
		add("catalogue-later", lang, catalogueFor(lang, later));
		const texts = app === "talk" ? firstAndLater(bundles(lang)) : bundles(lang);
		const [first, ...others] = CONTENT[app];
		addTogether("first", lang, { catalogue: catalogueFor(lang, early), [first]: texts[first] });
		for (const name of others) add(name, lang, texts[name]);
	}
	return metas;
}

/** A file and all that it imports at once. */
function withImports(outputs, path, found = new Set()) {
	if (found.has(path)) return found;
	found.add(path);
	for (const one of outputs[path].imports)
		if (one.kind === "import-statement") withImports(outputs, one.path, found);
	return found;
}

/** Builds each part that stands apart; gives their results and addresses. */
async function buildApart(files, app) {
	const results = [];
	const addresses = new Map();
	for (const part of APART[app]) {
		const result = await bundle(app, part, { format: "esm", splitting: true });
		results.push(result);
		addresses.set(`client/${part}`, files.addOutputs(result, `client/${part}`));
	}
	return { results, addresses };
}

/**
 * Parts that a script loads when they are needed (kit/later.ts), named after their source.
 * The browser refuses a script without integrity, so the shell says it for each.
 */
function addLater(files, app, { metafile: { outputs } }, early, script) {
	const metas = [...early]
		.filter((path) => path !== script)
		.map(
			(path) =>
				`<link rel="modulepreload" href="/${app}/${path}" integrity="${files.integrity(path)}">`,
		);
	for (const [path, { entryPoint }] of Object.entries(outputs)) {
		if (!entryPoint || early.has(path)) continue;
		const needed = [...withImports(outputs, path)].filter((one) => !early.has(one));
		const content = needed.map((one) => `/${app}/${one} ${files.integrity(one)}`).join(" ");
		metas.push(
			`<meta name="luwte:later.${basename(entryPoint, extname(entryPoint))}" content="${content}">`,
		);
	}
	return metas;
}

/** Styles that only the parts loaded later need. */
async function addLaterStyles(files, app) {
	const source = `${app}/later.css`;
	if (!existsSync(join(here, source))) return [];
	const path = files.addOutputs(await bundle(app, source, styles(app)), `client/${source}`);
	const content = `/${app}/${path} ${files.integrity(path)}`;
	return [`<meta name="luwte:later-styles" content="${content}">`];
}

function shell(app, files, { script, style, metas }) {
	const source = readFileSync(join(here, app, "index.html"), "utf8");
	if (!source.includes(HEAD)) throw new Error(`client/${app}/index.html lacks ${HEAD}`);
	const address = (path) => `/${app}/${path}`;
	const head = [
		`<link rel="stylesheet" href="${address(style)}" integrity="${files.integrity(style)}">`,
		...metas,
		`<script type="module" src="${address(script)}" integrity="${files.integrity(script)}"></script>`,
	];
	return source.replace(HEAD, head.join("\n"));
}

async function application(app) {
	const files = new Files();
	const lists = wordLists();
	const worker = await bundle(app, `${app}/worker.ts`, {
		format: "iife",
		define: { LUWTE_WORD_HASHES: JSON.stringify(hashesOf(lists)) },
	});
	const workerPath = files.addOutputs(worker, `client/${app}/worker.ts`);
	const apart = await buildApart(files, app);
	const main = await bundle(app, `${app}/main.tsx`, {
		format: "esm",
		splitting: true,
		plugins: [partsApart(app, apart.addresses)],
		define: { LUWTE_WORKER: JSON.stringify(`/${app}/${workerPath}`) },
	});
	const script = files.addOutputs(main, `client/${app}/main.tsx`);
	const early = withImports(main.metafile.outputs, script);
	const style = files.addOutputs(
		await bundle(app, `${app}/${app}.css`, styles(app)),
		`client/${app}/${app}.css`,
	);
	const metas = [
		...(await addLaterStyles(files, app)),
		...addLater(files, app, main, early, script),
		...apart.results.flatMap((result) => addLater(files, app, result, new Set(), "")),
		...addFetched(files, app, [
			[...sourcesOf(worker), ...sourcesOf(main, [...early])],
			[main, ...apart.results].flatMap((result) => sourcesOf(result)),
		]),
		...addWords(files, app, lists),
	];
	if (app === "desk") {
		const path = files.addHashed("password-words", "json", JSON.stringify(passwordWords()));
		metas.push(`<meta name="luwte:password-words" content="/${app}/${path}">`);
	}
	addPublic(files, join(here, app, "public"));
	files.set("index.html", Buffer.from(shell(app, files, { script, style, metas })));
	files.set("manifest.json", manifest(files));
	return files;
}

const tomlAsData = {
	name: "toml-as-data",
	setup(builder) {
		builder.onLoad({ filter: /\.toml$/ }, ({ path }) => ({
			contents: JSON.stringify(parse(readFileSync(path, "utf8"))),
			loader: "json",
		}));
	},
};

/** The modules of one room's pages; modules.json says where each is and what its hash is. */
async function modules(sources) {
	const files = new Files();
	const named = {};
	for (const source of sources) {
		const result = await bundle("static", source, { format: "esm", plugins: [tomlAsData] });
		const path = files.addOutputs(result, `client/${source}`);
		const name = basename(source, extname(source));
		named[name] = { path, integrity: files.integrity(path) };
	}
	files.set("modules.json", Buffer.from(`${JSON.stringify(named, null, "\t")}\n`));
	return files;
}

function manifest(files) {
	const names = [...files.keys()].sort();
	const hashes = Object.fromEntries(names.map((name) => [name, hashOf(files.get(name), "hex")]));
	return Buffer.from(`${JSON.stringify({ files: hashes }, null, "\t")}\n`);
}

function compressed(path, bytes) {
	if (!COMPRESSED.test(path)) return [];
	const brotli = { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } };
	return [
		[`${path}.gz`, gzipSync(bytes, { level: 9 })],
		[`${path}.br`, brotliCompressSync(bytes, brotli)],
	];
}

/** Written beside the old build and then swapped in, so that a running server never sees half. */
function write(files, folder) {
	const fresh = `${folder}.new`;
	const old = `${folder}.old`;
	rmSync(fresh, { recursive: true, force: true });
	rmSync(old, { recursive: true, force: true });
	for (const [path, bytes] of files) {
		for (const [name, content] of [[path, bytes], ...compressed(path, bytes)]) {
			mkdirSync(dirname(join(fresh, name)), { recursive: true });
			writeFileSync(join(fresh, name), content);
		}
	}
	if (existsSync(folder)) renameSync(folder, old);
	renameSync(fresh, folder);
	rmSync(old, { recursive: true, force: true });
}

/** The texts, for the public pages of an installed package: a wheel has no client folder. */
function copyContent() {
	const folder = join(root, "src/luwte/outreach/data");
	rmSync(folder, { recursive: true, force: true });
	cpSync(join(here, "content"), folder, {
		recursive: true,
		filter: (path) => !extname(path) || extname(path) === ".toml",
	});
}

const { values } = parseArgs({ options: { out: { type: "string" } } });
const out = values.out ?? join(root, "src/luwte/site/apps");
mkdirSync(out, { recursive: true });
const apps = ["talk", "desk"].filter((app) => existsSync(join(here, app, "main.tsx")));
for (const app of apps) {
	const files = await application(app);
	write(files, join(out, app));
	const bytes = [...files.values()].reduce((sum, content) => sum + content.length, 0);
	process.stdout.write(
		`${relative(process.cwd(), join(out, app))}: ${files.size} files, ${bytes} bytes\n`,
	);
}
for (const [room, sources] of Object.entries(MODULES)) {
	const folder = values.out ? join(out, room) : join(root, `src/luwte/${room}/static/${room}`);
	mkdirSync(dirname(folder), { recursive: true });
	write(await modules(sources), folder);
}
if (!values.out) {
	await buildPrograms();
	copyContent();
}
