/** Where applications and commands begin: a session in this thread, or served from a Worker. */

import type { CounsellorWorker, Language, ReporterWorker } from "../api";
import type { WordList } from "../phrase";
import { ProtocolError } from "../refusal";
import { Counsellor } from "./counsellor";
import { clientError, LuwteError } from "./problem";
import { Reporter } from "./reporter";
import { type Channel, serve } from "./rpc";
import { once, type SessionSettings } from "./settings";

export { LuwteError } from "./problem";
export { connect, type Remote, startWorker, type WorkerHooks } from "./rpc";
export type { SessionSettings } from "./settings";

/** A reporter's session in this thread. */
export function makeReporter(settings: SessionSettings): ReporterWorker {
	return guarded(new Reporter(settings));
}

/** A counsellor's session in this thread. */
export function makeCounsellor(settings: SessionSettings): CounsellorWorker {
	return guarded(new Counsellor(settings));
}

/** The same object, whose methods throw nothing but `LuwteError`. */
function guarded<T extends ReporterWorker | CounsellorWorker>(session: T): T {
	return new Proxy(session, {
		get(target, name) {
			const method: unknown = Reflect.get(target, name);
			if (typeof method !== "function") return method;
			return async (...args: unknown[]) => {
				try {
					return await method.apply(target, args);
				} catch (error) {
					throw plain(error);
				}
			};
		},
	});
}

/** What the protocol refuses keeps its code. */
function plain(error: unknown): LuwteError {
	if (error instanceof LuwteError) return error;
	const told =
		error instanceof ProtocolError
			? new LuwteError(error.code, -1, error.refusal().detail)
			: clientError("internal");
	told.cause = error;
	return told;
}

/** What a Worker has that this needs; `self` fits. */
export interface WorkerScope extends Channel {
	location: { origin: string };
}

/** What a page may call; whatever else a session is made of stays on its side. */
const reporterMethods = [
	"setLanguage",
	"site",
	"openRoster",
	"portrait",
	"hours",
	"makePhrase",
	"readPhrase",
	"create",
	"signIn",
	"replacePhrase",
	"refresh",
	"write",
	"sendFile",
	"readFile",
	"evidence",
	"signArchive",
	"sealArchive",
	"withdraw",
	"restore",
	"changeCounsellor",
	"leave",
	"judgementSecret",
	"askToken",
	"judge",
	"sealDraft",
	"openDraft",
	"sealUnsent",
	"openUnsent",
	"lock",
] as const satisfies readonly (keyof ReporterWorker)[];
const counsellorMethods = [
	"setLanguage",
	"me",
	"makeKeys",
	"checkRecovery",
	"keepKeys",
	"renewKeys",
	"renewal",
	"unlockWithPassphrase",
	"unlockWithRecovery",
	"unlockWithPrf",
	"addPasskey",
	"removePasskeys",
	"newPassphrase",
	"unlocked",
	"lock",
	"sendCard",
	"updateCard",
	"reanchor",
	"witness",
	"rosterWords",
	"nameProvider",
	"pendingCards",
	"admit",
	"endMembership",
	"openRoster",
	"portrait",
	"setAvailability",
	"hours",
	"setHours",
	"setSettings",
	"sync",
	"open",
	"write",
	"sendFile",
	"readFile",
	"createFile",
	"createForCaller",
	"rejoin",
	"leave",
	"takeBack",
	"close",
	"reopen",
	"registrationForm",
	"handOver",
	"judgements",
	"signals",
	"decide",
	"own",
	"writeOwn",
	"tidyOwn",
] as const satisfies readonly (keyof CounsellorWorker)[];

/** Fails to compile when a list lacks a method. */
type Complete<All, Listed> = Exclude<All, Listed> extends never ? readonly string[] : never;
const forReporters: Complete<keyof ReporterWorker, (typeof reporterMethods)[number]> =
	reporterMethods;
const forCounsellors: Complete<keyof CounsellorWorker, (typeof counsellorMethods)[number]> =
	counsellorMethods;

/** To be called once by the reporter's Worker. */
export function serveReporter(scope: WorkerScope): void {
	serveSession(scope, makeReporter, forReporters);
}

/** To be called once by the counsellor's Worker. */
export function serveCounsellor(scope: WorkerScope): void {
	serveSession(scope, makeCounsellor, forCounsellors, true);
}

function serveSession(
	scope: WorkerScope,
	make: (settings: SessionSettings) => object,
	methods: readonly string[],
	signedIn = false,
): void {
	let token = "";
	let addresses: Partial<Record<Language, string>> = {};
	const lists = {
		nl: once(() => fetchWords("nl", addresses.nl)),
		en: once(() => fetchWords("en", addresses.en)),
	};
	let waiting: (is: boolean) => void = () => undefined;
	const session = make({
		origin: scope.location.origin,
		words: (language) => lists[language](),
		waiting: (is) => waiting(is),
		...(signedIn ? { csrf: () => token } : {}),
	});
	waiting = serve(scope, session, methods, {
		csrf: (now) => {
			token = now;
		},
		words: (now) => {
			addresses = now;
		},
	});
}

/** SHA-256 of each list in base64, written in by the build. */
declare const LUWTE_WORD_HASHES: Record<Language, string>;

/** A list is a file of its own, since most visits need none; only the one of this build will do. */
async function fetchWords(language: Language, address: string | undefined): Promise<WordList> {
	if (!address) throw new Error("no address of a word list");
	const answer = await fetch(address, {
		credentials: "omit",
		referrerPolicy: "no-referrer",
		integrity: `sha256-${LUWTE_WORD_HASHES[language]}`,
	});
	if (!answer.ok) throw new Error(`a word list answered ${answer.status}`);
	return (await answer.json()) as WordList;
}
