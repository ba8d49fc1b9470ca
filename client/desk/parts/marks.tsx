/** Small marks: which organisation a case belongs to, and how it stands. */

import type { Stage } from "../../casework/case.ts";
import { t } from "../../kit/locale.ts";
import type { Id } from "../../protocol/api.ts";
import { organisations } from "../account/session.ts";

const COLOURS = 6;

/** Colour and name: the colour alone would tell nothing to those who don't see it. */
export function OrganisationMark({ id, always = false }: { id: Id | ""; always?: boolean }) {
	const all = organisations.value;
	const index = all.findIndex((one) => one.id === id);
	const name = all[index]?.name;
	if (!name || (all.length < 2 && !always)) return null;
	return <span class={`org org--${index % COLOURS}`}>{name}</span>;
}

export function StageMark({ stage }: { stage: Stage }) {
	const words: Record<Stage, () => string> = {
		new: () => t("New"),
		open: () => t("Open"),
		closed: () => t("Closed"),
		withdrawn: () => t("Withdrawn"),
		destroyed: () => t("Destroyed"),
	};
	return <span class={`stage stage--${stage}`}>{words[stage]()}</span>;
}
