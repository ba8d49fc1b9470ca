/** The check of own words on a page of the site, for as long as somebody types. */

import rules from "../../src/luwte/reports/data/own_words.toml";
import { watchAll } from "./field.ts";
import { askBeforeLeaving } from "./leaving.ts";
import { Rules } from "./rules.ts";

watchAll(document, new Rules(rules));
for (const form of document.querySelectorAll("form")) {
	if (form.querySelector("[data-own-words-for]")) askBeforeLeaving(form);
}
