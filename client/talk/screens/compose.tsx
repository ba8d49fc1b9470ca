/** Writing on: a message, files, and what was left open at the start. */

import { useSignal } from "@preact/signals";
import type { ConversationState } from "../../casework/conversation.ts";
import { draft } from "../../casework/kinds.ts";
import { BusyButton, Button } from "../../kit/button.tsx";
import { Choice } from "../../kit/choice.tsx";
import { choose } from "../../kit/chosen.ts";
import { Field } from "../../kit/field.tsx";
import { FileChooser } from "../../kit/file-chooser.tsx";
import { announce } from "../../kit/live.tsx";
import { t } from "../../kit/locale.ts";
import { toFirstMistake } from "../../kit/mistake.ts";
import type { ConversationView, CounsellorCard } from "../../protocol/api.ts";
import { BeforeSending, Sending } from "../parts.tsx";
import { complaintAbout, sendFiles, write } from "../sending.ts";
import { files, sending } from "../store.ts";
import { unsentText } from "../unsent.ts";

interface Props {
	view: ConversationView;
	state: ConversationState;
	card: CounsellorCard | null;
}

export function Compose({ view, state, card }: Props) {
	const text = unsentText(`message ${view.conversation}`);
	const complaint = useSignal("");
	const sent = useSignal(false);
	const send = async () => {
		sent.value = false;
		const wrong = complaintAbout(text.value);
		const hasFiles = files.value.length > 0;
		if (wrong === "empty" && !hasFiles) {
			complaint.value = t("There is nothing in it yet. Write something first.");
			toFirstMistake();
			return;
		}
		if (wrong === "too-long") return;
		if (wrong === "" && !(await write(view, [draft("message", { text: text.value.trim() })])))
			return;
		text.value = "";
		if (hasFiles && !(await sendFiles(view))) return;
		sent.value = true;
	};
	const cleaning = files.value.some((one) => one.cleaned === null);
	return (
		<section class="talk-compose">
			<h2>{t("Write on")}</h2>
			<Field
				multiline
				rows={4}
				confidential
				label={t("Your message")}
				value={text.value}
				error={tooLong(text.value) ? t("This is too long for one message.") : complaint.value}
				onInput={(typed) => {
					complaint.value = "";
					sent.value = false;
					text.value = typed;
				}}
			/>
			{tooLong(text.value) && (
				<Button
					onClick={() => {
						const file = new File([text.value], t("my-story.txt"), { type: "text/plain" });
						void choose(files, file);
						text.value = "";
					}}
				>
					{t("Make it a file")}
				</Button>
			)}
			<FileChooser files={files} />
			{card && <BeforeSending card={card} />}
			<Sending />
			<BusyButton
				wide
				busy={sending.value !== "" || cleaning}
				busyText={cleaning ? t("Looking for hidden details…") : t("Sending")}
				onClick={() => void send()}
			>
				{t("Send")}
			</BusyButton>
			{/* The message itself now stands above, often out of sight on a phone. */}
			<p role="status">{sent.value ? t("Sent. You find it above.") : ""}</p>
			<NameAndReach view={view} state={state} />
		</section>
	);
}

const tooLong = (text: string) => complaintAbout(text) === "too-long";

/** A name or a way to be reached can still be given, or taken back, at any time. */
export function NameAndReach({ view, state }: Omit<Props, "card">) {
	const name = useSignal(state.name);
	const allowed = useSignal(state.reachable?.allowed ?? false);
	const how = useSignal(state.reachable?.how ?? "");
	const when = useSignal(state.reachable?.when ?? "");
	const keep = async () => {
		const drafts = [];
		if (name.value.trim() !== state.name) drafts.push(draft("name", { name: name.value.trim() }));
		const reachable = { allowed: allowed.value, how: how.value.trim(), when: when.value.trim() };
		const before = state.reachable ?? { allowed: false, how: "", when: "" };
		if (JSON.stringify(reachable) !== JSON.stringify(before)) {
			drafts.push(draft("reachable", reachable));
		}
		if (drafts.length > 0 && (await write(view, drafts))) announce(t("Sent"));
	};
	return (
		<details class="talk-more">
			<summary>{t("Your name, and how to reach you")}</summary>
			<Field
				label={t("Your name (empty: anonymous)")}
				value={name.value}
				confidential
				dir="auto"
				onInput={(typed) => {
					name.value = typed;
				}}
			/>
			<Choice
				legend={t("May your counsellor reach you outside this page?")}
				options={[
					{ value: "no", label: t("No, only here") },
					{ value: "yes", label: t("Yes") },
				]}
				value={allowed.value ? "yes" : "no"}
				onChange={(choice) => {
					allowed.value = choice === "yes";
				}}
			/>
			{allowed.value && (
				<>
					<Field
						label={t("How?")}
						value={how.value}
						confidential
						onInput={(typed) => {
							how.value = typed;
						}}
					/>
					<Field
						label={t("When is it safe?")}
						value={when.value}
						confidential
						onInput={(typed) => {
							when.value = typed;
						}}
					/>
				</>
			)}
			<Button onClick={() => void keep()}>{t("Send this to my counsellor")}</Button>
		</details>
	);
}
