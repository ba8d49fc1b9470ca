import type { Bin, Id } from "./api";
import { bin } from "./bytes";
import { signed } from "./sign";

/** What a sign-in is bound to: this instance, this origin, this challenge. */
export interface SignInTarget {
	instance: Id;
	origin: string;
	challenge: string;
}

/** For `locator/sign-in`. */
export async function attestLocator(secret: Uint8Array, target: SignInTarget): Promise<Bin> {
	const { instance, origin, challenge } = target;
	return bin(
		await signed("locator", secret, {
			v: 1,
			suite: "1",
			instance,
			kind: "locator",
			origin,
			challenge,
		}),
	);
}

/** For `participant/sign-in`. */
export async function attestParticipant(
	secret: Uint8Array,
	target: SignInTarget,
	conversation: Id,
	person: Id,
): Promise<Bin> {
	const { instance, origin, challenge } = target;
	return bin(
		await signed("participant", secret, {
			v: 1,
			suite: "1",
			instance,
			kind: "participant",
			origin,
			challenge,
			conversation,
			person,
		}),
	);
}
