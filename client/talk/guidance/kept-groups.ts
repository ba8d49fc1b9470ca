/** Under which heading each kind of statement stands among what is kept, and in which order. */

import type { Kind } from "../../casework/kinds.ts";
import { t } from "../../kit/locale.ts";

interface Group {
	title: () => string;
	kinds: readonly Kind[];
}

/** In the order in which they are shown. */
const groups: readonly Group[] = [
	{ title: () => t("Messages"), kinds: ["message", "confirm", "contest", "decline", "closing"] },
	{ title: () => t("Files"), kinds: ["file"] },
	{ title: () => t("What it is about"), kinds: ["about", "inventory", "look-out", "never"] },
	{ title: () => t("Your name and how to reach you"), kinds: ["name", "reachable", "call-me"] },
	{ title: () => t("Noted by your counsellor"), kinds: ["noted"] },
	{ title: () => t("Meetings"), kinds: ["meeting-offer", "meeting-agreed", "meeting-off"] },
	{
		title: () => t("Trust agreement"),
		kinds: ["agreement", "agreement-signed", "agreement-declined"],
	},
	{
		title: () => t("What you looked at and chose"),
		kinds: ["safer", "option", "choice", "happened", "report-made", "term"],
	},
	{
		title: () => t("Consent"),
		kinds: [
			"consent-request",
			"consent-given",
			"consent-refused",
			"consent-withdrawn",
			"consent-used",
		],
	},
	{ title: () => t("Others who can help"), kinds: ["referral", "referral-answer"] },
	{ title: () => t("Follow-up"), kinds: ["follow-up", "follow-up-done"] },
	{ title: () => t("Another counsellor"), kinds: ["another-counsellor"] },
	{ title: () => t("How it goes"), kinds: ["progress", "summary"] },
	{
		title: () => t("Aftercare"),
		kinds: ["aftercare-offer", "aftercare-answer", "aftercare-held"],
	},
	{
		title: () => t("What you read and agreed to"),
		kinds: ["exceptions-read", "consent-to-keep", "kept-until"],
	},
];

/** Of things that belong to kinds, those under each heading; `null`: nobody can say which kind. */
export function grouped<T extends { kind: Kind | null }>(
	all: readonly T[],
): { title: string; those: T[] }[] {
	const placed = groups.map(({ title, kinds }) => ({
		title: title(),
		those: all.filter(({ kind }) => kind !== null && kinds.includes(kind)),
	}));
	const shown = new Set(placed.flatMap(({ those }) => those));
	const left = { title: t("Can't be shown"), those: all.filter((one) => !shown.has(one)) };
	return [...placed, left].filter(({ those }) => those.length > 0);
}

/** Whether this kind has a heading. */
export const hasHeading = (kind: Kind): boolean => groups.some(({ kinds }) => kinds.includes(kind));
