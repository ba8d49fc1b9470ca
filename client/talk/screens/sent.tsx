/** Sent: by when it is read, when to look again, and what if nothing comes. */

import { stateOf } from "../../casework/conversation.ts";
import { clockIsOff } from "../../casework/days.ts";
import { fill } from "../../content/content.ts";
import { Button } from "../../kit/button.tsx";
import { formatWeekday, t } from "../../kit/locale.ts";
import { Notice } from "../../kit/notice.tsx";
import { sentence } from "../content.ts";
import { Page } from "../page.tsx";
import { Dial, readBefore } from "../parts.tsx";
import { goFor } from "../places.ts";
import { ReturnAddress } from "../return-address.tsx";
import { chosenCard, current, files, route } from "../store.ts";
import { LookAgain } from "./look-again.tsx";

export function Sent() {
	const [view, card] = [current.value, chosenCard.value];
	if (view === null || card === null) return null;
	const sent = stateOf(view).lastDay;
	const day = readBefore(card, sent);
	const name = card.profile.name;
	const calls = route.value === "call";
	return (
		<Page
			noBack
			title={
				calls
					? t("Your number is with {name}", { name })
					: t("Your message is with {name}", { name })
			}
			actions={
				!calls && (
					<Button kind="primary" wide onClick={() => goFor("conversation")}>
						{t("Open the conversation")}
					</Button>
				)
			}
		>
			<p>{promise(name, day, calls)}</p>
			{clockIsOff(sent, new Date()) && (
				<Notice kind="warning">
					{t("The date on your device is not right. We counted from {day}.", {
						day: formatWeekday(sent),
					})}
				</Notice>
			)}
			{files.value.length > 0 && (
				<Notice kind="warning">
					{t(
						"Your message is there, but not every file. Open the conversation to send them again.",
					)}
				</Notice>
			)}
			{calls ? (
				<CallInstead phone={card.phone} name={name} />
			) : (
				<>
					<LookAgain day={day} />
					<p>{fill(sentence("safety", "absence"), { name })}</p>
					<p>{t("Come back with your eight words, on any device.")}</p>
					<ReturnAddress />
				</>
			)}
			<p>{t("You can close this page now.")}</p>
		</Page>
	);
}

function promise(name: string, day: string, calls: boolean): string {
	if (day === "") return t("{name} is away. We don't know when this is read.", { name });
	const when = formatWeekday(day);
	return calls
		? t("{name} calls you before {day}.", { name, day: when })
		: t("{name} reads it before {day}.", { name, day: when });
}

function CallInstead({ phone, name }: { phone: string; name: string }) {
	if (phone === "") return null;
	return (
		<p>
			{t("Does nobody call you? Then call {name}:", { name })} <Dial number={phone} />
		</p>
	);
}
