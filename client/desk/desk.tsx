/** Which screen is shown: the door, what is still missing, or the open desk. */

import { Button } from "../kit/button.tsx";
import { t } from "../kit/locale.ts";
import { Notice } from "../kit/notice.tsx";
import { Boundary } from "../kit/screen.tsx";
import { Spinner } from "../kit/spinner.tsx";
import { Door } from "./account/door.tsx";
import { ResetPassword } from "./account/forgot.tsx";
import { resetKey } from "./account/fragment.ts";
import { Invitation } from "./account/invitation.tsx";
import { MakeKeys, makingOthers } from "./account/keys.tsx";
import { isOnboarding, Onboarding } from "./account/onboarding.tsx";
import { SecondStep } from "./account/second-step.tsx";
import { invitation, stage, start } from "./account/session.ts";
import { Code, Offline, SignIn } from "./account/sign-in.tsx";
import { Unlock } from "./account/unlock.tsx";
import { CaseScreen } from "./cases/case.tsx";
import { ContactScreen } from "./cases/contact.tsx";
import { DestroyedScreen } from "./cases/destroyed.tsx";
import { EndingScreen } from "./cases/ending.tsx";
import { CaseList } from "./cases/list.tsx";
import { LookOutScreen } from "./cases/look-out.tsx";
import { OneTimeScreen } from "./cases/one-time.tsx";
import { OpenCase } from "./cases/open-case.tsx";
import { TalkScreen } from "./cases/talk.tsx";
import { TodayScreen } from "./cases/today.tsx";
import { Colleagues } from "./colleagues.tsx";
import { CountedScreen } from "./counting/counted.tsx";
import { RecountScreen } from "./counting/recount.tsx";
import { WithoutCase } from "./counting/without-case.tsx";
import { GuideScreen } from "./guidance/screen.tsx";
import { Page } from "./parts/page.tsx";
import { Shell } from "./parts/shell.tsx";
import { go, type Place, place } from "./places.ts";
import { broken } from "./remote.ts";
import { SettingsScreen } from "./settings/settings.tsx";

export function Desk() {
	if (broken.value) return <Broken />;
	if (resetKey.value !== "") return <ResetPassword />;
	switch (stage.value) {
		case "starting":
			return <Spinner text={t("One moment")} />;
		case "offline":
			return <Offline onRetry={() => void start()} />;
		case "signed-out":
			return invitation.value !== "" ? <Invitation /> : <SignIn />;
		case "code":
			return <Code />;
		case "second-step":
			return <SecondStep />;
		case "no-keys":
			return <MakeKeys />;
		case "locked":
			return <Unlock />;
		case "open":
			if (makingOthers.value) return <MakeKeys />;
			return isOnboarding() ? (
				<Onboarding />
			) : (
				<Shell>
					<Boundary key={screenOf(place.value)} otherwise={<Failed />}>
						<Here />
					</Boundary>
				</Shell>
			);
	}
}

/** The parts of one screen are drawn by that screen. */
const screenOf = (here: Place) => `${here.at} ${"id" in here ? here.id : ""}`;

const Failed = () => (
	<Page name="failed" narrow title={t("This screen can't be shown")}>
		<p>{t("Something in it is not as this version expects. What was kept is safe.")}</p>
		<div class="actions">
			<Button kind="primary" onClick={() => go({ at: "today" })}>
				{t("To today")}
			</Button>
		</div>
	</Page>
);

function Here() {
	const here = place.value;
	switch (here.at) {
		case "today":
			return <TodayScreen />;
		case "cases":
			return <CaseList />;
		case "destroyed":
			return <DestroyedScreen />;
		case "case":
			return <CaseScreen key={here.id} id={here.id} part={here.part ?? "thread"} />;
		case "look-out":
			return <LookOutScreen key={here.id} id={here.id} />;
		case "open-case":
			return <OpenCase />;
		case "talk":
			return <TalkScreen key={here.id} id={here.id} />;
		case "one-time":
			return <OneTimeScreen key={here.id} id={here.id} />;
		case "contact":
			return <ContactScreen key={here.id} id={here.id} />;
		case "ending":
			return <EndingScreen key={here.id} id={here.id} how={here.how} />;
		case "guide":
			return <GuideScreen key={`${here.id} ${here.subject}`} id={here.id} subject={here.subject} />;
		case "counted":
			return <CountedScreen />;
		case "recount":
			return <RecountScreen key={here.id} token={here.id} />;
		case "count-without-case":
			return <WithoutCase />;
		case "colleagues":
			return <Colleagues />;
		case "settings":
			return <SettingsScreen part={here.part} />;
	}
}

function Broken() {
	return (
		<Door name="broken" title={t("This page has to be reloaded")}>
			<Notice kind="warning" urgent>
				{t(
					"The part that holds your keys stopped. Copy what you were typing, then reload the page.",
				)}
			</Notice>
		</Door>
	);
}
