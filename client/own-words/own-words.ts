/** The check of own words on a page of the site, for as long as somebody types. */

import rules from "../../src/luwte/reports/data/own_words.toml";
import { watchAll } from "./field.ts";
import { Rules } from "./rules.ts";

watchAll(document, new Rules(rules));
