/** Vectors of whole conversations: every kind of event, and logs that must be refused. */
import type { Json } from "./api";
import { bin, newId, random } from "./bytes";
import { phraseSeed } from "./derive";
import { lockOut, USELESS } from "./ill-willed";
import { emptyLog, type LogItem, type LogState, openStatements, verifyItems } from "./log";
import { normalForm } from "./phrase";
import { type Colleague, DAY, newTalk, Shelf, say, type Talk, withSeals } from "./rehearsal";
import { reporterKeys } from "./reporter-keys";
import { pointOf } from "./roster";
import { buildCreate, type Step, type Writer } from "./write";

function stateOf(state: LogState): Json {
	return {
		length: state.length,
		head: state.head,
		phase: state.phase,
		epoch: state.epoch,
		epochDue: state.epochDue,
		members: state.members.map(({ person, role, sign, oneTime, ground, from }) => ({
			person,
			role,
			sign,
			oneTime,
			ground,
			from,
		})),
		former: state.former.map(({ person }) => person),
	};
}

/** Writes down what is on the shelf after each append, and what holds after each item. */
class Recorder {
	readonly appends: Json[] = [];
	#state: LogState;
	#seen = 0;

	constructor(readonly shelf: Shelf) {
		this.#state = emptyLog(shelf.instance, shelf.conversation);
	}

	async record(name: string, readers: Record<string, Writer>): Promise<void> {
		const items: Json[] = [];
		for (const item of this.shelf.items.slice(this.#seen)) {
			this.#state = await verifyItems(this.#state, [item]);
			if (this.#state.halted) throw new Error(JSON.stringify(this.#state.refusals));
			items.push({
				bytes: bin(item.bytes),
				header: item.header ? bin(item.header) : null,
				after: stateOf(this.#state),
			});
		}
		this.#seen = this.shelf.items.length;
		const envelopes: Json[] = [];
		for (const [person, bytes] of this.shelf.envelopes)
			envelopes.push({ person, bytes: bin(bytes) });
		const reading: Record<string, Json> = {};
		for (const [who, reader] of Object.entries(readers)) reading[who] = await this.#read(reader);
		this.appends.push({ name, items, envelopes, reading });
	}

	async #read({ me, keys }: Writer): Promise<Json> {
		const seeds = await this.shelf.seedsOf({ me, keys });
		const { statements } = await openStatements(this.#state, seeds);
		return {
			person: me,
			signSecret: bin(keys.signSecret),
			sealIdentity: bin(keys.sealIdentity),
			seeds: [...seeds].map(([epoch, seed]) => ({ epoch, seed: bin(seed) })),
			statements: statements.map(({ seq, state, author, kind, time, content, oneTime }) => ({
				seq,
				state,
				author,
				kind,
				time,
				content,
				oneTime,
			})),
		};
	}
}

function joining(
	{ me, keys }: Colleague,
	talk: Talk,
	history: boolean,
	ground: "reporter" | "spoken",
): Step {
	const { sign, seal } = keys;
	return { id: newId(), do: "join", person: me, sign, seal, roster: talk.point, ground, history };
}

function doing(kind: "close" | "reopen" | "withdraw" | "restore"): Step {
	return { id: newId(), do: kind };
}

/** The keys of a phrase in this conversation, for the same person. */
async function phraseKeys(phrase: string, shelf: Shelf, me: string): Promise<Writer> {
	return { me, keys: await reporterKeys(phraseSeed(normalForm(phrase)), shelf.conversation) };
}

async function wholeStory(): Promise<{ story: Json; talk: Talk }> {
	const seed = phraseSeed("fiets tafel boom roos stoel vis lamp huis");
	const talk = await newTalk(
		(conversation) => reporterKeys(seed, conversation),
		[
			say("exceptions-read", {
				version: "1",
				sector: "private",
				position: "internal",
				minor: false,
				language: "nl",
			}),
			say("consent-to-keep", { version: "1", language: "nl", months: 24 }),
			say("look-out", { text: "" }),
			say("message", { text: "Er is iets gebeurd. 🙂" }),
		],
	);
	const { shelf, anna, bram, reporter } = talk;
	const recorder = new Recorder(shelf);
	await recorder.record("create", { reporter, anna });
	await shelf.write(anna, [say("message", { text: "Fijn dat je schrijft." })]);
	await recorder.record("answer", { reporter, anna });
	await shelf.write(reporter, [joining(bram, talk, false, "reporter")], [anna]);
	await recorder.record("join without what was said before", { reporter, anna, bram });
	await shelf.write(reporter, [{ id: newId(), do: "leave", person: anna.me }]);
	await recorder.record("the reporter lets the first counsellor go", { reporter, bram });
	const second = await phraseKeys("een twee drie vier vijf zes zeven acht", shelf, reporter.me);
	await shelf.write(reporter, [{ id: newId(), do: "replace-key", keys: second.keys }]);
	await recorder.record("another phrase", { reporter: second, bram });
	const once = await phraseKeys("acht zeven zes vijf vier drie twee een", shelf, reporter.me);
	const { sign, seal } = once.keys;
	await shelf.write(bram, [{ id: newId(), do: "rejoin", person: reporter.me, sign, seal }]);
	await recorder.record("lost phrase: a one-time phrase from the counsellor", {
		reporter: once,
		bram,
	});
	await shelf.write(once, [say("message", { text: "Ik ben er weer." })]);
	await recorder.record("said with the one-time phrase", { reporter: once, bram });
	const third = await phraseKeys("rood blauw groen geel wit zwart grijs paars", shelf, reporter.me);
	await shelf.write(once, [{ id: newId(), do: "replace-key", keys: third.keys }]);
	await recorder.record("a phrase of their own again", { reporter: third, bram });
	await shelf.write(bram, [
		say("closing", { text: "Tot ziens.", reason: "together", again: true }),
		doing("close"),
	]);
	await recorder.record("close", { reporter: third });
	await shelf.write(third, [say("message", { text: "Toch nog iets." })]);
	await recorder.record("reopened by writing", { reporter: third, bram });
	await shelf.write(third, [doing("withdraw")]);
	await recorder.record("withdraw", { reporter: third });
	await shelf.write(third, [doing("restore")]);
	await recorder.record("restore", { reporter: third, bram });
	const { instance, conversation } = shelf;
	return {
		story: { name: "a whole story", instance, conversation, appends: recorder.appends },
		talk,
	};
}

async function callersStory(talk: Talk): Promise<Json> {
	const { instance, anna, bram } = talk;
	const shelf = new Shelf(instance, newId());
	const once = await phraseKeys("een voor een weg en weer terug hier", shelf, newId());
	const { sign, seal } = once.keys;
	const founding = {
		purpose: "conversation",
		role: "counsellor",
		roster: talk.point,
		intake: { person: once.me, sign, seal },
	} as const;
	const place = { instance, conversation: shelf.conversation, id: newId() };
	shelf.put(
		await buildCreate(place, founding, anna, [
			say("noted", { what: "message", content: { text: "Belde op." }, form: "spoken", on: DAY }),
		]),
	);
	const recorder = new Recorder(shelf);
	await recorder.record("opened for a caller", { reporter: once, anna });
	await shelf.write(anna, [joining(bram, talk, true, "spoken")]);
	await recorder.record("a colleague joins, as agreed by phone", { reporter: once, anna, bram });
	const own = await phraseKeys("nu is het mijn eigen zin van acht", shelf, once.me);
	await shelf.write(once, [{ id: newId(), do: "replace-key", keys: own.keys }]);
	await recorder.record("first use of the one-time phrase", { reporter: own, anna, bram });
	return {
		name: "opened for a caller",
		instance,
		conversation: shelf.conversation,
		appends: recorder.appends,
	};
}

async function loneLog(talk: Talk, purpose: "own" | "file"): Promise<Json> {
	const { instance, anna } = talk;
	const shelf = new Shelf(instance, newId());
	const founding =
		purpose === "own"
			? ({ purpose } as const)
			: ({ purpose, roster: pointOf(talk.roster) } as const);
	const place = { instance, conversation: shelf.conversation, id: newId() };
	shelf.put(await buildCreate(place, founding, anna, [say("note", { text: "x".repeat(2000) })]));
	const recorder = new Recorder(shelf);
	await recorder.record("create", { anna });
	return { name: purpose, instance, conversation: shelf.conversation, appends: recorder.appends };
}

/** A reporter's notebook: with another phrase, withdrawn and brought back, and left for good. */
async function notebook({ instance }: Talk): Promise<Json> {
	const shelf = new Shelf(instance, newId());
	const first = await phraseKeys("zon maan ster wolk regen wind sneeuw mist", shelf, newId());
	const place = { instance, conversation: shelf.conversation, id: newId() };
	const note = { instead: "", on: DAY, text: "Hij smeet met de deur." };
	const steps = [say("own-note", note), say("own-note", { ...note, on: "" })];
	shelf.put(await buildCreate(place, { purpose: "notebook" }, first, steps));
	const recorder = new Recorder(shelf);
	await recorder.record("create", { reporter: first });
	const second = await phraseKeys("berg dal beek meer bos hei duin strand", shelf, first.me);
	await shelf.write(first, [{ id: newId(), do: "replace-key", keys: second.keys }]);
	await recorder.record("another phrase", { reporter: second });
	await shelf.write(second, [doing("withdraw")]);
	await recorder.record("withdraw", { reporter: second });
	await shelf.write(second, [doing("restore"), say("own-note-gone", { items: [place.id] })]);
	await recorder.record("restore", { reporter: second });
	await shelf.write(second, [{ id: newId(), do: "leave", person: second.me }]);
	await recorder.record("leave", {});
	return {
		name: "notebook",
		instance,
		conversation: shelf.conversation,
		appends: recorder.appends,
	};
}

async function refusals(talk: Talk): Promise<Json> {
	const { items, instance, conversation } = talk.shelf;
	const swapped = [...items];
	[swapped[2], swapped[3]] = [swapped[3] as LogItem, swapped[2] as LogItem];
	const flipped = (at: number, byte: number): LogItem[] =>
		items.map((item, i) => {
			if (i !== at) return item;
			const bytes = item.bytes.slice();
			bytes[byte] = (bytes[byte] ?? 0) ^ 1;
			return { ...item, bytes };
		});
	const cases: { name: string; items: LogItem[]; conversation?: string }[] = [
		{ name: "two statements swapped", items: swapped },
		{ name: "an item dropped", items: items.filter((_, i) => i !== 3) },
		{ name: "an item twice", items: [...items.slice(0, 4), ...items.slice(3)] },
		{ name: "a bit of the signature of create flipped", items: flipped(0, 9) },
		{ name: "a bit of the epoch's JSON flipped", items: flipped(1, 400) },
		{ name: "a bit of a body flipped, seen at the next item", items: flipped(2, 900) },
		{ name: "read as another conversation", items, conversation: newId() },
		{
			name: "rubbish at the end",
			items: [...items, { bytes: random(40), header: null, day: DAY }],
		},
	];
	const made: Json[] = [];
	for (const { name, items: given, conversation: other = conversation } of cases) {
		const state = await verifyItems(emptyLog(instance, other), given);
		const { code = "", seq = -1 } = state.refusals[0] ?? {};
		made.push({
			name,
			instance,
			conversation: other,
			items: given.map(({ bytes, header }) => ({
				bytes: bin(bytes),
				header: header ? bin(header) : null,
			})),
			code,
			seq,
		});
	}
	return made;
}

/** An epoch whose maker gave the reporter an envelope of no use; the former one still opens. */
async function lockedOut(): Promise<Json> {
	const made: Json[] = [];
	for (const name of USELESS) {
		const talk = await newTalk(undefined, [say("message", { text: "Er is iets gebeurd." })]);
		const { shelf, anna, reporter, instance } = talk;
		const seeds = await shelf.seedsOf(reporter);
		const former = shelf.envelopes.get(reporter.me) ?? random(1);
		shelf.put(
			await lockOut(
				withSeals(await shelf.read(), [anna]),
				await shelf.seedsOf(anna),
				anna,
				reporter.me,
				name,
			),
		);
		made.push({
			name,
			instance,
			conversation: shelf.conversation,
			items: shelf.items.map(({ bytes }) => bin(bytes)),
			person: reporter.me,
			sealIdentity: bin(reporter.keys.sealIdentity),
			newest: bin(shelf.envelopes.get(reporter.me) ?? random(1)),
			former: bin(former),
			seeds: [...seeds].map(([epoch, seed]) => ({ epoch, seed: bin(seed) })),
		});
	}
	return made;
}

export async function conversationVectors(): Promise<Json> {
	const { story, talk } = await wholeStory();
	const short = await newTalk(
		async () => talk.reporter.keys,
		[
			say("look-out", { text: "" }),
			say("message", { text: "Hallo" }),
			say("message", { text: "Dag" }),
		],
	);
	return {
		roster: { fingerprint: talk.roster.fingerprint, entries: talk.entries.map(bin) },
		logs: [
			story,
			await callersStory(talk),
			await loneLog(talk, "own"),
			await loneLog(talk, "file"),
			await notebook(talk),
		],
		refused: await refusals(short),
		lockedOut: await lockedOut(),
	};
}
