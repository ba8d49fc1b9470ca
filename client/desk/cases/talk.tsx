/** The first talk by phone or in person: what is read out, and what may be noted of it. */

import { useSignal } from "@preact/signals";
import { BusyButton, Button } from "../../kit/button.tsx";
import { t } from "../../kit/locale.ts";
import { Notice } from "../../kit/notice.tsx";
import type { Id } from "../../protocol/api.ts";
import { organisations } from "../account/session.ts";
import { draftOf, dropDraft } from "../drafts.ts";
import { OrganisationMark } from "../parts/marks.tsx";
import { labelOf } from "../parts/names.ts";
import { Page } from "../parts/page.tsx";
import { go, goFor } from "../places.ts";
import { tell } from "../tell.ts";
import { attempt } from "../trouble.ts";
import { writeFile } from "./acts.ts";
import { Script } from "./script.tsx";
import { type Noted, notedDrafts, nothingNoted } from "./spoken.ts";
import { byId, today } from "./store.ts";
import { WhatIsTold } from "./told.tsx";

export function TalkScreen({ id }: { id: Id }) {
	const one = byId.value.get(id);
	const membership = organisations.value.find((other) => other.id === one?.organisation);
	const key = `talk:${id}`;
	const noted = draftOf<Noted>(key, nothingNoted);
	const busy = useSignal(false);
	if (!one || !membership)
		return (
			<Page name="talk" title={t("One moment")}>
				{null}
			</Page>
		);
	const change = (part: Partial<Noted>) => {
		noted.value = { ...noted.peek(), ...part };
	};
	const keep = async () => {
		busy.value = true;
		const statements = notedDrafts(noted.value, membership, today.value);
		const done = await attempt(async () => {
			if (statements.length > 0) await writeFile(one, labelOf(one), statements);
		});
		busy.value = false;
		if (!done) return;
		dropDraft(key);
		tell(t("Noted as spoken"));
		goFor({ at: "case", id });
		go({ at: "contact", id });
	};
	return (
		<Page
			name="talk"
			title={labelOf(one)}
			beside={<OrganisationMark id={one.organisation} always />}
		>
			<div class="talk">
				<Script membership={membership} noted={noted.value} change={change} />
				<div class="talk__noted">
					{noted.value.keep === "no" ? (
						<Notice>
							{t("No notes then. You can still log that you spoke, without saying what about.")}
						</Notice>
					) : (
						<WhatIsTold noted={noted.value} change={change} />
					)}
					<div class="actions">
						<BusyButton busy={busy.value} busyText={t("Keeping")} onClick={() => void keep()}>
							{t("Keep, and log this talk")}
						</BusyButton>
						<Button kind="subtle" onClick={() => goFor({ at: "case", id })}>
							{t("Later: to the case")}
						</Button>
					</div>
				</div>
			</div>
		</Page>
	);
}
