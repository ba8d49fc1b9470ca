/** What is still missing before the desk opens; null when nothing is. */

import { signal } from "@preact/signals";
import { t } from "../../kit/locale.ts";
import { Notice } from "../../kit/notice.tsx";
import { ownRead } from "../cases/store.ts";
import { ReadAloud, SendCard } from "./card.tsx";
import { Device } from "./device.tsx";
import { Door } from "./door.tsx";
import { current, organisations } from "./session.ts";

const advised = signal(false);

/**
 * The first screen that is still to be seen. Somebody with a role elsewhere works on meanwhile,
 * and so does whoever had one: the end of a role never takes a running conversation away.
 */
export function isOnboarding(): boolean {
	if (current.value.length > 0) return false;
	const states = organisations.value.map(({ state }) => state);
	return !states.includes("ended") || states.some((state) => state !== "ended");
}

export function Onboarding() {
	const waiting = organisations.value.find((one) => one.state === "card-sent");
	const invited = organisations.value.find((one) => one.state === "invited");
	if (!ownRead.value)
		return (
			<Door name="loading" title={t("One moment")}>
				{null}
			</Door>
		);
	if (invited && !advised.value) return <Device onDone={() => (advised.value = true)} />;
	if (invited) return <SendCard membership={invited} />;
	if (waiting) return <ReadAloud membership={waiting} />;
	return (
		<Door name="no-role" title={t("You have no role now")}>
			<Notice>{t("No organisation counts you among its counsellors at this moment.")}</Notice>
		</Door>
	);
}
