/** The screens from "what is it about" to "sent", loaded as one part. */

import { watchIdleness } from "./idle.tsx";
import type { Screens } from "./later.tsx";
import { Role, Subject } from "./screens/about.tsx";
import { CallMe } from "./screens/call.tsx";
import { Consent, Exceptions, Refused } from "./screens/exceptions.tsx";
import { Inventory, LookOut, Name, Reachable } from "./screens/extras.tsx";
import { Files } from "./screens/files.tsx";
import { CheckForDraft, Phrase } from "./screens/phrase.tsx";
import { Send } from "./screens/send.tsx";
import { Sent } from "./screens/sent.tsx";
import { Story } from "./screens/story.tsx";
import { Whom } from "./screens/whom.tsx";

watchIdleness();

export const writing: Screens = {
	subject: Subject,
	role: Role,
	whom: Whom,
	exceptions: Exceptions,
	consent: Consent,
	refused: Refused,
	call: CallMe,
	story: Story,
	files: Files,
	"look-out": LookOut,
	name: Name,
	reachable: Reachable,
	inventory: Inventory,
	phrase: Phrase,
	check: CheckForDraft,
	send: Send,
	sent: Sent,
};
