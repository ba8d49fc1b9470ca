/**
 * Passkeys: one gesture that signs in at the server and, by the PRF extension, opens the keys
 * here. The PRF output is a secret of this browser: what goes to the server is built from named
 * fields, without any extension's results.
 */

const PRF_INPUT = new TextEncoder().encode("luwte/1/passkey");

/** The parts that allauth sends as JSON. */
interface CreationOptions {
	challenge: string;
	rp: { id?: string; name: string };
	user: { id: string; name: string; displayName?: string; display_name?: string };
	pubKeyCredParams: { type: "public-key"; alg: number }[];
	excludeCredentials?: { type: "public-key"; id: string }[];
	authenticatorSelection?: AuthenticatorSelectionCriteria;
	attestation?: AttestationConveyancePreference;
	timeout?: number;
}

interface RequestOptions {
	challenge: string;
	rpId?: string;
	allowCredentials?: { type: "public-key"; id: string }[];
	userVerification?: UserVerificationRequirement;
	timeout?: number;
}

export interface Gesture {
	/** Fit to be sent: named fields only. */
	credential: Record<string, unknown>;
	/** Never to be sent. null when the authenticator has no PRF. */
	prf: ArrayBuffer | null;
}

export function passkeysWork(): boolean {
	return typeof PublicKeyCredential === "function" && "credentials" in navigator;
}

export async function createPasskey(options: CreationOptions): Promise<Gesture> {
	const { user } = options;
	const made = await navigator.credentials.create({
		publicKey: {
			...options,
			challenge: bytesOf(options.challenge),
			user: {
				id: bytesOf(user.id),
				name: user.name,
				displayName: user.displayName ?? user.display_name ?? user.name,
			},
			excludeCredentials: (options.excludeCredentials ?? []).map(withBytes),
			extensions: extensions(),
		},
	});
	const credential = made as PublicKeyCredential;
	const response = credential.response as AuthenticatorAttestationResponse;
	const prf =
		prfOf(credential) ?? (canPrf(credential) ? await askAgain(credential, options) : null);
	return {
		credential: named(credential, {
			clientDataJSON: textOf(response.clientDataJSON),
			attestationObject: textOf(response.attestationObject),
		}),
		prf,
	};
}

/** Some authenticators evaluate the PRF only when a passkey is used, not when it is made. */
async function askAgain(
	credential: PublicKeyCredential,
	options: CreationOptions,
): Promise<ArrayBuffer | null> {
	const used = await navigator.credentials.get({
		publicKey: {
			challenge: crypto.getRandomValues(new Uint8Array(32)),
			...(options.rp.id ? { rpId: options.rp.id } : {}),
			allowCredentials: [{ type: "public-key", id: credential.rawId }],
			userVerification: "required",
			extensions: extensions(),
		},
	});
	return prfOf(used as PublicKeyCredential);
}

export async function usePasskey(options: RequestOptions): Promise<Gesture> {
	const used = await navigator.credentials.get({
		publicKey: {
			...options,
			challenge: bytesOf(options.challenge),
			allowCredentials: (options.allowCredentials ?? []).map(withBytes),
			extensions: extensions(),
		},
	});
	const credential = used as PublicKeyCredential;
	const response = credential.response as AuthenticatorAssertionResponse;
	return {
		credential: named(credential, {
			clientDataJSON: textOf(response.clientDataJSON),
			authenticatorData: textOf(response.authenticatorData),
			signature: textOf(response.signature),
			...(response.userHandle ? { userHandle: textOf(response.userHandle) } : {}),
		}),
		prf: prfOf(credential),
	};
}

/** Opens the keys again in a session that is still signed in: nothing goes to the server. */
export async function prfFromPasskey(): Promise<ArrayBuffer | null> {
	const used = await navigator.credentials.get({
		publicKey: {
			challenge: crypto.getRandomValues(new Uint8Array(32)),
			userVerification: "required",
			extensions: extensions(),
		},
	});
	return prfOf(used as PublicKeyCredential);
}

function extensions(): AuthenticationExtensionsClientInputs {
	return { prf: { eval: { first: PRF_INPUT } } };
}

function prfOf(credential: PublicKeyCredential): ArrayBuffer | null {
	const first = credential.getClientExtensionResults().prf?.results?.first;
	if (!first) return null;
	if (first instanceof ArrayBuffer) return first;
	return new Uint8Array(first.buffer, first.byteOffset, first.byteLength).slice().buffer;
}

function canPrf(credential: PublicKeyCredential): boolean {
	return credential.getClientExtensionResults().prf?.enabled === true;
}

function named(credential: PublicKeyCredential, response: Record<string, string>) {
	const id = textOf(credential.rawId);
	return { id, rawId: id, type: "public-key", response, clientExtensionResults: {} };
}

function withBytes({ type, id }: { type: "public-key"; id: string }) {
	return { type, id: bytesOf(id) };
}

function bytesOf(text: string): Uint8Array<ArrayBuffer> {
	const plain = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
	return Uint8Array.from(plain, (sign) => sign.charCodeAt(0));
}

function textOf(bytes: ArrayBuffer): string {
	const plain = String.fromCharCode(...new Uint8Array(bytes));
	return btoa(plain).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}
