/** The screens after coming back, loaded as one part. */

import type { ComponentType } from "preact";
import type { Place } from "./places.ts";
import { Conversation } from "./screens/conversation.tsx";
import { Conversations } from "./screens/conversations.tsx";
import { Manage } from "./screens/manage.tsx";
import { OtherCounsellor } from "./screens/other-counsellor.tsx";
import { NewPhrase, Replace } from "./screens/replace.tsx";

export const afterwards: Partial<Record<Place, ComponentType>> = {
	replace: Replace,
	"new-phrase": NewPhrase,
	conversations: Conversations,
	conversation: Conversation,
	"other-counsellor": OtherCounsellor,
	manage: Manage,
};
