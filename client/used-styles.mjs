/**
 * An esbuild plugin: of the design system's style sheets only the rules for classes that our
 * sources name. Names must stand there in full: `utrecht-${kind}` would not be found.
 */

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import postcss from "postcss";

const NAMES = /utrecht-[a-z-]+/g;
const CLASSES = /\.(utrecht-[a-z_-]+)/g;

/** Every class of the design system that is named in these folders. */
function namedIn(folders) {
	const files = folders.flatMap((folder) =>
		readdirSync(folder, { recursive: true }).map((name) => join(folder, name)),
	);
	const sources = files.filter((name) => /\.(css|ts|tsx|html)$/.test(name));
	return new Set(sources.flatMap((name) => readFileSync(name, "utf8").match(NAMES) ?? []));
}

export function onlyUsedStyles(folders) {
	return {
		name: "only-used-styles",
		setup(building) {
			const named = namedIn(folders);
			const isUsed = (selector) =>
				[...selector.matchAll(CLASSES)].every(([, name]) => named.has(name));
			building.onLoad({ filter: /@utrecht[\\/].*\.css$/ }, ({ path }) => {
				const sheet = postcss.parse(readFileSync(path, "utf8"), { from: path });
				sheet.walkRules((rule) => {
					const used = rule.selectors.filter(isUsed);
					if (used.length === 0) rule.remove();
					else rule.selectors = used;
				});
				return { contents: sheet.toString(), loader: "css" };
			});
		},
	};
}
