/** What every screen of guidance has: the open conversation, its state, and the way to write. */

import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { type Guidance, guidanceOf } from "../../casework/guidance.ts";
import { keepFocus } from "../../kit/focus.ts";
import type { ConversationView, RosterView } from "../../protocol/api.ts";
import { Page } from "../page.tsx";
import { Loading, Sending, Trouble } from "../parts.tsx";
import { goFor } from "../places.ts";
import { current, roster, rosters, sending, trouble } from "../store.ts";
import { readHours } from "./hours.ts";

export interface Guided {
	view: ConversationView;
	guidance: Guidance;
	/** The list under which the conversation began; null until it is read. */
	roster: RosterView | null;
	/** Whether something can be written in it now. */
	writable: boolean;
}

/** A screen about the open conversation; without one it leads back to where one is chosen. */
export function GuidedPage({
	title,
	lead,
	children,
}: {
	title: string;
	lead?: string;
	children: (guided: Guided) => ComponentChildren;
}) {
	const view = current.value;
	useEffect(() => {
		if (view === null) goFor("conversations");
	}, [view === null]);
	useEffect(() => {
		if (view !== null) void readHours(view.roster);
	}, [view?.roster]);
	const wasSending = useRef(false);
	useEffect(() => {
		if (wasSending.current && sending.value === "" && trouble.value === "") keepFocus();
		wasSending.current = sending.value !== "";
	}, [sending.value]);
	if (view === null) return <Loading />;
	const writable = view.writable && (view.state === "open" || view.state === "closed");
	const list =
		roster.value?.fingerprint === view.roster ? roster.value : rosters.value[view.roster];
	return (
		<Page title={title} lead={lead}>
			<Trouble />
			{children({ view, guidance: guidanceOf(view), roster: list ?? null, writable })}
			<div class="talk-under-way">
				<Sending />
			</div>
		</Page>
	);
}
