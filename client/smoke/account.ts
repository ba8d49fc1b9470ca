/** Signs a counsellor in as the desk does, or takes up an invitation first. */

import { randomBytes } from "node:crypto";
import { TOTP } from "otpauth";
import { Browser } from "../node/browser";

const allauth = "/_allauth/browser/v1";
const period = 30_000;

export interface Account {
	email: string;
	password: string;
	/** base32 */
	totp: string;
	/** Opens the keys; "" when they have still to be made. */
	passphrase: string;
}

/** Throws a sentence that says what the server didn't accept. */
function expect(
	step: string,
	{ status, body }: { status: number; body: unknown },
	...wanted: number[]
): void {
	if (!wanted.includes(status))
		throw new Error(`${step}: ${status} ${JSON.stringify(body).slice(0, 300)}`);
}

function codeNow(secret: string): string {
	return new TOTP({ secret }).generate();
}

/** A code counts once: somebody may have used this one seconds ago. */
async function withCode(
	browser: Browser,
	path: string,
	secret: string,
	wanted: number,
): Promise<void> {
	const first = await browser.json(path, { code: codeNow(secret) });
	if (first.status === wanted) return;
	await new Promise((resolve) => setTimeout(resolve, period - (Date.now() % period) + 500));
	expect("second factor", await browser.json(path, { code: codeNow(secret) }), wanted);
}

export async function signIn(origin: string, { email, password, totp }: Account): Promise<Browser> {
	const browser = new Browser(origin);
	expect("session", await browser.json(`${allauth}/auth/session`), 200, 401);
	const login = await browser.json(`${allauth}/auth/login`, { email, password });
	expect("sign-in", login, 200, 401);
	if (login.status === 401) await withCode(browser, `${allauth}/auth/2fa/authenticate`, totp, 200);
	return browser;
}

/** Uses the link: makes the account with a password and an authenticator app. */
export async function acceptInvitation(
	origin: string,
	invitation: string,
): Promise<{ browser: Browser; account: Account }> {
	const browser = new Browser(origin);
	const told = await browser.json("/api/v1/invitation", { invitation });
	expect("invitation", told, 200);
	const { email } = told.body as { email: string };
	const password = randomBytes(18).toString("base64url");
	expect("accept", await browser.json("/api/v1/invitation/accept", { invitation, password }), 200);
	const path = `${allauth}/account/authenticators/totp`;
	const offered = await browser.json(path);
	expect("authenticator", offered, 404);
	const totp = (offered.body as { meta: { secret: string } }).meta.secret;
	await withCode(browser, path, totp, 200);
	return { browser, account: { email, password, totp, passphrase: "" } };
}
