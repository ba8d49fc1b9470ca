/** The conversation as a page to read: one file, without a script, that loads nothing. */

import { sha256 } from "@noble/hashes/sha2.js";
import { utf8ToBytes } from "@noble/hashes/utils.js";
import { formatDay, language, t } from "../../kit/locale.ts";
import type { ConversationView, Day, Id, RosterView } from "../../protocol/api.ts";
import { type CopiedLine, linesOf, remarksOn, titleOf } from "../copy.ts";

const STYLE = `body{max-width:44rem;margin:2rem auto;padding:0 1rem;font:1.0625rem/1.6 system-ui,sans-serif;color:#1d2a2a;background:#fff}
h2{margin-top:2.5rem;font-size:1.125rem;border-bottom:1px solid #9aa}
h3{margin:1.5rem 0 0;font-size:1rem}
p{margin:.25rem 0;white-space:pre-wrap;overflow-wrap:anywhere}
.event{color:#4a5959}
@media(prefers-color-scheme:dark){body{color:#e8eeee;background:#152020}a{color:#9cd3d3}.event{color:#b4c2c2}}`;

/** The one style that this page may have, as its policy names it. */
const hashOf = (style: string) => btoa(String.fromCharCode(...sha256(utf8ToBytes(style))));

/** `addresses`: where in the archive a file lies, by its statement; others are named only. */
export function readingPage(
	view: ConversationView,
	roster: RosterView | null,
	today: Day,
	addresses: ReadonlyMap<Id, string>,
): string {
	const title = titleOf(view);
	const lines = linesOf(view, roster);
	const body = lines.map((line, position) => {
		const first = line.day !== lines[position - 1]?.day;
		return `${first ? `<h2>${safe(formatDay(line.day))}</h2>` : ""}${lineOn(line, addresses)}`;
	});
	const remarks = remarksOn(view, today).map((one) => `<p>${safe(one)}</p>`);
	return [
		"<!doctype html>",
		`<html lang="${language.value}"><head><meta charset="utf-8">`,
		`<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-${hashOf(STYLE)}'">`,
		'<meta name="viewport" content="width=device-width"><meta name="referrer" content="no-referrer">',
		`<title>${safe(title)}</title><style>${STYLE}</style></head><body><main>`,
		`<h1>${safe(title)}</h1>`,
		...remarks,
		...body,
		"</main></body></html>\n",
	].join("\n");
}

function lineOn({ who, said, file }: CopiedLine, addresses: ReadonlyMap<Id, string>): string {
	if (who === "") return `<p class="event">${safe(said.join(" "))}</p>`;
	const address = file === "" ? undefined : addresses.get(file);
	const words = said.filter((text) => text !== "").map((text) => `<p dir="auto">${safe(text)}</p>`);
	const link =
		address === undefined
			? ""
			: `<p><a href="${safe(address.split("/").map(encodeURIComponent).join("/"))}">${safe(t("Open this file"))}</a></p>`;
	return `<article><h3 dir="auto">${safe(who)}</h3>${words.join("")}${link}</article>`;
}

const marks: Readonly<Record<string, string>> = {
	"&": "&amp;",
	"<": "&lt;",
	">": "&gt;",
	'"': "&quot;",
	"'": "&#39;",
};

/** Nothing that somebody wrote is more than text. */
function safe(text: string): string {
	return text.replace(/[&<>"']/g, (mark) => marks[mark] ?? "");
}
