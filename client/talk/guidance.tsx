/** The screens of what reporter and counsellor do together, loaded as one part. */

import type { Screens } from "./later.tsx";

export const guidance: Screens = {};
