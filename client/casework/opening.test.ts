import { expect, test } from "vitest";
import type { ListedConversation } from "../protocol/api.ts";
import { casesOf } from "./case.ts";
import { nothingYet } from "./guidance.ts";
import { inOpeningOrder, isUnseen } from "./opening.ts";
import { noRegister, type Register } from "./register.ts";
import { todayOf } from "./today.ts";

function listed(
	conversation: string,
	change: number,
	rest: Partial<ListedConversation> = {},
): ListedConversation {
	return {
		conversation,
		purpose: "conversation",
		organisation: "o",
		length: 6,
		head: "",
		state: "open",
		day: "2026-11-20",
		destroyOn: "",
		destroyBy: "",
		change,
		...rest,
	};
}

const talks = [listed("read", 9), listed("unseen", 2), listed("old", 1)];
const file = listed("file", 3, { purpose: "file" });
const register: Register = {
	...noRegister,
	cases: [{ file: "file", conversation: "old", organisation: "o", state: "open", nickname: "" }],
	read: { read: 5, unseen: 4, old: 5 },
	decided: { read: "free", unseen: "free" },
};

test("M14: what something new came into is opened first, and both logs of a case together", () => {
	const order = inOpeningOrder([...talks, file], register).map((one) => one.conversation);
	expect(order).toEqual(["unseen", "read", "old", "file"]);
	expect([...talks, file].filter((one) => isUnseen(one, register))).toHaveLength(1);
});

test("M14: today tells of something new before it is opened, and of nothing else", () => {
	const cases = casesOf({ listed: [...talks, file], views: new Map(), register });
	const items = todayOf(cases, {
		today: "2026-11-22",
		quietWeeks: 4,
		promiseDays: {},
		absence: {},
		guidance: nothingYet,
	});
	expect(items.map(({ id, group, why, since }) => ({ id, group, why, since }))).toEqual([
		{ id: "unseen", group: "waiting", why: "unseen", since: "2026-11-20" },
	]);
});
