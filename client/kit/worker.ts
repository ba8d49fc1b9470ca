/** Starts the Worker that holds the keys: the only script address this page may ever use. */

/** Written in by the build. */
declare const LUWTE_WORKER: string;

interface TrustedTypes {
	createPolicy(
		name: string,
		rules: { createScriptURL: (input: string) => string },
	): { createScriptURL: (input: string) => string };
}

/** A new Worker of this application. Call it once: the page's policy allows no second. */
export function startWorker(): Worker {
	const trustedTypes = (globalThis as { trustedTypes?: TrustedTypes }).trustedTypes;
	// Whatever is asked for, the policy answers with the Worker of this build.
	const policy = trustedTypes?.createPolicy("luwte-worker", {
		createScriptURL: () => LUWTE_WORKER,
	});
	return new Worker(policy?.createScriptURL("") ?? LUWTE_WORKER);
}
