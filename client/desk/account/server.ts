/**
 * The sign-in of the server: allauth's headless API, and invitations.
 *
 * Only what a person signs in with passes here. Nothing that opens a key ever does.
 */

import { language } from "../../kit/locale.ts";

const ALLAUTH = "/_allauth/browser/v1/";
const cookiePattern = /(?:^|;\s*)(?:__Host-|luwte-)csrf=([^;]+)/;

/** A counsellor's writes carry this value of a cookie, so that no other site can make them. */
export function csrfToken(): string {
	return cookiePattern.exec(document.cookie)?.[1] ?? "";
}

export interface Answer {
	status: number;
	data: Record<string, unknown>;
	meta: Record<string, unknown>;
	errors: { code: string; message: string }[];
	/** Of our own API's problem details. */
	code: string;
	detail: string;
}

export class Refused extends Error {
	constructor(
		readonly status: number,
		readonly code: string,
		readonly detail: string,
		/** How one can show anew who one is, where that is asked: `password`, `totp`, `webauthn`. */
		readonly proofs: readonly string[] = [],
	) {
		super(code);
	}
}

async function ask(address: string, method: string, body?: unknown): Promise<Answer> {
	let answer: Response;
	try {
		answer = await fetch(address, {
			method,
			...(body === undefined ? {} : { body: JSON.stringify(body) }),
			headers: {
				Accept: "application/json",
				"Accept-Language": language.value,
				...(body === undefined ? {} : { "Content-Type": "application/json" }),
				"X-CSRFToken": csrfToken(),
			},
			credentials: "same-origin",
			cache: "no-store",
			redirect: "error",
		});
	} catch {
		return { status: 0, data: {}, meta: {}, errors: [], code: "line-gone", detail: "" };
	}
	const told = (await answer.json().catch(() => ({}))) as Partial<Answer>;
	return {
		status: answer.status,
		data: told.data ?? {},
		meta: told.meta ?? {},
		errors: told.errors ?? [],
		code: told.code ?? told.errors?.[0]?.code ?? "",
		detail: told.detail ?? "",
		...(address.startsWith("/api/") ? { data: told as Record<string, unknown> } : {}),
	};
}

/** allauth's API. Any status is an answer; 401 often means "one more step". */
export function allauth(
	path: string,
	method: "GET" | "POST" | "PUT" | "DELETE" = "GET",
	body?: unknown,
): Promise<Answer> {
	return ask(ALLAUTH + path, method, body);
}

export interface Invited {
	email: string;
	name: string;
	organisations: { name: string; language: "nl" | "en" }[];
}

export async function readInvitation(invitation: string): Promise<Invited> {
	const answer = await ask("/api/v1/invitation", "POST", { invitation });
	if (answer.status !== 200) throw new Refused(answer.status, answer.code, answer.detail);
	return answer.data as unknown as Invited;
}

/** Without a password the account waits for a passkey. */
export async function acceptInvitation(invitation: string, password: string): Promise<void> {
	const body = password === "" ? { invitation } : { invitation, password };
	const answer = await ask("/api/v1/invitation/accept", "POST", body);
	if (answer.status !== 200) throw new Refused(answer.status, answer.code, answer.detail);
}

/** An address on the site that signs in there once, within two minutes. */
export async function crossToSite(): Promise<string> {
	const answer = await ask("/api/v1/me/crossing", "POST", {});
	if (answer.status !== 200) throw new Refused(answer.status, answer.code, answer.detail);
	return String(answer.data.address);
}

export interface OwnAgreement {
	/** 0 where the organisation has no text of its own. */
	version: number;
	day: string;
	nl: { title: string; text: string };
	en: { title: string; text: string };
}

/** The organisation's trust agreement as it is now. */
export async function readAgreement(organisation: string): Promise<OwnAgreement> {
	const answer = await ask("/api/v1/agreement", "POST", { organisation });
	if (answer.status !== 200) throw new Refused(answer.status, answer.code, answer.detail);
	return answer.data as unknown as OwnAgreement;
}
