/** The Worker in which a counsellor's keys live. */

import { serveCounsellor, type WorkerScope } from "../protocol/session/index.ts";

serveCounsellor(self as unknown as WorkerScope);
