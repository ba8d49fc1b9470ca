/** The trust agreement: read it, sign it or not, and keep a copy. */

import { useSignal } from "@preact/signals";
import { type Agreement, currentAgreement } from "../../casework/agreement.ts";
import { hashOfAgreement } from "../../casework/agreement-text.ts";
import type { Guidance } from "../../casework/guidance.ts";
import { draft } from "../../casework/kinds.ts";
import { AgreementWords, CheckAgreement, KeepAgreement } from "../../guidance/agreement-words.tsx";
import { breachInWords } from "../../guidance/words.ts";
import { BusyButton, Button } from "../../kit/button.tsx";
import { Field } from "../../kit/field.tsx";
import { formatDay, t } from "../../kit/locale.ts";
import { Notice } from "../../kit/notice.tsx";
import { write } from "../sending.ts";
import { sending } from "../store.ts";
import { unsentText } from "../unsent.ts";
import { GuidedPage, type Guided as Open } from "./frame.tsx";

export function AgreementScreen() {
	return (
		<GuidedPage
			title={t("Trust agreement")}
			lead={t("What you and your counsellor agree about your talks. You need not sign anything.")}
		>
			{(open) => <Here {...open} />}
		</GuidedPage>
	);
}

function Here({ view, guidance, writable }: Open) {
	const agreement = currentAgreement(guidance);
	if (agreement === null) {
		return (
			<p>{t("There is none yet. Your counsellor can offer you one. You are helped anyway.")}</p>
		);
	}
	const earlier = guidance.agreements.slice(0, -1).toReversed();
	return (
		<>
			<Unfit guidance={guidance} />
			<Standing agreement={agreement} anew={earlier.some((one) => one.state === "signed")} />
			<AgreementWords words={agreement} language={agreement.language} />
			<CheckAgreement agreement={agreement} />
			{writable && agreement.state !== "signed" && <Answer view={view} agreement={agreement} />}
			<KeepAgreement key={agreement.id} agreement={agreement} label={t("Keep a copy (PDF)")} />
			<p class="soft">
				{t("On a shared device, or in a cloud from work, others may read it too.")}
			</p>
			{earlier.map((one) => (
				<details key={one.id}>
					<summary>{t("Earlier, of {day}", { day: formatDay(one.offered) })}</summary>
					<p>{answeredInWords(one)}</p>
					<AgreementWords words={one} language={one.language} />
					<KeepAgreement agreement={one} label={t("Keep a copy of this one (PDF)")} />
				</details>
			))}
		</>
	);
}

function Unfit({ guidance }: { guidance: Guidance }) {
	const unfit = guidance.invalid.filter(({ told }) => told.kind.startsWith("agreement"));
	return unfit.map(({ told, breach }) => (
		<Notice key={told.id} kind="warning" title={t("A signature that doesn't count")}>
			<p>{breachInWords(breach)}</p>
		</Notice>
	));
}

function Standing({ agreement, anew }: { agreement: Agreement; anew: boolean }) {
	const { state, name, offered } = agreement;
	if (state === "offered") {
		return (
			<Notice>
				<p>{t("{name} offered this on {day}.", { name, day: formatDay(offered) })}</p>
				{anew && <p>{t("The text has changed since you signed. So you are asked again.")}</p>}
				<p>{t("Signing is never a condition. Without it you are helped just as well.")}</p>
			</Notice>
		);
	}
	return (
		<Notice kind={state === "signed" ? "ok" : "info"}>
			<p>{answeredInWords(agreement)}</p>
			{state === "signed" && agreement.hash !== "" && (
				<p>{t("We checked it: the signature is of exactly this text.")}</p>
			)}
			{agreement.reason !== "" && <p translate={false}>{agreement.reason}</p>}
		</Notice>
	);
}

/** To who signed it: `answered` tells the same of somebody else. */
function answeredInWords({ state, form, on, name }: Agreement): string {
	const day = formatDay(on);
	if (state === "offered") return t("You have not signed it.");
	if (state === "declined") return t("You said no on {day}. That is fine.", { day });
	if (form === "paper")
		return t("You signed on paper on {day}. Your counsellor keeps that copy.", { day });
	if (form === "spoken") return t("You said yes on {day}. {name} wrote that down.", { day, name });
	return t("You signed on {day}, with the key of this conversation.", { day });
}

function Answer({ view, agreement }: { view: Open["view"]; agreement: Agreement }) {
	const why = unsentText(`agreement ${agreement.id}`);
	const declining = useSignal(why.peek() !== "");
	const item = agreement.id;
	const sign = () =>
		write(view, [draft("agreement-signed", { item, hash: hashOfAgreement(agreement) })]);
	const decline = async () => {
		const text = why.value.trim();
		if (await write(view, [draft("agreement-declined", { item, text })])) why.value = "";
	};
	const busy = sending.value !== "";
	return (
		<div class="agreement-answer">
			<p>{t("You sign with the key of this conversation. Nobody needs your name.")}</p>
			<div class="actions">
				<BusyButton busy={busy} busyText={t("Sending")} onClick={() => void sign()}>
					{t("Sign this agreement")}
				</BusyButton>
				{agreement.state === "offered" && !declining.value && (
					<Button onClick={() => (declining.value = true)}>{t("Rather not")}</Button>
				)}
			</div>
			{agreement.state === "offered" && declining.value && (
				<>
					<Field
						multiline
						rows={3}
						confidential
						label={t("Why not? (optional)")}
						hint={t("You need not give a reason. Everything goes on as it did.")}
						value={why.value}
						onInput={(typed) => (why.value = typed)}
					/>
					<BusyButton
						kind="secondary"
						busy={busy}
						busyText={t("Sending")}
						onClick={() => void decline()}
					>
						{t("Send: rather not")}
					</BusyButton>
				</>
			)}
		</div>
	);
}
