/** A counsellor who proposes that somebody else goes on. */

import type { Guidance } from "../../casework/guidance.ts";
import type { Told } from "../../casework/told.ts";
import { t } from "../../kit/locale.ts";
import type { ConversationView } from "../../protocol/api.ts";
import type { Subject } from "./subjects.ts";

/** The last proposal, as long as nobody came in or went since. */
export function proposalIn(
	guidance: Guidance,
	view: ConversationView,
): Told<"another-counsellor"> | null {
	const last = guidance.another.at(-1);
	if (!last) return null;
	const after = view.events.some(
		({ kind, seq }) => seq > last.seq && (kind === "join" || kind === "leave"),
	);
	return after ? null : last;
}

export const another: Subject = {
	place: "other-counsellor",
	title: () => t("Another counsellor"),
	standing: () => t("You can always choose somebody else."),
	asks: (guidance, _today, view) => {
		const proposal = proposalIn(guidance, view);
		return proposal
			? [t("{name} proposes that somebody else goes on with you.", { name: proposal.name })]
			: [];
	},
};

export const complaint: Subject = {
	place: "complaint",
	title: () => t("Not content about your counsellor?"),
	standing: () => t("Where you can complain, and how."),
	asks: () => [],
};
