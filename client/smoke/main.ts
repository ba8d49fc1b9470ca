/**
 * A headless reporter and counsellor against a live instance: `node smoke.mjs < task.json`.
 * Prints counts and times as JSON; ends with 1 and the failed step on stderr when one failed.
 */

import { readFileSync } from "node:fs";
import { basename } from "node:path";
import type { CounsellorWorker, Me, OrganisationMembership, Profile } from "../protocol/api";
import { Browser } from "../node/browser";
import { wordLists } from "../node/words";
import { makeCounsellor, type SessionSettings } from "../protocol/session/index";
import { type Account, acceptInvitation, signIn } from "./account";
import { check, StepFailed, Stopwatch } from "./timing";
import { walk } from "./walk";

interface Task {
	/** Of the application host. */
	origin: string;
	/** Slug. */
	organisation: string;
	text: string;
	/** Path, or "". */
	file: string;
	n: number;
	concurrency: number;
	/** One of the two. */
	counsellor: Account | null;
	invitation: string;
}

interface Desk {
	session: CounsellorWorker;
	account: Account;
	me: Me;
	organisation: OrganisationMembership;
}

function settingsFor(origin: string, browser?: Browser): SessionSettings {
	const lists = wordLists();
	return {
		origin,
		words: async (language) => (await lists)[language],
		...(browser ? { fetch: browser.fetch, csrf: browser.csrf } : {}),
	};
}

/** Signs in, and does what a new counsellor does first: keys, and a card. */
async function openDesk(task: Task): Promise<Desk> {
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
	const place = (me: Me) => me.organisations.find(({ slug }) => slug === task.organisation);
	const told = place(before);
	check(told !== undefined, `${before.email} is no counsellor of ${task.organisation}`);
	if (!told.roster && told.state !== "current") await session.sendCard(told.id, profileOf(before.name, told), null);
	const me = await session.me();
	const organisation = place(me);
	check(organisation?.state === "current", "the card waits for a colleague");
	await session.sync();
	return { session, account, me, organisation };
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

async function run(task: Task): Promise<{ watch: Stopwatch; desk: Desk; seconds: number }> {
	const watch = new Stopwatch();
	const desk = await watch.time("counsellor", () => openDesk(task));
	const file = task.file ? { name: basename(task.file), bytes: readFileSync(task.file) } : null;
	const common = {
		settings: settingsFor(task.origin),
		counsellor: desk.session,
		person: desk.me.person,
		roster: desk.organisation.roster,
		file,
		watch,
	};
	let next = 0;
	const lane = async () => {
		while (next < task.n) {
			const number = ++next;
			const text = task.n === 1 ? task.text : `${task.text} ${number}`;
			await walk({ ...common, text });
		}
	};
	const begin = performance.now();
	await Promise.all(Array.from({ length: Math.min(task.concurrency, task.n) }, lane));
	const seconds = (performance.now() - begin) / 1000;
	await desk.session.lock();
	return { watch, desk, seconds };
}

const task = JSON.parse(readFileSync(0, "utf8")) as Task;
try {
	const { watch, desk, seconds } = await run(task);
	const made = task.counsellor ? {} : { made: desk.account };
	const result = {
		conversations: task.n,
		seconds: Math.round(seconds * 100) / 100,
		steps: watch.summary,
		...made,
	};
	process.stdout.write(`${JSON.stringify(result)}\n`);
} catch (error) {
	const step = error instanceof StepFailed ? error.message : String(error);
	process.stderr.write(`failed at ${step}\n`);
	process.exitCode = 1;
}
