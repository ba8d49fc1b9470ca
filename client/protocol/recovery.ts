/** 20 random bytes to a printed key of nine groups of four, the last a check. */
export function formatRecovery(secret: Uint8Array): string {
	throw new Error(`not yet ${secret}`);
}

/** Forgives case, spaces, dashes and look-alikes. Throws `bad-shape` when the check fails. */
export function readRecovery(text: string): Uint8Array {
	throw new Error(`not yet ${text}`);
}

export function newRecoverySecret(): Uint8Array {
	throw new Error("not yet");
}
