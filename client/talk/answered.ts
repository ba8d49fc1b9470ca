/** What the reporter has answered so far; apart, since the first screen needs no more than this. */

import type { Id, Language } from "../protocol/api.ts";

export interface Call {
	number: string;
	when: string;
	language: Language;
	name: string;
}

export interface Answers {
	subjects: string[];
	role: string;
	minor: "" | "self" | "child";
	counsellor: Id;
	/** "No preference" was chosen, and this counsellor came out of it. */
	anyone: boolean;
	never: Id[];
	story: string;
	lookOut: string;
	name: string;
	reachable: { allowed: boolean; how: string; when: string } | null;
	inventory: Record<string, string>;
	call: Call;
	consent: boolean;
}

export const noAnswers = (language: Language): Answers => ({
	subjects: [],
	role: "",
	minor: "",
	counsellor: "",
	anyone: false,
	never: [],
	story: "",
	lookOut: "",
	name: "",
	reachable: null,
	inventory: {},
	call: { number: "", when: "", language, name: "" },
	consent: false,
});
