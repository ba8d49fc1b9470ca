/** Consent: the reporter answers, gives less, takes back, and sees every use. */

import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { type Consent, standingOf } from "../../casework/consents.ts";
import { draft } from "../../casework/kinds.ts";
import { ConsentLedger } from "../../guidance/consent-ledger.tsx";
import { BusyButton, Button } from "../../kit/button.tsx";
import { Field } from "../../kit/field.tsx";
import { announce } from "../../kit/live.tsx";
import { t } from "../../kit/locale.ts";
import { toFirstMistake } from "../../kit/mistake.ts";
import { Notice } from "../../kit/notice.tsx";
import type { ConversationView, Draft } from "../../protocol/api.ts";
import { go } from "../places.ts";
import { write } from "../sending.ts";
import { namesIn } from "../statement-words.ts";
import { sending, today } from "../store.ts";
import { unsentText } from "../unsent.ts";
import { GuidedPage } from "./frame.tsx";

export function Consents() {
	return (
		<GuidedPage
			title={t("Consent")}
			lead={t("You decide what leaves this conversation. You can take it back at any time.")}
		>
			{({ view, guidance, roster, writable }) => (
				<>
					{guidance.invalid.some(({ told }) => told.kind === "consent-used") && <WhatNow />}
					<ConsentLedger
						guidance={guidance}
						today={today()}
						names={namesIn(roster)}
						reader="reporter"
						acts={(one) => writable && <Acts one={one} view={view} />}
					/>
				</>
			)}
		</GuidedPage>
	);
}

/** After a use that was not allowed: who broke the rule isn't the only one to turn to. */
function WhatNow() {
	return (
		<Notice kind="warning">
			<p>{t("Below you see a use that you did not allow.")}</p>
			<p>{t("You may ask why. You may also go on with somebody else.")}</p>
			<Button onClick={() => go("other-counsellor")}>{t("Choose somebody else")}</Button>
		</Notice>
	);
}

interface ActsProps {
	one: Consent;
	view: ConversationView;
}

function Acts({ one, view }: ActsProps) {
	const open = useSignal<"" | "less" | "no" | "back">("");
	const standing = standingOf(one, today());
	const send = async (what: Draft) => {
		if (!(await write(view, [what]))) return;
		open.value = "";
		announce(t("Sent"));
	};
	const close = () => {
		open.value = "";
	};
	const { asked } = one;
	if (standing !== "asked" && standing !== "in-force") return null;
	if (open.value === "less") return <Less one={one} send={send} close={close} />;
	if (open.value !== "") return <Refusal one={one} how={open.value} send={send} close={close} />;
	return (
		<div class="actions">
			{standing === "asked" ? (
				<>
					<BusyButton
						kind="secondary"
						busy={sending.value !== ""}
						busyText={t("Sending")}
						onClick={() => void send(draft("consent-given", { item: one.id, ...asked }))}
					>
						{t("Yes, this is fine")}
					</BusyButton>
					<Button onClick={() => (open.value = "less")}>{t("Yes, but less")}</Button>
					<Button onClick={() => (open.value = "no")}>{t("No")}</Button>
				</>
			) : (
				<>
					<Unconfirmed one={one} />
					<Button onClick={() => (open.value = "back")}>{t("Take it back")}</Button>
					<Button onClick={() => (open.value = "less")}>{t("Allow less")}</Button>
				</>
			)}
		</div>
	);
}

/** What was noted as spoken is confirmed or contested in the conversation, where it stands. */
function Unconfirmed({ one }: { one: Consent }) {
	if (one.form === "device" || one.confirmed) return null;
	return (
		<Button kind="primary" onClick={() => go("conversation")}>
			{t("Say whether this is right")}
		</Button>
	);
}

interface FormProps {
	one: Consent;
	send: (what: Draft) => Promise<void>;
	close: () => void;
}

function Less({ one, send, close }: FormProps) {
	const now = one.given ?? one.asked;
	const what = useSignal(now.what);
	const until = useSignal(now.until);
	const tried = useSignal(false);
	const noWords = what.value.trim() === "";
	const noDay = until.value === "" || until.value > one.asked.until;
	const submit = () => {
		tried.value = true;
		if (noWords || noDay) return toFirstMistake();
		const { to, why } = one.asked;
		const content = { what: what.value.trim(), to, why, until: until.value };
		void send(draft("consent-given", { item: one.id, ...content }));
	};
	return (
		<Form submit={submit} button={t("Allow this, and no more")} close={close}>
			<Field
				multiline
				rows={3}
				confidential
				label={t("What may be told?")}
				hint={t("Take out what must stay here.")}
				value={what.value}
				error={tried.value && noWords ? t("Write what may be told.") : undefined}
				onInput={(typed) => (what.value = typed)}
			/>
			<Field
				type="date"
				label={t("Until which day?")}
				min={today()}
				max={one.asked.until}
				value={until.value}
				error={tried.value && noDay ? t("Choose a day, no later than was asked.") : undefined}
				onInput={(typed) => (until.value = typed)}
			/>
		</Form>
	);
}

function Refusal({ one, how, send, close }: FormProps & { how: "no" | "back" }) {
	const text = unsentText(`consent ${one.id}`);
	const kind = how === "no" ? "consent-refused" : "consent-withdrawn";
	const submit = async () => {
		await send(draft(kind, { item: one.id, text: text.value.trim() }));
	};
	return (
		<Form
			submit={() => void submit()}
			button={how === "no" ? t("Send: no") : t("Send: I take it back")}
			close={close}
		>
			{how === "back" && (
				<p>{t("From today it may not be used. What was told before can't be undone.")}</p>
			)}
			<Field
				multiline
				rows={2}
				confidential
				label={t("Do you want to say why? (optional)")}
				value={text.value}
				onInput={(typed) => (text.value = typed)}
			/>
		</Form>
	);
}

function Form({
	submit,
	button,
	close,
	children,
}: {
	submit: () => void;
	button: string;
	close: () => void;
	children: ComponentChildren;
}) {
	return (
		<div class="consent__form">
			{children}
			<div class="actions">
				<BusyButton busy={sending.value !== ""} busyText={t("Sending")} onClick={submit}>
					{button}
				</BusyButton>
				<Button kind="subtle" onClick={close}>
					{t("Not now")}
				</Button>
			</div>
		</div>
	);
}
