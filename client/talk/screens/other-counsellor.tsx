/** Another counsellor, by the reporter's own act: alone, at any time, also when the old one is silent. */

import { useSignal } from "@preact/signals";
import { stateOf } from "../../casework/conversation.ts";
import { guidanceOf } from "../../casework/guidance.ts";
import type { Told } from "../../casework/told.ts";
import { reasonInWords } from "../../guidance/reasons.ts";
import { BusyButton } from "../../kit/button.tsx";
import { Choice } from "../../kit/choice.tsx";
import { formatList, t } from "../../kit/locale.ts";
import { Notice } from "../../kit/notice.tsx";
import type { ConversationView, CounsellorCard, Id, RosterView } from "../../protocol/api.ts";
import { positionInWords } from "../card-words.ts";
import { shuffled } from "../chance.ts";
import { proposalIn } from "../guidance/another-standing.ts";
import { Page } from "../page.tsx";
import { Sending, Trouble } from "../parts.tsx";
import { nothingBefore } from "../places.ts";
import { worker } from "../remote.ts";
import { attempt } from "../sending.ts";
import { current, nowIs, roster, rosters, sending } from "../store.ts";
import { newestAfter } from "../successor.ts";
import { Outside } from "./phone.tsx";
import { CallFirst } from "./replaced.tsx";

const NOBODY = "nobody";

/** Those who may come in: current, not in it already, and never those who were ruled out. */
function candidates(view: ConversationView, where: RosterView | undefined): CounsellorCard[] {
	const state = stateOf(view);
	const inside = view.participants.map((one) => one.person);
	return (where?.counsellors ?? []).filter(
		(card) => !inside.includes(card.person) && !state.never.persons.includes(card.person),
	);
}

/** Under a list whose keys are lost nobody can come in: first a call, then the list that followed. */
export function OtherCounsellor() {
	const followed = useSignal<RosterView | null>(null);
	const view = current.value;
	if (view === null) return null;
	const began =
		roster.value?.fingerprint === view.roster ? roster.value : rosters.value[view.roster];
	if (!began || began.succeededBy === "") return <Chooser view={view} where={began} />;
	if (followed.value) return <Chooser view={view} where={followed.value} />;
	const follow = async () => {
		followed.value = await newestAfter(began);
	};
	return (
		<CallFirst
			title={t("Call before you choose")}
			old={t("This conversation began under the old list.")}
			onCalled={() => void attempt(follow)}
		/>
	);
}

interface ChooserProps {
	view: ConversationView;
	/** The list to choose from: the conversation's own, or the one that took its place. */
	where: RosterView | undefined;
}

function Chooser({ view, where }: ChooserProps) {
	const order = useSignal(shuffled(candidates(view, where)));
	const proposal = proposalIn(guidanceOf(view), view);
	const proposed = order.value.find((card) => card.person === proposal?.content.person);
	const add = useSignal<Id | null>(proposed?.person ?? null);
	const along = useSignal<"all" | "nothing">("all");
	const complaint = useSignal("");
	const leaving = stateOf(view).counsellors;
	const change = async () => {
		if (add.value === null) {
			complaint.value = t("Choose somebody first, or nobody.");
			return;
		}
		const done = await attempt(async () =>
			nowIs(
				await (await worker()).changeCounsellor(view.conversation, {
					remove: leaving.map((one) => one.person),
					add: add.value === NOBODY ? "" : (add.value ?? ""),
					withHistory: along.value === "all",
					roster: where && where.fingerprint !== view.roster ? where.fingerprint : "",
				}),
			),
		);
		if (done) nothingBefore("conversation");
	};
	return (
		<Page
			title={t("Choose somebody else")}
			actions={
				<BusyButton
					wide
					busy={sending.value !== ""}
					busyText={t("Changing")}
					onClick={() => void change()}
				>
					{t("Change now")}
				</BusyButton>
			}
		>
			{proposal && <Proposal told={proposal} whom={proposed?.profile.name ?? ""} />}
			{leaving.length > 0 && (
				<p>
					{t("{names} can read nothing new after this. What was read can't be taken back.", {
						names: formatList(leaving.map((one) => one.name)),
					})}
				</p>
			)}
			<Choice
				legend={t("Who comes in?")}
				error={complaint.value}
				options={[
					...order.value.map((card) => ({
						value: card.person,
						label: card.profile.name,
						hint: positionInWords(card.profile.position),
					})),
					{
						value: NOBODY,
						label: t("Nobody for now"),
						hint: t("You can choose somebody later."),
					},
				]}
				value={add.value}
				onChange={(person) => {
					complaint.value = "";
					add.value = person;
				}}
			/>
			{add.value !== null && add.value !== NOBODY && (
				<Choice
					legend={t("What goes along?")}
					options={[
						{ value: "all", label: t("Everything that was said") },
						{
							value: "nothing",
							label: t("Nothing"),
							hint: t("You begin anew in the same place. Only you still read what was before."),
						},
					]}
					value={along.value}
					onChange={(what) => {
						along.value = what;
					}}
				/>
			)}
			{order.value.length === 0 && (
				<Notice kind="info">{t("There is nobody else here. These people listen too.")}</Notice>
			)}
			<Trouble />
			<Sending />
			{order.value.length === 0 && <Outside />}
		</Page>
	);
}

function Proposal({ told, whom }: { told: Told<"another-counsellor">; whom: string }) {
	const { reason, text } = told.content;
	return (
		<Notice kind="info">
			<p>{t("{name} proposes that somebody else goes on with you.", { name: told.name })}</p>
			<p>{reasonInWords(reason)}</p>
			{text !== "" && <p translate={false}>{text}</p>}
			{whom !== "" && <p>{t("Proposed: {name}. You may choose anybody.", { name: whom })}</p>}
		</Notice>
	);
}
