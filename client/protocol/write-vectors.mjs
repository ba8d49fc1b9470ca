// Writes tests/vectors/*.json: `node client/protocol/write-vectors.mjs`.
import { mkdir, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = fileURLToPath(new URL(".", import.meta.url));
const target = fileURLToPath(new URL("../../tests/vectors/", import.meta.url));
const bundle = fileURLToPath(new URL("../../build/vectors.mjs", import.meta.url));

await build({
	entryPoints: [`${here}vectors.ts`],
	outfile: bundle,
	bundle: true,
	platform: "node",
	format: "esm",
	target: "node20",
	logLevel: "warning",
});
const { VECTOR_NAMES, makeVectors, asFile } = await import(bundle);
await mkdir(target, { recursive: true });
for (const name of VECTOR_NAMES)
	await writeFile(`${target}${name}.json`, asFile(await makeVectors(name)));
