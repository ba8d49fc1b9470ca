/** What `conversations/read` answers: one page of a log. */

import type { ConversationView, Day } from "../api";
import type { LogItem } from "../log";
import { ProtocolError } from "../refusal";
import { isDay } from "../shape";

export interface ReadMeta {
	head: string;
	length: number;
	from: number;
	state: ConversationView["state"];
	destroy_on: Day | "" | null;
	items: { day: Day; header: boolean }[];
	envelope: boolean;
}

/** Throws where the parts aren't those that the meta tells of. */
export function itemsOf(meta: ReadMeta, parts: Uint8Array[]): LogItem[] {
	return meta.items.map(({ day, header }) => {
		const bytes = parts.shift();
		const cut = header ? parts.shift() : null;
		if (!bytes || cut === undefined) throw new ProtocolError("bad-shape", "fewer parts than items");
		if (!isDay(day)) throw new ProtocolError("bad-shape", "an item without its day");
		return { bytes, header: cut, day };
	});
}
