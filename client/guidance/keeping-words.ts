/** Why a closed case is kept until its day. */

import { type Why, whys } from "../casework/keeping-codes.ts";
import { t } from "../kit/locale.ts";

/** "" for a code that this version doesn't know. */
export function whyInWords(code: string): string {
	const words: Readonly<Record<Why, () => string>> = {
		once: () => t("There was one talk, and nothing to come back to."),
		case: () => t("So long the organisation keeps a case after closing."),
		formal: () => t("A complaint, a report or the police may still need it."),
		"follow-up": () => t("You agreed to come back to something."),
		referral: () => t("It will be asked whether a referral worked out."),
		report: () => t("A formal report runs until then."),
		aftercare: () => t("Until then there is aftercare."),
		most: () => t("It is never kept longer than two years after closing."),
	};
	return whys.includes(code as Why) ? words[code as Why]() : "";
}
