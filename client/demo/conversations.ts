/** The demo's conversations, case files and own logs, item by item with the days they had. */

import type { Day, Id, JsonObject } from "../protocol/api";
import { bin, newId } from "../protocol/bytes";
import type { Seeds } from "../protocol/epoch";
import { type FileMeta, hashStream, sealFile } from "../protocol/files";
import type { LogState } from "../protocol/log";
import { newSharedKey } from "../protocol/seal";
import { piecesOf } from "../protocol/streams";
import {
	type Append,
	buildAppend,
	buildCreate,
	type Founding,
	type Step,
	type Writer,
} from "../protocol/write";
import type { DemoStep, MadeConversation } from "./shape";

/** A log in the making. */
export class LogMaker {
	private readonly items: MadeConversation["items"] = [];
	private envelopes: MadeConversation["envelopes"] = [];
	private readonly blobs: MadeConversation["blobs"] = [];
	private stateDay: Day = "";
	private constructor(
		private readonly key: string,
		private readonly organisation: Id | "",
		private state: LogState,
		private seeds: Seeds,
	) {}

	static async begin(
		place: { instance: Id; conversation: Id; key: string; organisation: Id | ""; day: Day },
		founding: Founding,
		writer: Writer,
	): Promise<LogMaker> {
		const { instance, conversation, key, organisation, day } = place;
		const append = await buildCreate({ instance, conversation, id: newId() }, founding, writer, []);
		const maker = new LogMaker(key, organisation, append.state, append.seeds);
		maker.keep(append, day);
		return maker;
	}

	/** The seq of the last item. */
	get last(): number {
		return this.items.length - 1;
	}

	async write(writer: Writer, day: Day, steps: Step[]): Promise<void> {
		this.keep(await buildAppend(this.state, this.seeds, writer, steps), day);
		if (steps.some(({ do: act }) => act === "close" || act === "withdraw")) this.stateDay = day;
	}

	/** Writes one step of the description; `id`: of its statement. */
	async step(writer: Writer, step: DemoStep, id: Id): Promise<void> {
		if ("event" in step) {
			const { event } = step;
			return this.write(writer, step.day, [
				event === "leave" ? { id, do: event, person: writer.me } : { id, do: event },
			]);
		}
		const draft =
			"file" in step
				? { kind: "file", content: await this.file(step.file) }
				: { kind: step.kind, content: step.content };
		return this.write(writer, step.day, [
			{ id, do: "statement", draft, time: `${step.day}T${step.at}:00Z` },
		]);
	}

	get made(): MadeConversation {
		const { conversation, purpose, head, phase, members } = this.state;
		return {
			key: this.key,
			conversation,
			purpose,
			organisation: this.organisation,
			state: phase,
			stateDay: phase === "open" ? (this.items.at(-1)?.day ?? "") : this.stateDay,
			items: this.items,
			envelopes: this.envelopes,
			head,
			participants: members.map(({ person, role, sign, seal, oneTime }) => ({
				person,
				role,
				sign,
				seal,
				oneTime,
			})),
			blobs: this.blobs,
		};
	}

	private keep(append: Append, day: Day): void {
		for (const { bytes, header } of append.items) {
			this.items.push({ day, bytes: bin(bytes), header: header && bin(header) });
		}
		if (append.envelopes.length > 0) {
			this.envelopes = append.envelopes.map(({ person, bytes }) => ({ person, bytes: bin(bytes) }));
		}
		this.state = append.state;
		this.seeds = append.seeds;
	}

	private async file({
		name,
		type,
		bytes,
		stripped,
	}: Extract<DemoStep, { file: object }>["file"]): Promise<JsonObject> {
		const blob = new Blob([Buffer.from(bytes, "base64url")]);
		const meta: FileMeta = { name, type, ...(await hashStream(blob.stream())) };
		const key = newSharedKey();
		const sealed = await sealFile(key, meta, blob.stream());
		const pieces: Uint8Array[] = [];
		for await (const piece of piecesOf(sealed.stream)) pieces.push(piece);
		const upload = newId();
		this.blobs.push({ upload, size: sealed.size, bytes: bin(Buffer.concat(pieces)) });
		return { upload, key: bin(key), ...meta, stripped };
	}
}
