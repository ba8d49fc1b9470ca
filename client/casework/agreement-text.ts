/** The words of a trust agreement: filled in, laid out, and the hash that says which were read. Pure. */

import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";

export interface Words {
	title: string;
	text: string;
}

export interface Filling {
	organisation: string;
	counsellor: string;
	months: number;
	/** In short, one sentence or two each. */
	exceptions: readonly string[];
	/** In words. */
	day: string;
}

/** What both clients take the hash of, and what the copy holds as a file of its own. */
export function whole({ title, text }: Words): string {
	return `${title}\n\n${text}`;
}

/** SHA-256 in hexadecimal. */
export function hashOfAgreement(words: Words): string {
	return bytesToHex(sha256(utf8ToBytes(whole(words))));
}

/** A point that is nothing but the exceptions becomes a point for each. */
export function filledIn({ title, text }: Words, { exceptions, ...values }: Filling): Words {
	const each = exceptions.map((one) => `- ${one}`).join("\n");
	const known: Readonly<Record<string, string | number>> = {
		...values,
		exceptions: exceptions.join(" "),
	};
	const fill = (words: string) =>
		words.replace(/\{([a-z]+)\}/g, (as, name: string) => String(known[name] ?? as));
	const lines = text.split("\n").map((line) => (line === "- {exceptions}" ? each : fill(line)));
	return { title: fill(title), text: lines.join("\n") };
}

export type Block =
	| { as: "heading"; text: string }
	| { as: "paragraph"; text: string }
	| { as: "points"; points: string[] };

/** Headings begin with `## `, points with `- `; everything else is a paragraph of its own. */
export function blocksOf(text: string): Block[] {
	const blocks: Block[] = [];
	for (const line of text.split("\n").map((one) => one.trim())) {
		const last = blocks.at(-1);
		if (line === "") continue;
		if (line.startsWith("## ")) blocks.push({ as: "heading", text: line.slice(3) });
		else if (!line.startsWith("- ")) blocks.push({ as: "paragraph", text: line });
		else if (last?.as === "points") last.points.push(line.slice(2));
		else blocks.push({ as: "points", points: [line.slice(2)] });
	}
	return blocks;
}

interface Source {
	paragraphs?: readonly string[];
	sections?: readonly { title: string; points: readonly string[] }[];
	closing?: readonly string[];
}

/** The text that comes with Luwte, in the same form as an organisation's own. */
export function plainText({ paragraphs = [], sections = [], closing = [] }: Source): string {
	const parts = sections.map(({ title, points }) =>
		[`## ${title}`, ...points.map((one) => `- ${one}`)].join("\n"),
	);
	return [...paragraphs, ...parts, ...closing].join("\n\n");
}
