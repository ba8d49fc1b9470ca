/** The screens of what reporter and counsellor do together, loaded as one part. */

import { AgreementScreen } from "./guidance/agreement.tsx";
import { Consents } from "./guidance/consents.tsx";
import type { Screens } from "./later.tsx";
// All later parts have these, or the first screen would be cut into one file more.
import "./screens/phone.tsx";

export const guidance: Screens = { consents: Consents, agreement: AgreementScreen };
