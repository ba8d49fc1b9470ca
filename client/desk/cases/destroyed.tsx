/** Proof without content: which logs were destroyed, when, and by which rule. To be printed. */

import { runningKinds } from "../../casework/keeping-codes.ts";
import type { Content } from "../../casework/kinds.ts";
import { whyInWords } from "../../guidance/keeping-words.ts";
import { Button } from "../../kit/button.tsx";
import { formatDay, t } from "../../kit/locale.ts";
import { Page } from "../parts/page.tsx";
import { destroyed } from "./ends.ts";
import { organisationName } from "./store.ts";

export function DestroyedScreen() {
	const all = destroyed();
	return (
		<Page name="destroyed" narrow title={t("What was destroyed")}>
			<p>{t("No name and no word is left. This only shows that it went, and when.")}</p>
			{all.length === 0 && <p class="soft">{t("Nothing was destroyed yet.")}</p>}
			<ul class="certificates">
				{all.map((one) => (
					<li key={one.conversation} class="panel">
						<Certificate one={one} />
					</li>
				))}
			</ul>
			{all.length > 0 && (
				<>
					<p class="soft">
						{t("The codes are the number of the log, and the hash of its last item.")}
					</p>
					<div class="actions">
						<Button kind="secondary" onClick={() => print()}>
							{t("Print")}
						</Button>
					</div>
				</>
			)}
		</Page>
	);
}

/** What ran until that day runs no more. */
function reasonIn({ why }: Content<"ends">): string {
	return (runningKinds as readonly string[]).includes(why)
		? t("Until then something was still under way.")
		: whyInWords(why);
}

function Certificate({ one }: { one: Content<"ends"> }) {
	const name = organisationName(one.organisation);
	const early = one.until === "" || one.gone < one.until;
	return (
		<>
			<h2>{t("Destroyed on {day}", { day: formatDay(one.gone) })}</h2>
			{name !== "" && <p translate={false}>{name}</p>}
			<p>
				{early
					? t("It was withdrawn, or consent was taken back.")
					: t("It was to be kept until {day}.", { day: formatDay(one.until) })}{" "}
				{!early && reasonIn(one)}
			</p>
			<p class="certificate__codes" translate={false}>
				<code>{one.conversation}</code> <code>{one.head}</code>
			</p>
		</>
	);
}
