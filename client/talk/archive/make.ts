/** Everything of a conversation in one zip file (docs/export.md). */

import { type Known, known } from "../../casework/kinds.ts";
import { t, tc } from "../../kit/locale.ts";
import { plainName } from "../../kit/save.ts";
import type {
	ConversationView,
	Day,
	Evidence,
	EvidenceItem,
	Id,
	Json,
	ReporterWorker,
	RosterView,
} from "../../protocol/api.ts";
import { bin } from "../../protocol/bytes.ts";
import { canonical } from "../../protocol/canonical.ts";
import { copyOf } from "../copy.ts";
import { Bundle } from "./bundle.ts";
import { readingPage } from "./reading-page.ts";
import { verifier } from "./verifier.ts";

type SentFile = Extract<Known, { kind: "file" }>;
export type ArchiveWorker = Pick<ReporterWorker, "evidence" | "signArchive" | "readFile">;

/** Of all files together: zip and seal are held beside them for a moment. */
export const MOST = 500 * 1024 * 1024;
const LONGEST_NAME = 80;

export interface About {
	view: ConversationView;
	roster: RosterView | null;
	today: Day;
	/** What the reporter wrote for themselves, as text; "" to leave it out. */
	notes: string;
}

export interface Made {
	zip: Blob;
	/** Names of files that aren't in it. */
	left: string[];
}

/** The files that fit, in the order in which they were sent, and those that don't. */
export function filesThatFit(view: ConversationView): { fit: SentFile[]; left: SentFile[] } {
	const sent = view.statements.map((one) => known(one)).filter((one) => one?.kind === "file");
	let room = MOST;
	const fit: SentFile[] = [];
	const left: SentFile[] = [];
	for (const one of sent as SentFile[]) {
		const goes = one.content.size <= room;
		if (goes) room -= one.content.size;
		(goes ? fit : left).push(one);
	}
	return { fit, left };
}

/** `tell`: how far the files have come, of 1. */
export async function makeArchive(
	session: ArchiveWorker,
	{ view, roster, today, notes }: About,
	tell: (share: number) => void,
): Promise<Made> {
	const evidence = await session.evidence(view.conversation);
	const bundle = new Bundle();
	const { fit, left } = filesThatFit(view);
	const missing = [...left];
	const addresses = new Map<Id, string>();
	const total = fit.reduce((sum, one) => sum + one.content.size, 1);
	let before = 0;
	for (const one of fit) {
		const blob = await readFile(session, view, one, (done) => tell((before + done) / total));
		before += one.content.size;
		if (blob === null) {
			missing.push(one);
			continue;
		}
		const address = `${tc("name of a folder", "files")}/${numbered(addresses.size + 1, one.content.name)}`;
		addresses.set(one.id, address);
		await bundle.add(address, blob, one.content.sha256);
	}
	const names = missing.map((one) => plainName(one.content.name));
	await addTexts(bundle, { view, roster, today, addresses, names });
	if (notes !== "") await bundle.add(`${tc("name of a file", "my notes")}.txt`, notes);
	await addEvidence(bundle, evidence);
	await bundle.add(
		"evidence/archive.signed",
		await session.signArchive(view.conversation, contentsOf(bundle, evidence, today)),
	);
	return { zip: bundle.end(), left: names };
}

/** null for a file that the server has no more, or not as it was sent: the others still come along. */
async function readFile(
	session: ArchiveWorker,
	view: ConversationView,
	{ id }: SentFile,
	tell: (done: number) => void,
): Promise<Blob | null> {
	try {
		return await session.readFile(view.conversation, id, ({ done }) => tell(done));
	} catch (error) {
		const { code, status } = error as { code?: unknown; status?: unknown };
		if (status === 404 || code === "file-damaged") return null;
		throw error;
	}
}

/** A number first: two files of one name are two files, and their order stays. */
function numbered(number: number, name: string): string {
	const plain = plainName(name);
	const dot = plain.lastIndexOf(".");
	const ending = dot > 0 && plain.length - dot <= 6 ? plain.slice(dot) : "";
	const stem = [...plain.slice(0, plain.length - ending.length)].slice(0, LONGEST_NAME).join("");
	const clean = `${stem}${ending}`.replace(/[<>:"|?*]/g, "_").replace(/[. ]+$/, "_");
	return `${String(number).padStart(2, "0")} ${clean}`;
}

interface Texts {
	view: ConversationView;
	roster: RosterView | null;
	today: Day;
	addresses: ReadonlyMap<Id, string>;
	names: readonly string[];
}

async function addTexts(
	bundle: Bundle,
	{ view, roster, today, addresses, names }: Texts,
): Promise<void> {
	const name = tc("name of a file", "conversation");
	await bundle.add(`${name}.html`, readingPage(view, roster, today, addresses));
	await bundle.add(`${name}.txt`, `\ufeff${copyOf(view, roster, today)}`);
	await bundle.add(`${tc("name of a file", "read me")}.txt`, `\ufeff${readMe(name, names)}`);
	for (const [path, text] of Object.entries(verifier)) await bundle.add(path, text);
}

function readMe(conversation: string, left: readonly string[]): string {
	const missing =
		left.length === 0
			? []
			: [t("These files were left out. Save them one by one in the conversation:"), ...left];
	return [
		t("This is everything from your conversation."),
		t("To read it, open {file}.", { file: `${conversation}.html` }),
		t("Keep it where nobody from work can see it. Now that you read this, it is open."),
		t("In the folder “evidence” is the proof of who wrote what, and in which order."),
		t("A program in this zip file checks that proof. It needs Python. Type in this folder:"),
		"    pip install cryptography",
		`    python -m verifier ${tc("name of a file", "copy")}.zip`,
		t("Somebody who doubts your copy should take the program from Luwte itself."),
		...missing,
		"",
	].join("\n\n");
}

async function addEvidence(bundle: Bundle, { items, rosters }: Evidence): Promise<void> {
	const lines = new Blob(items.map((one) => inOneLine(one) as BlobPart));
	await bundle.add("evidence/log.jsonl", lines);
	await bundle.add("evidence/rosters.json", canonical(rosters as unknown as Json));
}

function inOneLine({ day, bytes, header, key }: EvidenceItem): Uint8Array {
	const text = (one: Uint8Array | null) => (one === null ? null : bin(one));
	const line = canonical({ day, item: bin(bytes), header: text(header), key: text(key) });
	const ended = new Uint8Array(line.length + 1);
	ended.set(line);
	ended[line.length] = 0x0a;
	return ended;
}

/** What the reporter signs: how far the log went, and every other part by its hash. */
function contentsOf(bundle: Bundle, evidence: Evidence, day: Day): Json {
	const { instance, conversation, person, length, head } = evidence;
	const files = bundle.parts.map((part) => ({ ...part }));
	const kind = "archive";
	return {
		v: 1,
		suite: "1",
		instance,
		kind,
		conversation,
		author: person,
		length,
		head,
		day,
		files,
	};
}
