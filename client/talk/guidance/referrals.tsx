/** Whom the counsellor named, and whether that led anywhere: asked of the reporter. */

import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { PickedUp, Referral } from "../../casework/follow-ups.ts";
import { draft } from "../../casework/kinds.ts";
import { nextRoutes, subjectsTold, triedRoutes } from "../../casework/route-order.ts";
import { toldIn } from "../../casework/told.ts";
import { needInWords, pickedUpInWords } from "../../guidance/needs.ts";
import { loadRoutes, routeTexts } from "../../guidance/route-texts.ts";
import { BusyButton, Button } from "../../kit/button.tsx";
import { Choice } from "../../kit/choice.tsx";
import { Field } from "../../kit/field.tsx";
import { formatDay, language, t } from "../../kit/locale.ts";
import { Notice } from "../../kit/notice.tsx";
import { go } from "../places.ts";
import { Outside } from "../screens/phone.tsx";
import { attempt, write } from "../sending.ts";
import { sending } from "../store.ts";
import { type Guided, GuidedPage } from "./frame.tsx";
import { read } from "./reading.ts";

const NEXT = 3;

export function ReferralsScreen() {
	return (
		<GuidedPage
			title={t("Others who can help")}
			lead={t("Here is whom your counsellor named. Whether you go there is up to you.")}
		>
			{(guided) =>
				guided.guidance.referrals.length === 0 ? (
					<>
						<p>{t("Nobody was named yet.")}</p>
						<Outside />
					</>
				) : (
					[...guided.guidance.referrals]
						.reverse()
						.map((one) => <One key={one.id} guided={guided} one={one} />)
				)
			}
		</GuidedPage>
	);
}

function One({ guided, one }: { guided: Guided; one: Referral }) {
	const title = `referral-${one.id}`;
	return (
		<section aria-labelledby={title}>
			<h2 id={title} translate={false}>
				{one.name}
			</h2>
			{one.need && <p>{t("For {need}", { need: needInWords(one.need) })}</p>}
			{one.reach && <p class="guide-said">{one.reach}</p>}
			{one.text && (
				<p class="guide-said" translate={false}>
					{one.text}
				</p>
			)}
			{one.ask && one.had === "" && (
				<p class="soft">{t("We come back to it on {day}.", { day: formatDay(one.ask) })}</p>
			)}
			{one.had !== "" && <Notice kind="info">{pickedUpInWords(one.had)}</Notice>}
			{one.had === "not" && <Next guided={guided} />}
			{guided.writable && one.had !== "picked-up" && <Answer guided={guided} one={one} />}
		</section>
	);
}

function Answer({ guided, one }: { guided: Guided; one: Referral }) {
	const had = useSignal<PickedUp | null>(null);
	const text = useSignal("");
	const complaint = useSignal("");
	const save = async () => {
		if (had.value === null) {
			complaint.value = t("Choose an answer first.");
			return;
		}
		const told = { item: one.id, had: had.value, text: text.value.trim() };
		if (!(await write(guided.view, [draft("referral-answer", told)]))) return;
		text.value = "";
		had.value = null;
	};
	return (
		<>
			<Choice<PickedUp>
				legend={t("Did it work out?")}
				error={complaint.value}
				value={had.value}
				options={(["picked-up", "not", "not-yet"] as const).map((value) => ({
					value,
					label: pickedUpInWords(value),
				}))}
				onChange={(value) => {
					had.value = value;
					complaint.value = "";
				}}
			/>
			<Field
				label={t("Do you want to say more?")}
				multiline
				rows={2}
				confidential
				value={text.value}
				onInput={(said) => {
					text.value = said;
				}}
			/>
			<BusyButton
				busy={sending.value !== ""}
				busyText={t("One moment")}
				onClick={() => void save()}
			>
				{t("Send my answer")}
			</BusyButton>
		</>
	);
}

/** It led nowhere: other ways, in the order that fits, without those that were tried. */
function Next({ guided: { view, guidance } }: { guided: Guided }) {
	const wanted = language.value;
	useEffect(() => {
		void attempt(() => loadRoutes(wanted));
	}, [wanted]);
	const subjects = subjectsTold(toldIn(view, "conversation"));
	const next = nextRoutes({ subjects }, triedRoutes(guidance)).slice(0, NEXT);
	return (
		<section aria-labelledby="next-title">
			<h3 id="next-title">{t("Then there are other ways")}</h3>
			<ul class="guide-routes">
				{next.map(({ id }) => {
					const text = routeTexts.value?.[id];
					return (
						text && (
							<li key={id} data-route={id}>
								<strong>{text.title}</strong>
								<p>{text.short}</p>
								<Button
									aria-label={t("Read: {route}", { route: text.title })}
									onClick={() => read(id)}
								>
									{t("Read")}
								</Button>
							</li>
						)
					);
				})}
			</ul>
			<Button onClick={() => go("routes")}>{t("See all the ways")}</Button>
		</section>
	);
}
