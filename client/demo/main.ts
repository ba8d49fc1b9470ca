/**
 * Makes the demo's keys, rosters and logs: `node demo.mjs < description.json > made.json`.
 * What goes in and comes out is described in shape.ts.
 */

import { readFileSync } from "node:fs";
import { wordLists } from "../node/words";
import { makeDemo } from "./making";
import { makePeople, servedAsThread } from "./people";
import type { DemoDescription } from "./shape";

/** Of the texts in client/content, by id: written in by the build, as into the applications. */
declare const LUWTE_TEXT_VERSIONS: Record<string, string>;

if (!(await servedAsThread())) {
	const told = JSON.parse(readFileSync(0, "utf8")) as DemoDescription;
	const { instance, counsellors: people } = told;
	const lists = await wordLists();
	const made = await makePeople(new URL(import.meta.url), { instance, people, lists });
	const versions = new Map(Object.entries(LUWTE_TEXT_VERSIONS));
	process.stdout.write(`${JSON.stringify(await makeDemo(told, made, lists, versions))}\n`);
}
