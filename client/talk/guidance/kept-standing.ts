/** What is kept, as a subject of the conversation. */

import { t } from "../../kit/locale.ts";
import type { Subject } from "./subjects.ts";

export const keptSubject: Subject = {
	place: "kept",
	title: () => t("What is kept about me"),
	standing: () => "",
	asks: () => [],
};
