/** What `conversations/read` answers: one page of a log. */

import type { ConversationView, Day } from "../api";
import type { Envelopes } from "../envelopes";
import type { LogItem } from "../log";
import { ProtocolError } from "../refusal";
import { isDay } from "../shape";

export interface ReadMeta {
	head: string;
	length: number;
	from: number;
	state: ConversationView["state"];
	destroy_on: Day | "" | null;
	destroy_by: Day | "" | null;
	items: { day: Day; header: boolean }[];
	envelope: boolean;
	/** The envelope before that one, until its holder has written with the newer one. */
	former: boolean;
}

/** Takes the envelopes off the parts. */
export function envelopesOf(meta: ReadMeta, parts: Uint8Array[]): Envelopes {
	const newest = meta.envelope ? (parts.shift() ?? null) : null;
	const former = meta.former ? (parts.shift() ?? null) : null;
	return { newest, former };
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
