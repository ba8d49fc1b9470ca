/** The frame around every screen, and which screen is shown. */

import { useSignalEffect } from "@preact/signals";
import type { ComponentChildren, ComponentType } from "preact";
import { useRef } from "preact/hooks";
import { Button } from "../kit/button.tsx";
import { LanguageSwitch } from "../kit/language-switch.tsx";
import { LiveRegion } from "../kit/live.tsx";
import { language, t } from "../kit/locale.ts";
import { Notice } from "../kit/notice.tsx";
import { QuickExit, QuickExitHint } from "../kit/quick-exit.tsx";
import { ReadAloud } from "../kit/read-aloud.tsx";
import { Boundary } from "../kit/screen.tsx";
import { closings, cover, question } from "./away.ts";
import { content, loadContent } from "./content.ts";
import { Later } from "./later.tsx";
import { Page } from "./page.tsx";
import { Loading } from "./parts.tsx";
import { back, isGuided, type Place, place } from "./places.ts";
import { broken, worker } from "./remote.ts";
import { Elsewhere, Phone, WalkIn } from "./screens/phone.tsx";
import { Start } from "./screens/start.tsx";
import { conversations, forgetAll, notebook, roster, rosterState } from "./store.ts";

/** A page that anybody might have open: the weather. */
const ELSEWHERE = "https://www.knmi.nl/";

/** Everything else belongs to a part that is loaded later. */
const atOnce: Partial<Record<Place, ComponentType>> = {
	start: Start,
	phone: Phone,
	"walk-in": WalkIn,
	elsewhere: Elsewhere,
};

/** Screens that lead to people outside this application. */
const withoutWriting = new Set<Place>(["phone", "walk-in", "elsewhere"]);

/** Screens that make sense without an organisation. */
const alone = new Set<Place>([
	"return",
	"lost",
	"replace",
	"new-phrase",
	"conversations",
	"conversation",
	"other-counsellor",
	"manage",
]);

export function App() {
	const main = useRef<HTMLElement>(null);
	const [Cover, Asked] = [cover.value, question.value];
	useSignalEffect(() => {
		const chosen = language.value;
		void loadContent(chosen);
		void worker().then((remote) => remote.setLanguage(chosen));
	});
	return (
		<>
			<header class="talk-header no-print">
				<LanguageSwitch />
				<ReadAloud target={main} />
				<QuickExit to={ELSEWHERE} onLeave={leave} />
				{Asked && <Asked />}
			</header>
			<main ref={main} tabIndex={-1}>
				{Cover && <Cover />}
				<div hidden={Cover !== null}>{broken.value ? <Wrong /> : <OnScreen />}</div>
			</main>
			<footer class="talk-footer no-print">
				<QuickExitHint />
			</footer>
			<LiveRegion />
		</>
	);
}

/** A screen that can't be drawn leaves the way out, and the one back. */
function OnScreen() {
	return (
		<Boundary
			key={`${closings} ${place}`}
			otherwise={
				<Wrong>
					<Button onClick={back}>{t("Back")}</Button>
				</Wrong>
			}
		>
			<Shown />
		</Boundary>
	);
}

function Shown() {
	if (isGuided(place.value)) return <Later part="guidance" />;
	const needsOrganisation = !alone.has(place.value);
	if (content.value === null || (needsOrganisation && rosterState.value === "loading")) {
		return (
			<div class="screen">
				<Loading />
			</div>
		);
	}
	if (needsOrganisation && rosterState.value !== "there") return <NoOrganisation />;
	if (needsOrganisation && roster.value?.succeededBy && !withoutWriting.has(place.value)) {
		return <Later part="afterwards" at="replaced" />;
	}
	const Here = atOnce[place.value];
	if (Here) return <Here />;
	return <Later part={alone.has(place.value) ? "afterwards" : "writing"} />;
}

function NoOrganisation() {
	return (
		<Page title={t("We can't open this page")}>
			<NoOrganisationBecause state={rosterState.value} />
			<p>{t("Your organisation's own page has names and phone numbers.")}</p>
			<p>
				<a href="tel:112">112</a> · <a href="tel:113">113</a>
			</p>
		</Page>
	);
}

function NoOrganisationBecause({ state }: { state: typeof rosterState.value }) {
	if (state === "unknown") {
		return <p>{t("This address belongs to no organisation we know. Is every letter there?")}</p>;
	}
	if (state !== "refused") {
		return <p>{t("There is no connection, or something is not right. Try again in a moment.")}</p>;
	}
	return (
		<Notice kind="danger" urgent title={t("The list of counsellors is not right.")}>
			<p>{t("Somebody may have changed it. So you can't write here now.")}</p>
			<p>{t("Call a counsellor, and tell what you see here.")}</p>
		</Notice>
	);
}

function Wrong({ children }: { children?: ComponentChildren }) {
	return (
		<div class="screen">
			<Notice kind="warning" urgent>
				{t("Something went wrong. Open this page again. What was sent is safe.")}
			</Notice>
			{children}
		</div>
	);
}

/** Nothing of what was typed, read or unlocked here stays. */
export function leave(): void {
	forgetAll(language.value);
	conversations.value = [];
	notebook.value = null;
	void worker().then((remote) => remote.terminate());
}
