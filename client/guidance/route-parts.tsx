/** One route in its six parts, with its warning and the numbers that belong to it. */

import { type Helpline, type Route, type RoutePart, routeParts } from "../content/content.ts";
import { formatDay, t } from "../kit/locale.ts";
import { Notice } from "../kit/notice.tsx";
import { type OwnParts, partOf } from "./route-texts.ts";

const headings: Readonly<Record<RoutePart, () => string>> = {
	what: () => t("What is it?"),
	who: () => t("Who gets to know what?"),
	time: () => t("How long does it take?"),
	risks: () => t("What can go wrong?"),
	back: () => t("Can I go back?"),
	counsellor: () => t("What does the counsellor do?"),
};

interface Props {
	route: Route;
	careful: boolean;
	own: OwnParts;
	lines: readonly Helpline[];
	/** The organisation's own, in its words; "" when it has none. */
	secondAddress: string;
}

/** Where help can't wait, its number stands before the explanation. */
const URGENT = "medical-help";

export function RouteInParts({ route, careful, own, lines, secondAddress }: Props) {
	const wanted = route.helplines ?? [];
	const named = wanted.flatMap((id) => lines.find((line) => line.id === id) ?? []);
	const numbers = named.length > 0 && <Numbers lines={named} />;
	return (
		<>
			{careful && route.careful && <Notice kind="warning">{route.careful}</Notice>}
			{route.id === URGENT && numbers}
			{route.id === "second-address" && <SecondAddress text={secondAddress.trim()} />}
			{routeParts.map((part) => (
				<section key={part} class="guide-part">
					<h3>{headings[part]()}</h3>
					{partOf(route, part, own).map((text) => (
						<p key={text}>{text}</p>
					))}
					{own[part] !== undefined && <p class="soft">{t("Text of your organisation.")}</p>}
				</section>
			))}
			{route.id !== URGENT && numbers}
			<p class="soft">{t("Checked on {day}.", { day: formatDay(route.checked_on) })}</p>
		</>
	);
}

function Numbers({ lines }: { lines: readonly Helpline[] }) {
	return (
		<section class="guide-part">
			<h3>{t("Numbers")}</h3>
			<ul class="guide-lines">
				{lines.map((line) => (
					<li key={line.id}>
						{line.title !== line.phone && `${line.title} `}
						{line.phone && <a href={`tel:${line.phone.replace(/\D/g, "")}`}>{line.phone}</a>}
						{line.hours && ` (${line.hours})`} <span class="soft">{line.website}</span>
					</li>
				))}
			</ul>
		</section>
	);
}

function SecondAddress({ text }: { text: string }) {
	if (text === "") return null;
	return (
		<Notice title={t("The second address of your organisation")}>
			<p class="guide-said" translate={false}>
				{text}
			</p>
		</Notice>
	);
}
