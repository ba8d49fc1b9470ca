/** What only the reporter may do: look when the phrase was used, keep a copy, withdraw, leave. */

import { useSignal } from "@preact/signals";
import { stateOf, undoUntil } from "../../casework/conversation.ts";
import { Button } from "../../kit/button.tsx";
import { Check } from "../../kit/choice.tsx";
import { formatDay, formatList, t } from "../../kit/locale.ts";
import { AskFirst } from "../ask-first.tsx";
import { Page } from "../page.tsx";
import { Trouble } from "../parts.tsx";
import { go, nothingBefore } from "../places.ts";
import { worker } from "../remote.ts";
import { attempt } from "../sending.ts";
import { conversations, current, isGone, notebook, nowIs, phraseDays, today } from "../store.ts";
import { forgetTexts } from "../unsent.ts";
import { KeepCopy } from "./keep-copy.tsx";

export function Manage() {
	const view = current.value;
	if (view === null) return null;
	return (
		<Page title={t("Your phrase and your rights")}>
			<Trouble />
			<section>
				<h2>{t("Your return phrase")}</h2>
				{phraseDays.value.length > 0 ? (
					<>
						<p>{t("It was used on these days. Was one of them not you? Then replace it.")}</p>
						<ul>
							{phraseDays.value.map((day) => (
								<li key={day}>{formatDay(day)}</li>
							))}
						</ul>
					</>
				) : (
					<p>{t("It was not used on an earlier day.")}</p>
				)}
				<Button onClick={() => go("new-phrase")}>{t("Replace my phrase")}</Button>
			</section>
			<KeepCopy />
			{view.state !== "withdrawn" && (
				<>
					<Withdraw />
					{!view.refusals.some((one) => one.code === "locked-out") && <Change />}
					<Leave />
				</>
			)}
			<Lock />
		</Page>
	);
}

function Withdraw() {
	const view = current.value;
	const notes = notebook.value?.state === "open" ? notebook.value : null;
	const others = conversations.value.filter((one) => one.state !== "withdrawn").length - 1;
	const notesToo = useSignal(others === 0);
	if (view === null) return null;
	const withdraw = async () => {
		const done = await attempt(async () => {
			const remote = await worker();
			nowIs(await remote.withdraw(view.conversation));
			if (notesToo.value && notes) notebook.value = await remote.withdraw(notes.conversation);
		});
		if (done) nothingBefore("conversation");
	};
	return (
		<section>
			<h2>{t("Take everything back")}</h2>
			<p>
				{t("From that moment nobody can read this conversation. After three days it is destroyed.")}
			</p>
			<p>
				{t("Until {day} you can undo it, with your phrase.", {
					day: formatDay(undoUntil(today())),
				})}
			</p>
			<p>
				{t("Your counsellor's own notes are theirs. They hear that you want those destroyed too.")}
			</p>
			<AskFirst
				label={t("Withdraw everything")}
				title={t("Withdraw everything?")}
				yes={t("Yes, withdraw")}
				onYes={withdraw}
			>
				<p>{t("Your counsellor can't read it any more. You can undo this for three days.")}</p>
				{notes && (
					<Check
						label={t("My own notes too")}
						checked={notesToo.value}
						onChange={(is) => (notesToo.value = is)}
					/>
				)}
			</AskFirst>
		</section>
	);
}

function Change() {
	const view = current.value;
	const name = view ? stateOf(view).counsellors[0]?.name : "";
	return (
		<section>
			<h2>{t("Change counsellor, or go without one")}</h2>
			<p>
				{name
					? t("You may choose somebody else than {name}, at any time and without a reason.", {
							name,
						})
					: t("Nobody takes part at the moment. You may choose somebody.")}
			</p>
			<Button onClick={() => go("other-counsellor")}>{t("Choose somebody else")}</Button>
		</section>
	);
}

/** Out of it for good: unlike withdrawing, it leaves everything with the counsellor. */
function Leave() {
	const view = current.value;
	if (view === null) return null;
	const names = formatList(stateOf(view).counsellors.map((one) => one.name));
	const leave = async () => {
		const done = await attempt(async () => (await worker()).leave(view.conversation));
		if (!done) return;
		isGone(view.conversation);
		nothingBefore("conversations");
	};
	return (
		<section>
			<h2>{t("Leave this conversation for good")}</h2>
			<p>
				{names === ""
					? t("Nobody else takes part. So it is destroyed soon after.")
					: t("{names} keeps what you wrote, until it is closed and destroyed.", { names })}
			</p>
			<p>{t("Your phrase does not open it any more. You see no answer.")}</p>
			<AskFirst
				label={t("Leave for good")}
				title={t("Leave for good?")}
				yes={t("Yes, leave")}
				onYes={leave}
			>
				<p>{t("You can't undo this.")}</p>
				{names !== "" && <p>{t("Must it all be gone? Then withdraw everything instead.")}</p>}
			</AskFirst>
		</section>
	);
}

/** Goes out of the conversation on this device; the phrase still opens it. */
function Lock() {
	const lock = async () => {
		await (await worker()).lock();
		conversations.value = [];
		notebook.value = null;
		forgetTexts();
		nothingBefore("return");
	};
	return (
		<section>
			<h2>{t("Close this page")}</h2>
			<p>{t("The conversation stays. This device forgets the words.")}</p>
			<Button onClick={() => void lock()}>{t("Lock it now")}</Button>
		</section>
	);
}
