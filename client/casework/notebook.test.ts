/** A reporter's notebook as its log says, whichever devices wrote it. */

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ConversationView, Draft, Id } from "../protocol/api.ts";
import { draft, known } from "./kinds.ts";
import { notebookOf, partsOf } from "./notebook.ts";
import { idAt, viewOf } from "./rehearsal.ts";

const note = (text: string, on = "", instead: Id = "") => draft("own-note", { instead, on, text });
const gone = (...items: Id[]) => draft("own-note-gone", { items });
const shared = (item: Id) =>
	draft("own-note-shared", { item, conversation: "a".repeat(32), name: "Noor" });

const written = (drafts: readonly Draft[]): ConversationView =>
	viewOf(
		drafts.map((one) => ({ by: "reporter", draft: one })),
		"notebook",
	);
/** As the server leaves it: without the headers of what was destroyed. */
const shredded = (view: ConversationView, ids: readonly Id[]): ConversationView => ({
	...view,
	statements: view.statements.map((one) =>
		ids.includes(one.id) ? { ...one, state: "destroyed", kind: "", content: {} } : one,
	),
});
const texts = (view: ConversationView) => notebookOf(view).notes.map(({ now }) => now.text);

describe("M10 notes", () => {
	test("stand with the newest first, by the day they are about", () => {
		const view = written([
			note("vandaag"),
			note("lang geleden", "2026-01-05"),
			note("gisteren", "2026-11-22"),
		]);
		expect(texts(view)).toEqual(["vandaag", "gisteren", "lang geleden"]);
	});

	test("are changed by a later version, and what stood before can still be read", () => {
		const view = written([note("eerst"), note("anders", "2026-11-01", idAt(0))]);
		const [only] = notebookOf(view).notes;
		expect(only?.now).toMatchObject({ text: "anders", on: "2026-11-01" });
		expect(only?.before.map(({ text }) => text)).toEqual(["eerst"]);
	});

	test("are marked with whom they were shared", () => {
		const [only] = notebookOf(written([note("iets"), shared(idAt(0))])).notes;
		expect(only?.shared).toMatchObject([{ name: "Noor", day: "2026-11-23" }]);
	});

	test("go for good with all that belongs to them", () => {
		const before = written([note("eerst"), note("anders", "", idAt(0)), shared(idAt(0))]);
		const [only] = notebookOf(before).notes;
		const parts = only ? partsOf(only) : [];
		expect([...parts].sort()).toEqual([idAt(0), idAt(1), idAt(2)]);
		const drafts = [note("eerst"), note("anders", "", idAt(0)), shared(idAt(0)), gone(...parts)];
		expect(notebookOf(shredded(written(drafts), parts))).toEqual({ notes: [], missing: 0 });
	});

	test("M22 that were taken away by somebody else are missed", () => {
		const view = shredded(written([note("een"), note("twee"), note("drie")]), [idAt(1)]);
		expect(notebookOf(view).missing).toBe(1);
		expect(texts(view)).toEqual(["een", "drie"]);
	});

	test("M22 of nobody else than the reporter count", () => {
		const view = viewOf([{ by: "counsellor", draft: note("van een ander") }], "notebook");
		expect(notebookOf(view).notes).toEqual([]);
		expect(
			viewOf([{ by: "reporter", draft: note("elders") }]).statements.map((one) => known(one)),
		).toEqual([null]);
	});
});

describe("M10 two devices", () => {
	type Act = { do: "add" | "change" | "delete" | "share"; at: number; text: string };
	const act: fc.Arbitrary<Act> = fc.record({
		do: fc.constantFrom(
			"add" as const,
			"add" as const,
			"change" as const,
			"delete" as const,
			"share" as const,
		),
		at: fc.nat({ max: 5 }),
		text: fc.constantFrom("a", "b", "c", "d"),
	});

	/** What a device that has read this far writes. */
	function drafted(seen: readonly Draft[], one: Act): Draft {
		const { notes } = notebookOf(written(seen));
		const about = notes[one.at % Math.max(notes.length, 1)];
		if (!about || one.do === "add") return note(one.text);
		if (one.do === "change") return note(one.text, "", about.id);
		return one.do === "share" ? shared(about.id) : gone(...partsOf(about));
	}

	const acts = fc.array(fc.tuple(fc.boolean(), fc.boolean(), act), { maxLength: 25 });

	test("see the same, and nothing that was written is lost unless it was destroyed", () => {
		fc.assert(
			fc.property(acts, (turns) => {
				const log: Draft[] = [];
				const read = [0, 0];
				for (const [device, reads, one] of turns) {
					const who = Number(device);
					if (reads) read[who] = log.length;
					log.push(drafted(log.slice(0, read[who]), one));
				}
				const view = written(log);
				expect(notebookOf(structuredClone(view))).toEqual(notebookOf(view));
				const destroyed = new Set(
					log.flatMap(({ kind, content }) =>
						kind === "own-note-gone" ? (content["items"] as string[]) : [],
					),
				);
				const kept = log.flatMap(({ kind }, at) =>
					kind === "own-note" && !destroyed.has(idAt(at)) ? [idAt(at)] : [],
				);
				const shown = notebookOf(view).notes.flatMap(({ now, before }) => [...before, now]);
				expect(shown.map(({ id }) => id).sort()).toEqual(kept.sort());
				expect(notebookOf(shredded(view, [...destroyed])).missing).toBe(0);
			}),
		);
	});
});
