/** One case: the conversation, with the case file beside it. */

import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { Case } from "../../casework/case.ts";
import { Button } from "../../kit/button.tsx";
import { Dialog } from "../../kit/dialog.tsx";
import { Field } from "../../kit/field.tsx";
import { formatDay, t } from "../../kit/locale.ts";
import { Notice } from "../../kit/notice.tsx";
import { Spinner } from "../../kit/spinner.tsx";
import type { Id } from "../../protocol/api.ts";
import { GuidancePanel } from "../guidance/panel.tsx";
import { OrganisationMark, StageMark } from "../parts/marks.tsx";
import { labelOf } from "../parts/names.ts";
import { Page } from "../parts/page.tsx";
import { go, goFor } from "../places.ts";
import { attempt } from "../trouble.ts";
import { rename, reopen } from "./acts.ts";
import { Composer } from "./composer.tsx";
import { Facts } from "./facts.tsx";
import { CaseFile } from "./file.tsx";
import { openFirst } from "./loading.ts";
import { markRead } from "./reading.ts";
import { byId, listed, opening, ownRead, views } from "./store.ts";
import { TakenBack } from "./taken-back.tsx";
import { Thread } from "./thread.tsx";
import { Refused } from "./warnings.tsx";

export function CaseScreen({ id, part }: { id: Id; part: "thread" | "file" }) {
	const one = byId.value.get(id);
	const view = one && views.value.get(one.conversation);
	const length = view?.length ?? 0;
	useEffect(() => {
		if (one && one.stage !== "new" && length > 0) markRead(one.conversation);
	}, [one?.conversation, length]);
	useEffect(() => {
		if (one?.loading) openFirst(one);
	}, [one?.id, one?.loading]);
	if (!one) return <Missing />;
	const only = one.conversation === "";
	return (
		<Page
			name={`case-${one.id}`}
			title={<span translate={false}>{labelOf(one)}</span>}
			beside={
				<>
					<OrganisationMark id={one.organisation} />
					{one.stage !== "open" && <StageMark stage={one.stage} />}
				</>
			}
			tools={only ? undefined : <OtherPart id={one.id} part={part} />}
		>
			<Standing one={one} />
			<Actions one={one} />
			<div class={only ? "case case--file" : `case case--${part}`}>
				{!only && (
					<div class="case__thread">
						{view ? <Thread view={view} one={one} /> : <Spinner text={t("Opening")} />}
						{view?.writable && one.stage === "open" && !one.talk?.left && <Composer one={one} />}
					</div>
				)}
				<section class="case__file" aria-label={t("Case file")} tabIndex={only ? undefined : 0}>
					<GuidancePanel one={one} />
					<Facts one={one} />
					<CaseFile one={one} />
				</section>
			</div>
		</Page>
	);
}

function Missing() {
	const settled = ownRead.value && opening.value === null;
	return (
		<Page name="case-missing" title={settled ? t("This case is not here") : t("One moment")}>
			{settled && <Notice>{t("It was destroyed, or you no longer take part in it.")}</Notice>}
		</Page>
	);
}

/** What must be known before reading on: not to be trusted, closed, destroyed when. */
function Standing({ one }: { one: Case }) {
	const fileIsClosed = listed.value.get(one.file)?.state === "closed";
	return (
		<>
			<Refused logs={[one.conversation, one.file].map((id) => views.value.get(id))} />
			{one.talk?.left && (
				<Notice>
					{t("The reporter left on {day}, for good. Nobody would read an answer.", {
						day: formatDay(one.talk.left.day),
					})}
				</Notice>
			)}
			{one.stage === "open" && fileIsClosed && (
				<Notice>
					<p>{t("The reporter came back, but your file is still closed.")}</p>
					<Button kind="secondary" onClick={() => void attempt(() => reopen(one))}>
						{t("Open my file again")}
					</Button>
				</Notice>
			)}
			{one.stage === "closed" && (
				<Notice>
					<p>
						{one.destroyOn === ""
							? t("This case is closed.")
							: t("This case is closed. Everything in it is destroyed on {day}.", {
									day: formatDay(one.destroyOn),
								})}
					</p>
					<Button kind="secondary" onClick={() => void attempt(() => reopen(one))}>
						{t("Open it again")}
					</Button>{" "}
					<TakenBack one={one} kind="secondary" />
				</Notice>
			)}
		</>
	);
}

/** On a narrow screen one part at a time, and this leads to the other; on a wide one both are there. */
function OtherPart({ id, part }: { id: Id; part: "thread" | "file" }) {
	const other = part === "thread" ? "file" : "thread";
	return (
		<Button kind="secondary" onClick={() => goFor({ at: "case", id, part: other })}>
			{part === "thread" ? t("Case file") : t("Conversation")}
		</Button>
	);
}

function Actions({ one }: { one: Case }) {
	const naming = useSignal(false);
	const { id } = one;
	if (one.stage !== "open") return null;
	return (
		<div class="case-actions">
			<Button kind="primary" onClick={() => go({ at: "contact", id })}>
				{t("Log a contact")}
			</Button>
			{one.conversation === "" && (
				<Button kind="secondary" onClick={() => go({ at: "talk", id })}>
					{t("Read out and note")}
				</Button>
			)}
			<details class="menu">
				<summary class="utrecht-button utrecht-button--secondary-action">{t("More")}</summary>
				<div class="menu__items">
					<Button kind="subtle" onClick={() => (naming.value = true)}>
						{t("Change the nickname")}
					</Button>
					<Phrase one={one} />
					<Button kind="subtle" onClick={() => go({ at: "ending", id, how: "together" })}>
						{t("Close together")}
					</Button>
					<Button kind="subtle" onClick={() => go({ at: "ending", id, how: "silence" })}>
						{t("Close after silence")}
					</Button>
					<TakenBack one={one} kind="subtle" />
				</div>
			</details>
			<Rename one={one} open={naming.value} onClose={() => (naming.value = false)} />
		</div>
	);
}

function Phrase({ one }: { one: Case }) {
	const lost = one.conversation !== "";
	if (lost && !one.talk?.reporter) return null;
	return (
		<Button kind="subtle" onClick={() => go({ at: "one-time", id: one.id })}>
			{lost ? t("New words for a lost phrase") : t("Give words to go on with")}
		</Button>
	);
}

function Rename({ one, open, onClose }: { one: Case; open: boolean; onClose: () => void }) {
	const name = useSignal(one.nickname);
	const keep = async () => {
		if (await attempt(() => rename(one, name.value.trim()))) onClose();
	};
	return (
		<Dialog
			open={open}
			title={t("Change the nickname")}
			onClose={onClose}
			actions={
				<Button kind="primary" onClick={() => void keep()}>
					{t("Keep")}
				</Button>
			}
		>
			<Field
				label={t("What do you call this person?")}
				hint={t("Only you see this.")}
				confidential
				maxLength={80}
				value={name.value}
				onInput={(value) => (name.value = value)}
			/>
		</Dialog>
	);
}
