import { unzipSync } from "fflate";
import { beforeAll, describe, expect, test } from "vitest";
import { draft } from "../../casework/kinds.ts";
import { useCatalogue } from "../../kit/locale.ts";
import type {
	ConversationView,
	Draft,
	Evidence,
	JsonObject,
	Progress,
	Statement,
} from "../../protocol/api.ts";
import { hashStream } from "../../protocol/files.ts";
import { type ArchiveWorker, filesThatFit, MOST, makeArchive } from "./make.ts";
import { weaknessOf } from "./passphrase.ts";
import { readingPage } from "./reading-page.ts";

const ME = "1".repeat(32);
const DAY = "2026-11-22";

const said = (seq: number, { kind, content }: Draft): Statement => ({
	id: `${seq}`.padStart(32, "0"),
	seq,
	day: DAY,
	epoch: 1,
	author: ME,
	role: "reporter",
	oneTime: false,
	kind,
	time: `${DAY}T10:00:00Z`,
	content,
	state: "ok",
});

const file = async (seq: number, name: string, blob: Blob): Promise<Statement> => {
	const { size, sha256 } = await hashStream(blob.stream());
	const upload = `${seq}`.padStart(32, "a");
	const key = "A".repeat(43);
	const type = "application/octet-stream";
	const content: JsonObject = { upload, key, name, type, size, sha256, stripped: false };
	return said(seq, { kind: "file", content });
};

const viewOf = (...statements: Statement[]): ConversationView => ({
	conversation: "a".repeat(32),
	purpose: "conversation",
	roster: "roster",
	me: ME,
	myRole: "reporter",
	myKeyIsOneTime: false,
	head: "",
	length: 2,
	state: "open",
	destroyOn: "",
	destroyBy: "",
	participants: [{ person: ME, role: "reporter", oneTime: false, name: "", ground: "create" }],
	formerParticipants: [],
	needsEpoch: false,
	events: [],
	statements,
	refusals: [],
	writable: true,
});

const evidence: Evidence = {
	instance: "b".repeat(32),
	conversation: "a".repeat(32),
	person: ME,
	length: 1,
	head: "c".repeat(64),
	items: [{ day: DAY, bytes: new Uint8Array([69]), header: null, key: null }],
	rosters: [],
};

/** The Worker's side as far as an archive asks for it; the journeys have the real one. */
const session = (blobs: Record<string, Blob>): ArchiveWorker => ({
	evidence: async () => evidence,
	signArchive: async (_, contents) => new TextEncoder().encode(JSON.stringify(contents)),
	readFile: async (_, statement, progress?: (p: Progress) => void) => {
		const blob = blobs[statement];
		if (!blob) throw Object.assign(new Error("gone"), { code: "not-found", status: 404 });
		progress?.({ done: blob.size, total: blob.size, waiting: false });
		return blob;
	},
});

async function unpacked(view: ConversationView, blobs: Record<string, Blob>, notes = "") {
	const about = { view, roster: null, today: DAY, notes };
	const { zip, left } = await makeArchive(session(blobs), about, () => undefined);
	const files = unzipSync(new Uint8Array(await zip.arrayBuffer()));
	return { files, left, text: (name: string) => new TextDecoder().decode(files[name]) };
}

beforeAll(() => useCatalogue("en", {}));

describe("M21 an archive", () => {
	test("lists every part with its hash, under names that no system stumbles over", async () => {
		const blob = new Blob(["a photograph"]);
		const one = await file(2, '..\\"photo": 1?.jpg', blob);
		const two = await file(3, '..\\"photo": 1?.jpg', blob);
		const { files, text } = await unpacked(viewOf(one, two), { [one.id]: blob, [two.id]: blob });
		const { files: listed } = JSON.parse(text("evidence/archive.signed")) as {
			files: { name: string; size: number; sha256: string }[];
		};
		const names = Object.keys(files).filter((name) => name !== "evidence/archive.signed");
		expect(listed.map((part) => part.name).sort()).toEqual(names.sort());
		for (const part of listed) {
			const bytes = files[part.name] as Uint8Array;
			const { size, sha256 } = await hashStream(new Blob([bytes as BlobPart]).stream());
			expect(part).toEqual({ name: part.name, size, sha256 });
		}
		expect(names.filter((name) => name.startsWith("files/"))).toEqual([
			"files/01 .._photo__ 1_.jpg",
			"files/02 .._photo__ 1_.jpg",
		]);
	});

	test("M10 holds the reporter's own notes only when they leave that ticked", async () => {
		const { text } = await unpacked(viewOf(), {}, "Alleen voor mij.");
		expect(text("my notes.txt")).toContain("Alleen voor mij.");
		expect(text("evidence/archive.signed")).toContain("my notes.txt");
		const { files } = await unpacked(viewOf(), {});
		expect(Object.keys(files)).not.toContain("my notes.txt");
	});

	test("leaves out what can't be had, and says so", async () => {
		const one = await file(2, "letter.pdf", new Blob(["gone"]));
		const { files, left, text } = await unpacked(viewOf(one), {});
		expect(left).toEqual(["letter.pdf"]);
		expect(text("read me.txt")).toContain("letter.pdf");
		expect(Object.keys(files).some((name) => name.startsWith("files/"))).toBe(false);
	});

	test("leaves out what is too large together, in the order in which it was sent", async () => {
		const small = await file(2, "small", new Blob(["x"]));
		const large = said(3, { kind: "file", content: { ...small.content, name: "l", size: MOST } });
		const { fit, left } = filesThatFit(viewOf(small, large));
		expect(fit.map((one) => one.content.name)).toEqual(["small"]);
		expect(left.map((one) => one.content.name)).toEqual(["l"]);
	});

	test("is read as a page without a script, whatever somebody wrote", () => {
		const hostile = `</p><script>alert(1)</script><img src=x onerror="y">'&`;
		const page = readingPage(
			viewOf(said(2, draft("message", { text: hostile }))),
			null,
			DAY,
			new Map(),
		);
		expect(page).toContain("&lt;script&gt;alert(1)&lt;/script&gt;");
		expect(page.match(/<(script|img|link|iframe)/g)).toBe(null);
		expect(page).toContain("default-src 'none'");
	});
});

describe("M21 a sentence of one's own", () => {
	test.each([
		["wachtwoord", "short"],
		["Welkom2026!", "short"],
		["een twee drie vier vijf zes", "short"],
		["bla bla bla bla bla bla bla bla bla", "repeats"],
		["Aa1Aa1Aa1Aa1Aa1Aa1Aa1", "repeats"],
		["zeven paarse olifanten drinken elke dinsdag koude thee", ""],
		["kX9fPq2vLm7RzT4wYb8d", ""],
	])("%s: %s", (own, weakness) => {
		expect(weaknessOf(own)).toBe(weakness);
	});
});
