/** Parts that several screens of this application share. */

import { promisedBefore } from "../casework/days.ts";
import type { Helpline, Text } from "../content/content.ts";
import { formatDay, formatWeekday, t } from "../kit/locale.ts";
import { Notice } from "../kit/notice.tsx";
import { Progress } from "../kit/progress.tsx";
import { Spinner } from "../kit/spinner.tsx";
import type { CounsellorCard, Day } from "../protocol/api.ts";
import { sentence } from "./content.ts";
import { lineGone } from "./remote.ts";
import { progress, sending, today, trouble } from "./store.ts";

/** A number that a phone can dial. */
export function Dial({ number }: { number: string }) {
	return (
		<a class="talk-dial" href={`tel:${number.replace(/[^\d+]/g, "")}`}>
			{number}
		</a>
	);
}

/** Numbers for now, each with the day on which it was checked. */
export function Helplines({ lines }: { lines: readonly Helpline[] }) {
	return (
		<section class="talk-helplines">
			<h2>{t("Help lines")}</h2>
			<ul class="talk-numbers">
				{lines.map((line) => (
					<li key={line.id}>
						{/* Of the emergency number the name is the number itself. */}
						{line.title !== line.phone && <strong>{line.title}</strong>}
						{line.phone && <Dial number={line.phone} />}
						<span>{line.short}</span>
						<span class="soft">
							{line.hours && `${line.hours}. `}
							{t("Checked on {day}.", { day: formatDay(line.checked_on) })}
						</span>
					</li>
				))}
			</ul>
		</section>
	);
}

/** A dated text with its sections under headings of the given level. */
export function Sections({ text, level }: { text: Text; level: 2 | 3 }) {
	const Heading = level === 2 ? "h2" : "h3";
	return (
		<>
			{(text.paragraphs ?? []).map((one) => (
				<p key={one}>{one}</p>
			))}
			<Points points={text.points} />
			{(text.sections ?? []).map((section) => (
				<section key={section.title}>
					<Heading>{section.title}</Heading>
					<Points points={section.points} />
				</section>
			))}
		</>
	);
}

export function Points({ points }: { points: readonly string[] | undefined }) {
	if (points === undefined || points.length === 0) return null;
	return (
		<ul>
			{points.map((point) => (
				<li key={point}>{point}</li>
			))}
		</ul>
	);
}

export function Paragraphs({ lines }: { lines: readonly string[] | undefined }) {
	return (
		<>
			{(lines ?? []).map((line) => (
				<p key={line}>{line}</p>
			))}
		</>
	);
}

export function Loading() {
	return (
		<p>
			<Spinner text={t("One moment")} />
		</p>
	);
}

/** What went wrong last, read out as it appears. */
export function Trouble() {
	if (trouble.value === "") return null;
	return (
		<Notice kind="warning" urgent>
			<p>{trouble.value}</p>
			<p>{t("What you typed is still here.")}</p>
		</Notice>
	);
}

/** How a send is going, in true words. */
export function Sending() {
	if (sending.value === "") return null;
	const now = progress.value;
	return (
		<div role="status">
			{now !== null && now.total > 0 && (
				<Progress
					at={now.done}
					of={now.total}
					text={t("{done} % of your files is there", {
						done: Math.floor((100 * now.done) / now.total),
					})}
				/>
			)}
			{(lineGone.value || now?.waiting === true) && (
				<Notice kind="warning">
					{t("The line is gone. We keep trying. Leave this page open. It arrives only once.")}
				</Notice>
			)}
		</div>
	);
}

export function absenceOf(card: CounsellorCard) {
	return { from: card.absentFrom, until: card.absentUntil };
}

/** The day before which this counsellor reads what is sent now; "" when nobody can say. */
export function readBefore(card: CounsellorCard, sent: Day = today()): Day {
	return promisedBefore(sent, card.promiseDays, absenceOf(card));
}

/** Stands beside every send button. */
export function BeforeSending({ card }: { card: CounsellorCard }) {
	const day = readBefore(card);
	return (
		<div class="talk-before">
			<p>
				<strong>
					{day === ""
						? t("{name} is away. We don't know when this is read.", { name: card.profile.name })
						: t("Read by {name} before {day}.", {
								name: card.profile.name,
								day: formatWeekday(day),
							})}
				</strong>{" "}
				{t("Until then nobody sees this, and we can't find you.")}
			</p>
			<p>{sentence("safety", "danger")}</p>
		</div>
	);
}
