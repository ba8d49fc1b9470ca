/**
 * Whether somebody is signed in at the server, and whether their keys are open in this browser.
 * These are two things: a session without keys shows nothing.
 */

import { computed, signal } from "@preact/signals";
import { language } from "../../kit/locale.ts";
import type { Me } from "../../protocol/api.ts";
import { dropAllDrafts } from "../drafts.ts";
import { worker } from "../remote.ts";
import { codeOf, isSignedOut, statusOf, whenSignedOut } from "../trouble.ts";
import { createPasskey, prfFromPasskey, usePasskey } from "./passkey.ts";
import { type Answer, allauth, Refused } from "./server.ts";

export type Stage =
	| "starting"
	/** The server can't be reached. */
	| "offline"
	| "signed-out"
	/** The password was right; the code of the app is missing. */
	| "code"
	/** Signed in with an invitation and a password; a second step has still to be chosen. */
	| "second-step"
	| "no-keys"
	| "locked"
	| "open";

export const stage = signal<Stage>("starting");
export const me = signal<Me | null>(null);
/** The token of an invitation that brought somebody here. */
export const invitation = signal("");
/** What a passkey gave when it was made, until it has sealed the keys. Never sent. */
export const freshPrf = signal<{ prf: ArrayBuffer; label: string } | null>(null);
/** The site password, as long as a passphrase has still to be different from it. */
export const typedPassword = signal("");
/** Locked after a while in which nothing was done. */
export const lockedByItself = signal(false);
/** The recovery key opened the keys: so the words or the passkey may be lost. */
export const usedRecovery = signal(false);

export const organisations = computed(() => me.value?.organisations ?? []);
export const current = computed(() => organisations.value.filter((one) => one.state === "current"));
/** Where cases can belong: a provider counsels elsewhere. */
export const clients = computed(() => {
	const others = current.value.filter((one) => one.kind !== "provider");
	return others.length > 0 ? others : current.value;
});

/** Run when the keys have been opened, and when they have been locked. */
export const whenOpened: (() => void)[] = [];
export const whenLocked: (() => void)[] = [];

/** Asks the server who is here. */
export async function start(): Promise<void> {
	const remote = await worker();
	await remote.setLanguage(language.value);
	// Sets the cookie without which nothing may be written.
	const session = await allauth("auth/session");
	if (session.status === 0) stage.value = "offline";
	else if (session.status === 200) await findOut();
	else stage.value = isPending(session) ? "code" : "signed-out";
}

/** Where somebody stands who is signed in. */
export async function findOut(): Promise<void> {
	const remote = await worker();
	try {
		const now = await remote.me();
		// What somebody else was typing in this page is nobody's to read.
		if (me.peek() !== null && me.peek()?.person !== now.person) dropAllDrafts();
		me.value = now;
		if (!now.secondFactor) stage.value = "second-step";
		else if (!now.hasKeys) stage.value = "no-keys";
		else if (await remote.unlocked()) opened();
		else stage.value = "locked";
	} catch (error) {
		if (codeOf(error) === "second-factor-needed") stage.value = "second-step";
		else if (statusOf(error) === 401 || statusOf(error) === 403) stage.value = "signed-out";
		else stage.value = "offline";
	}
}

/** Reads again what the server knows of this person. */
export async function refreshMe(): Promise<void> {
	me.value = await (await worker()).me();
}

export function opened(): void {
	lockedByItself.value = false;
	stage.value = "open";
	for (const run of whenOpened) run();
}

function isPending(answer: Answer): boolean {
	const flows = answer.data["flows"] as { id: string; is_pending?: boolean }[] | undefined;
	return flows?.some((one) => one.id === "mfa_authenticate" && one.is_pending) ?? false;
}

/** An answer of allauth that says no, as an error. */
export function refused(answer: Answer): Refused {
	const [first] = answer.errors;
	const code = answer.status === 429 ? "too-many" : (first?.code ?? answer.code);
	return new Refused(answer.status, code, first?.message ?? answer.detail, proofsIn(answer));
}

/** What somebody who is signed in may show, to be let through; none when nothing is asked. */
function proofsIn({ status, data, meta }: Answer): string[] {
	if (status !== 401 || !meta["is_authenticated"]) return [];
	const flows = (data["flows"] ?? []) as { id: string; types?: string[] }[];
	return flows.flatMap(({ id, types }) => {
		if (id === "reauthenticate") return ["password"];
		return id === "mfa_reauthenticate" ? (types ?? []) : [];
	});
}

/** One gesture: signs in and, where the passkey can, opens the keys. */
export async function signInWithPasskey(): Promise<void> {
	const asked = await allauth("auth/webauthn/login");
	if (asked.status !== 200) throw refused(asked);
	const options = asked.data["request_options"] as { publicKey: Parameters<typeof usePasskey>[0] };
	const { credential, prf } = await usePasskey(options.publicKey);
	const answer = await allauth("auth/webauthn/login", "POST", { credential });
	if (answer.status !== 200) throw refused(answer);
	if (prf) await tryPrf(prf);
	await findOut();
}

/** The keys are locked too: whoever signs in next may be somebody else. */
async function signInAgain(): Promise<void> {
	await lock();
	// Its cookie may be gone with the session.
	await allauth("auth/session");
	stage.value = "signed-out";
}

whenSignedOut.push(() => void signInAgain());

/** What a session that is gone refuses leads to signing in. */
async function unlocking(open: () => Promise<unknown>): Promise<void> {
	try {
		await open();
	} catch (error) {
		if (!isSignedOut(error)) throw error;
		await signInAgain();
		return;
	}
	await findOut();
}

/** A passkey that isn't among the unlockers leaves the keys locked: the passphrase opens them. */
async function tryPrf(prf: ArrayBuffer): Promise<boolean> {
	try {
		await (await worker()).unlockWithPrf(prf);
		return true;
	} catch (error) {
		if (codeOf(error) !== "wrong-passphrase" && codeOf(error) !== "no-keys") throw error;
		return false;
	}
}

export async function signInWithPassword(email: string, password: string): Promise<void> {
	const answer = await allauth("auth/login", "POST", { email, password });
	typedPassword.value = password;
	if (answer.status === 200 || answer.status === 409) await findOut();
	else if (isPending(answer)) stage.value = "code";
	else throw refused(answer);
}

export async function sendCode(code: string): Promise<void> {
	const answer = await allauth("auth/2fa/authenticate", "POST", { code: code.replace(/\s/g, "") });
	if (answer.status === 200) await findOut();
	else throw refused(answer);
}

/** Makes a passkey for the account at hand; what it can open stays here until keys are sealed to it. */
export async function registerPasskey(label: string): Promise<ArrayBuffer | null> {
	const asked = await allauth("account/authenticators/webauthn?passwordless");
	if (asked.status !== 200) throw refused(asked);
	const options = asked.data["creation_options"] as {
		publicKey: Parameters<typeof createPasskey>[0];
	};
	const { credential, prf } = await createPasskey(options.publicKey);
	const answer = await allauth("account/authenticators/webauthn", "POST", {
		name: label,
		credential,
	});
	if (answer.status !== 200) throw refused(answer);
	if (prf) freshPrf.value = { prf, label };
	return prf;
}

export interface AppSecret {
	secret: string;
	url: string;
}

/** The secret that an authenticator app must know; null when there is an app already. */
export async function newAppSecret(): Promise<AppSecret | null> {
	const answer = await allauth("account/authenticators/totp");
	if (answer.status === 200) return null;
	if (answer.status !== 404) throw refused(answer);
	return { secret: String(answer.meta["secret"]), url: String(answer.meta["totp_url"]) };
}

export async function confirmApp(code: string): Promise<void> {
	const answer = await allauth("account/authenticators/totp", "POST", {
		code: code.replace(/\s/g, ""),
	});
	if (answer.status !== 200) throw refused(answer);
}

export async function unlockWithPasskey(): Promise<void> {
	await unlocking(async () => {
		const prf = await prfFromPasskey();
		if (!prf || !(await tryPrf(prf))) throw new Refused(-1, "passkey-opens-nothing", "");
	});
}

export async function unlockWithPassphrase(text: string): Promise<void> {
	await unlocking(async () => (await worker()).unlockWithPassphrase(text));
}

export async function unlockWithRecovery(text: string): Promise<void> {
	await unlocking(async () => {
		await (await worker()).unlockWithRecovery(text);
		usedRecovery.value = true;
	});
}

/** Keys and opened texts go; what was typed stays in this page. */
export async function lock(byItself = false): Promise<void> {
	if (stage.peek() !== "open") return;
	lockedByItself.value = byItself;
	stage.value = "locked";
	for (const run of whenLocked) run();
	await (await worker()).lock();
}

export async function signOut(): Promise<void> {
	for (const run of whenLocked) run();
	usedRecovery.value = false;
	await (await worker()).lock();
	await allauth("auth/session", "DELETE");
	dropAllDrafts();
	me.value = null;
	typedPassword.value = "";
	freshPrf.value = null;
	stage.value = "signed-out";
	await allauth("auth/session");
}
