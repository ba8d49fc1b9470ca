/** One thing that was counted, seen from the own log: it names no case. Corrected, or taken out. */

import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { inWords } from "../../casework/counted.ts";
import { fitting, type Registered } from "../../casework/registrations.ts";
import { BusyButton, Button } from "../../kit/button.tsx";
import { Dialog } from "../../kit/dialog.tsx";
import { language, t } from "../../kit/locale.ts";
import { Notice } from "../../kit/notice.tsx";
import { Spinner } from "../../kit/spinner.tsx";
import type { RegistrationForm } from "../../protocol/api.ts";
import { current } from "../account/session.ts";
import { ledger } from "../cases/store.ts";
import { draftOf, dropDraft } from "../drafts.ts";
import { OrganisationMark } from "../parts/marks.tsx";
import { Page } from "../parts/page.tsx";
import { back } from "../places.ts";
import { tell } from "../tell.ts";
import { attempt } from "../trouble.ts";
import { forms, keep, loadForm, loadWords, stuck, takeOut, words } from "./counting.ts";
import { Questions } from "./questions.tsx";

export function RecountScreen({ token }: { token: string }) {
	const known = ledger.value.get(token);
	const isThere = known !== undefined && known.counted !== "removed";
	return (
		<Page name="recount" narrow title={t("What you counted")}>
			{isThere ? <Counted one={known} /> : <p>{t("This was taken out of the figures.")}</p>}
		</Page>
	);
}

function Counted({ one }: { one: Registered }) {
	const { organisation } = one;
	const hasRole = current.value.some(({ id }) => id === organisation);
	const form = forms.value[organisation];
	useEffect(() => {
		if (hasRole && !form) void attempt(() => loadForm(organisation));
		if (!hasRole) void loadWords();
	}, [organisation, hasRole, form === undefined]);
	if (!hasRole) return <ToRead one={one} />;
	if (!form) return <Spinner text={t("Opening")} />;
	return (
		<>
			<Correction key={one.item} one={one} form={form} />
			<TakeOut one={one} />
		</>
	);
}

function Where({ one }: { one: Registered }) {
	const refused = stuck.value.has(one.item);
	return (
		<Notice kind={refused ? "warning" : "info"}>
			<p>
				{t("Counts in {year}, for:", { year: one.year })}{" "}
				<OrganisationMark id={one.organisation} always />
			</p>
			{refused && (
				<p>{t("This could not be handed over. Look at the answers and count it again.")}</p>
			)}
			{!refused && one.sent && (
				<p>{t("It was handed over. What you change goes along again, in a day.")}</p>
			)}
			{!refused && !one.sent && <p>{t("It still rests in your own log, for a day.")}</p>}
			<p>{t("Nothing here says which case it was.")}</p>
		</Notice>
	);
}

function Correction({ one, form }: { one: Registered; form: RegistrationForm }) {
	const { token, organisation, year, item, codes } = one;
	const key = `recount:${item}`;
	const answers = draftOf<Record<string, string>>(key, codes);
	const now = fitting(answers.value, form.fields, year);
	const lost = Object.keys(codes).some((name) => !form.fields.some((one) => one.name === name));
	return (
		<Questions
			form={form}
			year={year}
			now={now}
			change={(name, answer) => {
				answers.value = { ...answers.peek(), [name]: answer };
			}}
			saveText={t("Count it like this")}
			save={async () => {
				const { version } = form;
				await keep({ token, organisation, counted: "case", version, year, codes: now });
				dropDraft(key);
			}}
		>
			<Where one={one} />
			{lost && (
				<Notice kind="warning">
					<p>{t("Some of these answers are asked no more. Counted again, they go.")}</p>
					<Answers one={one} />
				</Notice>
			)}
		</Questions>
	);
}

function ToRead({ one }: { one: Registered }) {
	return (
		<>
			<Notice>
				<p>{t("You have no role there any more. What was counted stays as it is.")}</p>
			</Notice>
			<p>
				{one.year} <OrganisationMark id={one.organisation} always />
			</p>
			<Answers one={one} />
		</>
	);
}

function Answers({ one }: { one: Registered }) {
	return (
		<dl class="sums">
			{inWords(one.codes, words.value, language.value).map(([name, answer]) => (
				<div key={name}>
					<dt>{words.value.find((asked) => asked.name === name)?.label[language.value] ?? name}</dt>
					<dd>{answer}</dd>
				</div>
			))}
		</dl>
	);
}

function TakeOut({ one }: { one: Registered }) {
	const asking = useSignal(false);
	const busy = useSignal(false);
	const takeItOut = async () => {
		busy.value = true;
		const done = await attempt(() => takeOut(one));
		busy.value = false;
		asking.value = false;
		if (!done) return;
		dropDraft(`recount:${one.item}`);
		tell(t("It goes out of the figures in a day."));
		back();
	};
	return (
		<>
			<div class="actions">
				<Button kind="subtle" onClick={() => (asking.value = true)}>
					{t("Take it out of the figures")}
				</Button>
			</div>
			<Dialog
				open={asking.value}
				title={t("Take it out of the figures?")}
				onClose={() => (asking.value = false)}
				back={t("No, leave it")}
				actions={
					<BusyButton
						type="button"
						busy={busy.value}
						busyText={t("Keeping")}
						onClick={() => void takeItOut()}
					>
						{t("Take it out")}
					</BusyButton>
				}
			>
				<p>{t("Do this when it was counted twice, or by mistake.")}</p>
				<p>{t("It then counts nowhere any more, not as “not counted” either.")}</p>
			</Dialog>
		</>
	);
}
