/** An organisation's terms of keeping, in words. */

import type { Terms } from "../../casework/keeping.ts";
import type { Outcome } from "../../casework/keeping-codes.ts";
import { t, tn } from "../../kit/locale.ts";

const labels: Readonly<Record<Outcome, () => string>> = {
	once: () => t("One talk, nothing further"),
	case: () => t("As usual"),
	formal: () => t("A formal step"),
};

export function termInWords(outcome: Outcome, terms: Terms): string {
	return `${labels[outcome]()} (${tn("{n} month", "{n} months", terms[outcome])})`;
}
