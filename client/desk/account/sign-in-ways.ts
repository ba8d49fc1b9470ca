/** The ways in which this account can sign in, as the server knows them. */

import type { Day } from "../../protocol/api.ts";
import { usePasskey } from "./passkey.ts";
import { type Answer, allauth } from "./server.ts";
import { refused } from "./session.ts";

export interface SignInPasskey {
	id: number;
	name: string;
	made: Day;
	/** "" when it was never used since. */
	used: Day | "";
}

export interface SignInWays {
	passkeys: SignInPasskey[];
	/** A password and an authenticator app: one can come in without any passkey. */
	withoutPasskey: boolean;
}

interface Authenticator {
	type: string;
	id?: number;
	name?: string;
	created_at: number;
	last_used_at: number | null;
}

export async function readSignInWays(): Promise<SignInWays> {
	const [session, listed] = await Promise.all([
		allauth("auth/session"),
		allauth("account/authenticators"),
	]);
	if (listed.status !== 200) throw refused(listed);
	const all = listed.data as unknown as Authenticator[];
	const user = session.data["user"] as { has_usable_password?: boolean } | undefined;
	const app = all.some(({ type }) => type === "totp");
	return { passkeys: all.flatMap(passkeyOf), withoutPasskey: app && !!user?.has_usable_password };
}

function passkeyOf({ type, id, name, created_at, last_used_at }: Authenticator): SignInPasskey[] {
	if (type !== "webauthn" || id === undefined) return [];
	const used = last_used_at === null ? "" : dayOf(last_used_at);
	return [{ id, name: name ?? "", made: dayOf(created_at), used }];
}

const dayOf = (seconds: number): Day => new Date(seconds * 1000).toISOString().slice(0, 10);

/** The server asks to sign in anew when the last time is more than a few minutes ago. */
export async function forgetPasskey(id: number): Promise<void> {
	const body = { authenticators: [id] };
	const answer = await allauth("account/authenticators/webauthn", "DELETE", body);
	if (answer.status !== 200) throw refused(answer);
}

export async function proveByPasskey(): Promise<void> {
	const asked = await allauth("auth/webauthn/reauthenticate");
	if (asked.status !== 200) throw refused(asked);
	const options = asked.data["request_options"] as { publicKey: Parameters<typeof usePasskey>[0] };
	const { credential } = await usePasskey(options.publicKey);
	accepted(await allauth("auth/webauthn/reauthenticate", "POST", { credential }));
}

export async function proveByCode(code: string): Promise<void> {
	const body = { code: code.replace(/\s/g, "") };
	accepted(await allauth("auth/2fa/reauthenticate", "POST", body));
}

export async function proveByPassword(password: string): Promise<void> {
	accepted(await allauth("auth/reauthenticate", "POST", { password }));
}

function accepted(answer: Answer): void {
	if (answer.status !== 200) throw refused(answer);
}
