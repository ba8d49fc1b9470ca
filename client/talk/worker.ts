/** The Worker of the reporter's application: here are the keys, and nowhere else. */

import { serveReporter } from "../protocol/session/index.ts";

serveReporter(self);
