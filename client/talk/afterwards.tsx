/** The screens of coming back and of the conversation, loaded as one part. */

import { watchIdleness } from "./idle.tsx";
import type { Screens } from "./later.tsx";
import { Conversation } from "./screens/conversation.tsx";
import { Conversations } from "./screens/conversations.tsx";
import { Manage } from "./screens/manage.tsx";
import { OtherCounsellor } from "./screens/other-counsellor.tsx";
import { NewPhrase, Replace } from "./screens/replace.tsx";
import { Replaced } from "./screens/replaced.tsx";
import { Lost, Return } from "./screens/return.tsx";

watchIdleness();

export const afterwards: Screens = {
	return: Return,
	lost: Lost,
	replace: Replace,
	"new-phrase": NewPhrase,
	conversations: Conversations,
	conversation: Conversation,
	"other-counsellor": OtherCounsellor,
	manage: Manage,
	replaced: Replaced,
};
