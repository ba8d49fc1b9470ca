/** Taking somebody off the list: oneself alone, a colleague together with another colleague. */

import { useSignal } from "@preact/signals";
import { BusyButton, Button } from "../kit/button.tsx";
import { Dialog } from "../kit/dialog.tsx";
import { formatList, t } from "../kit/locale.ts";
import type { CounsellorCard, Id } from "../protocol/api.ts";
import { me, refreshMe } from "./account/session.ts";
import { rostersOf } from "./cases/loading.ts";
import { organisationName, rosters } from "./cases/store.ts";
import { worker } from "./remote.ts";
import { tell } from "./tell.ts";
import { attempt } from "./trouble.ts";

interface EndMembershipProps {
	organisation: Id;
	card: CounsellorCard;
}

/** What an end signed now would do, by the rules of the roster (docs/rosters.md). */
type Standing =
	/** The last one on the list can't leave it empty. */
	| "last"
	| "self"
	/** Of two, the other one's word is enough. */
	| "only-other"
	| "first-to-ask"
	| "asked-by-me"
	| "second-to-ask";

function standingOf({ organisation, card }: EndMembershipProps): Standing {
	const all = rosters.value[organisation]?.counsellors ?? [];
	const mine = me.value?.person ?? "";
	if (all.length < 2) return "last";
	if (card.person === mine) return "self";
	if (all.length === 2) return "only-other";
	if (card.endAskedBy.some((by) => by !== mine)) return "second-to-ask";
	return card.endAskedBy.includes(mine) ? "asked-by-me" : "first-to-ask";
}

export function EndMembership(props: EndMembershipProps) {
	const { organisation, card } = props;
	const asking = useSignal(false);
	const busy = useSignal(false);
	const standing = standingOf(props);
	const { name } = card.profile;
	const end = async () => {
		busy.value = true;
		const done = await attempt(async () => {
			await (await worker()).endMembership(organisation, card.person);
			await refreshMe();
			await rostersOf();
		});
		busy.value = false;
		asking.value = false;
		if (done) tell(outcomeOf(standing, name));
	};
	if (standing === "last") return null;
	return (
		<>
			<Asked organisation={organisation} card={card} />
			{standing !== "asked-by-me" && (
				<Button kind="subtle" onClick={() => (asking.value = true)}>
					{standing === "self" ? t("Leave this list") : t("Take {name} off the list", { name })}
				</Button>
			)}
			<Dialog
				open={asking.value}
				title={standing === "self" ? t("Leave this list") : t("Take {name} off the list", { name })}
				onClose={() => (asking.value = false)}
				back={t("No, don't")}
				actions={
					<BusyButton
						kind="danger"
						busy={busy.value}
						busyText={t("Signing")}
						onClick={() => void end()}
					>
						{t("Sign this")}
					</BusyButton>
				}
			>
				<Consequences standing={standing} name={name} where={organisationName(organisation)} />
			</Dialog>
		</>
	);
}

function Asked({ organisation, card }: EndMembershipProps) {
	if (card.endAskedBy.length === 0) return null;
	const all = rosters.value[organisation]?.counsellors ?? [];
	const names = card.endAskedBy.map(
		(by) => all.find(({ person }) => person === by)?.profile.name ?? "",
	);
	return (
		<p class="person__mind">
			{t("{names} asked to take this person off the list. One more must sign.", {
				names: formatList(names),
			})}
		</p>
	);
}

interface ConsequencesProps {
	standing: Standing;
	name: string;
	where: string;
}

function Consequences({ standing, name, where }: ConsequencesProps) {
	if (standing === "self")
		return (
			<>
				<p>{t("Nobody at {where} can choose you any more.", { where })}</p>
				<p>
					{t("Your running conversations stay yours. Close them, or let people choose another.")}
				</p>
				<p>{t("You come back by a new invitation and a colleague's signature.")}</p>
			</>
		);
	return (
		<>
			<p>{t("Nobody at {where} can choose {name} any more.", { where, name })}</p>
			<p>{t("Running conversations go on, until the reporter chooses somebody else.")}</p>
			<p>{t("Reporters see that colleagues ended this. So call {name} first.", { name })}</p>
			<p>
				{standing === "first-to-ask"
					? t("Two colleagues must sign. You are the first, so nothing ends yet.")
					: t("With your signature it ends at once.")}
			</p>
		</>
	);
}

function outcomeOf(standing: Standing, name: string): string {
	if (standing === "self") return t("You are no longer on this list.");
	if (standing === "first-to-ask") return t("You signed. Now ask one more colleague.");
	return t("{name} is no longer on the list.", { name });
}
