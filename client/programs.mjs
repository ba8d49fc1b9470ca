/**
 * Builds the programs that the `luwte` command runs in Node: `smoke` and `demo`.
 *
 *     node client/programs.mjs [--out FOLDER] [--program NAME=SOURCE]…
 */

import { mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { argv } from "node:process";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { build } from "esbuild";
import { bundles } from "./content/compile.mjs";

const root = dirname(dirname(fileURLToPath(import.meta.url)));

const shipped = { smoke: "client/smoke/main.ts", demo: "client/demo/main.ts" };

/** The versions of the dated texts, as the applications have them. */
function textVersions() {
	const { content, desk } = bundles("nl");
	const texts = Object.values({ ...content.texts, ...desk.texts });
	return Object.fromEntries(texts.filter((one) => one.version).map((one) => [one.id, one.version]));
}

/** One file each, with all they need inside. */
export async function buildPrograms(
	folder = join(root, "src/luwte/site/programs"),
	entryPoints = shipped,
) {
	mkdirSync(folder, { recursive: true });
	await build({
		absWorkingDir: root,
		entryPoints,
		outdir: folder,
		outExtension: { ".js": ".mjs" },
		bundle: true,
		platform: "node",
		format: "esm",
		target: ["node20"],
		charset: "utf8",
		legalComments: "none",
		loader: { ".txt": "text" },
		alias: { "@noble/hashes/scrypt.js": join(root, "client/node/scrypt.mjs") },
		define: { LUWTE_TEXT_VERSIONS: JSON.stringify(textVersions()) },
		logLevel: "error",
	});
}

if (argv[1] === fileURLToPath(import.meta.url)) {
	const { values } = parseArgs({
		options: { out: { type: "string" }, program: { type: "string", multiple: true } },
	});
	const named = values.program && Object.fromEntries(values.program.map((one) => one.split("=")));
	await buildPrograms(values.out, named);
}
