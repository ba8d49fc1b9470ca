/** The trust agreement of a case: offered, signed or not, and the copy of it. */

import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { type Agreement, currentAgreement } from "../../casework/agreement.ts";
import type { Case } from "../../casework/case.ts";
import { draft } from "../../casework/kinds.ts";
import { AgreementWords, CheckAgreement, KeepAgreement } from "../../guidance/agreement-words.tsx";
import { answered } from "../../guidance/keep-agreement.ts";
import { BusyButton } from "../../kit/button.tsx";
import { formatDay, language, t } from "../../kit/locale.ts";
import { Notice } from "../../kit/notice.tsx";
import { Spinner } from "../../kit/spinner.tsx";
import type { Language, OrganisationMembership } from "../../protocol/api.ts";
import { me, organisations } from "../account/session.ts";
import { today } from "../cases/store.ts";
import { Chips } from "../parts/chips.tsx";
import { useOnce } from "../parts/once.ts";
import { tell } from "../tell.ts";
import { attempt, trouble } from "../trouble.ts";
import { NoteAnswer } from "./agreement-answer.tsx";
import { fillFor, isNewest, readTemplate, type Template } from "./agreement-template.ts";
import { say } from "./record.ts";
import { isTalk } from "./state.ts";
import type { SubjectProps } from "./subjects.ts";

export function AgreementSubject({ one, guidance }: SubjectProps) {
	const membership = organisations.value.find((other) => other.id === one.organisation);
	const template = useSignal<Template | null>(null);
	useEffect(() => {
		if (membership) {
			void attempt(async () => {
				template.value = await readTemplate(membership);
			});
		}
	}, [membership?.id]);
	const agreement = currentAgreement(guidance);
	const open = one.stage === "open";
	return (
		<>
			<p>{t("Offer it after you have read out the exceptions. It is never a condition.")}</p>
			{agreement && <Offered one={one} agreement={agreement} open={open} />}
			{open && membership && template.value && (
				<Offer one={one} agreement={agreement} membership={membership} template={template.value} />
			)}
			{open && template.value === null && trouble.value === "" && <Spinner text={t("Opening")} />}
			{guidance.agreements
				.slice(0, -1)
				.toReversed()
				.map((earlier) => (
					<details key={earlier.id} class="fold">
						<summary>{t("Earlier, of {day}", { day: formatDay(earlier.offered) })}</summary>
						<p>{answered(earlier)}</p>
						<AgreementWords words={earlier} language={earlier.language} />
						<KeepAgreement agreement={earlier} label={t("Keep a copy of this one (PDF)")} />
					</details>
				))}
		</>
	);
}

function Offered({ one, agreement, open }: { one: Case; agreement: Agreement; open: boolean }) {
	const { state, offered, hash, reason } = agreement;
	return (
		<section class="panel" aria-labelledby="offered-title">
			<h2 id="offered-title">{t("Offered on {day}", { day: formatDay(offered) })}</h2>
			<Notice kind={state === "signed" ? "ok" : "info"}>
				<p>{answered(agreement)}</p>
				{state === "signed" && hash !== "" && (
					<p>{t("Checked here: the signature is of exactly this text.")}</p>
				)}
				{reason !== "" && <p translate={false}>{reason}</p>}
				{state === "declined" && <p>{t("Everything goes on as it did.")}</p>}
			</Notice>
			<details class="fold">
				<summary>{t("Read what was offered")}</summary>
				<AgreementWords words={agreement} language={agreement.language} />
			</details>
			<CheckAgreement agreement={agreement} />
			<KeepAgreement
				key={agreement.id}
				agreement={agreement}
				label={state === "offered" ? t("Make a PDF to sign on paper") : t("Keep a copy (PDF)")}
			/>
			{open && state !== "signed" && <NoteAnswer one={one} agreement={agreement} />}
		</section>
	);
}

interface OfferProps {
	one: Case;
	agreement: Agreement | null;
	membership: OrganisationMembership;
	template: Template;
}

function Offer(props: OfferProps) {
	const { agreement, template } = props;
	if (agreement === null) return <Preview {...props} />;
	if (isNewest(agreement, template)) {
		return (
			<details class="fold">
				<summary>{t("Offer it anew, such as in the other language")}</summary>
				<Preview {...props} />
			</details>
		);
	}
	return (
		<>
			<Notice kind="warning">
				{t("There is a newer version than the one you offered. Offer it, and it is asked again.")}
			</Notice>
			<Preview {...props} />
		</>
	);
}

function Preview({ one, membership, template }: OfferProps) {
	const chosen = useSignal<Language>(language.value);
	const { busy, once } = useOnce();
	const counsellor = me.value?.name ?? "";
	const words = fillFor(one, template, {
		language: chosen.value,
		membership,
		counsellor,
		on: today.value,
	});
	const offer = async () => {
		const { template: id, version } = template;
		const content = { template: id, version, language: chosen.value, ...words };
		if (await once(() => say(one, [draft("agreement", content)]))) {
			tell(isTalk(one) ? t("Offered. The reporter can read it now.") : t("Offered and kept."));
		}
	};
	return (
		<section aria-labelledby="preview-title">
			<h2 id="preview-title">{t("What you can offer now")}</h2>
			<Chips<Language>
				legend={t("In which language?")}
				value={chosen.value}
				onChange={(value) => (chosen.value = value)}
				options={[
					{ value: "nl", label: t("Dutch") },
					{ value: "en", label: t("English") },
				]}
			/>
			<AgreementWords words={words} language={chosen.value} />
			<div class="actions">
				<BusyButton busy={busy} busyText={t("Sending")} onClick={() => void offer()}>
					{isTalk(one) ? t("Offer this agreement") : t("Offer this at the table or by phone")}
				</BusyButton>
			</div>
		</section>
	);
}
