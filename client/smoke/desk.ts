/** A counsellor's desk without a screen. */

import type { Browser } from "../node/browser";
import { wordLists } from "../node/words";
import type { CounsellorWorker, Me, OrganisationMembership, Profile } from "../protocol/api";
import { makeCounsellor, type SessionSettings } from "../protocol/session/index";
import { type Account, acceptInvitation, signIn } from "./account";
import { check } from "./timing";

export interface DeskTask {
	/** Of the application host. */
	origin: string;
	/** Slug. */
	organisation: string;
	/** One of the two. */
	counsellor: Account | null;
	invitation: string;
}

export interface Desk {
	session: CounsellorWorker;
	browser: Browser;
	account: Account;
	me: Me;
	organisation: OrganisationMembership;
}

export function settingsFor(origin: string, browser?: Browser): SessionSettings {
	const lists = wordLists();
	return {
		origin,
		words: async (language) => (await lists)[language],
		...(browser ? { fetch: browser.fetch, csrf: browser.csrf } : {}),
	};
}

/** Signs in, and does what a new counsellor does first: keys, and a card. */
export async function enterDesk(task: DeskTask): Promise<Desk> {
	const entered = task.counsellor
		? { browser: await signIn(task.origin, task.counsellor), account: task.counsellor }
		: await acceptInvitation(task.origin, task.invitation);
	const { browser } = entered;
	const session = makeCounsellor(settingsFor(task.origin, browser));
	const before = await session.me();
	const account = { ...entered.account };
	if (before.hasKeys) await session.unlockWithPassphrase(account.passphrase);
	else {
		const { words } = await session.makeKeys("nl");
		await session.keepKeys({ passphrase: null, prf: null, label: "" });
		account.passphrase = words.join(" ");
	}
	const told = placeIn(before, task.organisation);
	if (told.state === "invited") await session.sendCard(told.id, profileOf(before.name, told), null);
	const me = await session.me();
	return { session, browser, account, me, organisation: placeIn(me, task.organisation) };
}

/** The desk of somebody to whom conversations can be sent. */
export async function openDesk(task: DeskTask): Promise<Desk> {
	const desk = await enterDesk(task);
	check(desk.organisation.state === "current", "the card waits for a colleague");
	await desk.session.sync();
	return desk;
}

function placeIn(me: Me, organisation: string): OrganisationMembership {
	const found = me.organisations.find(({ slug }) => slug === organisation);
	check(found !== undefined, `${me.email} is no counsellor of ${organisation}`);
	return found;
}

function profileOf(name: string, { position }: OrganisationMembership): Profile {
	return {
		name,
		position,
		domains: ["conduct"],
		trained: true,
		gender: "",
		age: "",
		languages: ["nl", "en"],
		background: "",
		expertise: [],
		text: { nl: "Proefgesprekken.", en: "Trial conversations." },
		portrait: "",
	};
}
