/** What reporter and counsellor can do together besides writing: a screen each. */

import type { Guidance } from "../../casework/guidance.ts";
import type { ConversationView, Day } from "../../protocol/api.ts";
import type { Guided } from "../places.ts";
import { agreement } from "./agreement-standing.ts";
import { consentsSubject } from "./consents-standing.ts";

export interface Subject {
	place: Guided;
	title: () => string;
	/** Where it stands, in a few words; "" when there is nothing yet. */
	standing: (guidance: Guidance, today: Day) => string;
	/** What waits for the reporter's word, in one sentence each. */
	asks: (guidance: Guidance, today: Day) => string[];
	/** Left out where it makes no sense, such as in a conversation without a counsellor. */
	fits?: (view: ConversationView) => boolean;
}

/** In the order in which they are shown. */
export const subjects: readonly Subject[] = [consentsSubject, agreement];
