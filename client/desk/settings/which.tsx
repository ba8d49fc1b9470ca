/** For settings that differ by organisation: which one, when there are several. */

import { type Signal, useSignal } from "@preact/signals";
import { t } from "../../kit/locale.ts";
import type { Id, OrganisationMembership } from "../../protocol/api.ts";
import { organisations } from "../account/session.ts";
import { Chips } from "../parts/chips.tsx";

/** `likely` is shown first, where it is one of them. */
export function useOrganisation(likely?: Id): {
	chosen: OrganisationMembership | undefined;
	id: Signal<string>;
} {
	const all = organisations.value.filter((one) => one.state !== "ended");
	const id = useSignal((all.find((one) => one.id === likely) ?? all[0])?.id ?? "");
	return { chosen: all.find((one) => one.id === id.value), id };
}

export function WhichOrganisation({ id }: { id: Signal<string> }) {
	const all = organisations.value.filter((one) => one.state !== "ended");
	if (all.length < 2) return null;
	return (
		<Chips
			legend={t("For which organisation?")}
			value={id.value}
			onChange={(value) => (id.value = value)}
			options={all.map((one) => ({ value: one.id, label: one.name }))}
		/>
	);
}
