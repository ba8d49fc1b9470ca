/** Judging the help, as a subject of a conversation that is closed. */

import { t } from "../../kit/locale.ts";
import type { Subject } from "./subjects.ts";

export const judgement: Subject = {
	place: "judgement",
	title: () => t("What did the help do for you?"),
	standing: () => t("Three short questions. Nobody sees whose answers they are."),
	asks: () => [],
	fits: ({ state }) => state === "closed",
};
