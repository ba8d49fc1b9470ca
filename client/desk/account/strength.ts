/** Whether an own passphrase is strong enough to stand alone between a thief and the keys. */

import { ZxcvbnFactory } from "@zxcvbn-ts/core";
import { fetchBuilt } from "../../kit/locale.ts";

export type Weakness = "" | "short" | "guessable" | "password";
const SHORTEST = 16;
const STRONG = 4;

let checker: Promise<ZxcvbnFactory> | null = null;

/** The word lists are large: fetched once, when somebody types a passphrase of their own. */
function load(): Promise<ZxcvbnFactory> {
	checker ??= fetchBuilt<ConstructorParameters<typeof ZxcvbnFactory>[0]>("password-words").then(
		(options) => new ZxcvbnFactory(options),
	);
	checker.catch(() => {
		checker = null;
	});
	return checker;
}

/** What is wrong with it, "" when nothing is. `known`: name, address and the like. */
export async function weaknessOf(
	passphrase: string,
	password: string,
	known: readonly string[],
): Promise<Weakness> {
	if ([...passphrase].length < SHORTEST) return "short";
	if (password !== "" && passphrase.toLowerCase().includes(password.toLowerCase()))
		return "password";
	const { score } = (await load()).check(passphrase, [...known]);
	return score >= STRONG ? "" : "guessable";
}
