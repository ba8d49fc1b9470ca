/**
 * Reporters and counsellors without a screen: the real sessions over the real line.
 *
 * Reads one JSON command a line, answers with one JSON line. `do` is a method of the session of
 * `who`, or one of the acts below. Also tells which secrets were drawn, so that a test can look
 * for them where they must not be.
 */

import { createInterface } from "node:readline";
import { kinds } from "../../client/casework/kinds";
import { sentenceOf } from "../../client/kit/problems";
import type { Browser } from "../../client/node/browser";
import type { ReporterWorker } from "../../client/protocol/api";
import { newId } from "../../client/protocol/bytes";
import { type DeriveInfo, derive, phraseSeed } from "../../client/protocol/derive";
import type { Seeds } from "../../client/protocol/epoch";
import { lockOut } from "../../client/protocol/ill-willed";
import { blindToken } from "../../client/protocol/judging";
import { normalForm } from "../../client/protocol/phrase";
import { makeCounsellor, makeReporter } from "../../client/protocol/session/index";
import type { Thread } from "../../client/protocol/session/thread";
import type { Append } from "../../client/protocol/write";
import { acceptInvitation, signIn } from "../../client/smoke/account";
import { settingsFor } from "../../client/smoke/desk";

interface Command {
	who: string;
	do: string;
	args: unknown[];
}

type Session = Record<string, (...args: unknown[]) => Promise<unknown>>;

const sessions = new Map<string, Session>();
const browsers = new Map<string, Browser>();
const drawn = new Set<string>();

/** Keys, seeds and everything else that must stay secret is drawn in pieces of 32 bytes. */
function watchTheDice(): void {
	const roll = crypto.getRandomValues.bind(crypto);
	const watched = <T extends ArrayBufferView | null>(into: T): T => {
		const rolled = roll(into as Uint8Array<ArrayBuffer>);
		if (rolled.byteLength === 32) drawn.add(Buffer.from(rolled).toString("hex"));
		return into;
	};
	Object.defineProperty(crypto, "getRandomValues", { value: watched });
}

function bytesOf(base64: string): ArrayBuffer {
	return new Uint8Array(Buffer.from(base64, "base64")).buffer;
}

/** Bytes and files travel in JSON as objects with a member `$bytes` or `$blob`. */
function received(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(received);
	if (typeof value !== "object" || value === null) return value;
	const { $bytes, $blob, type } = value as { $bytes?: string; $blob?: string; type?: string };
	if ($bytes !== undefined) return bytesOf($bytes);
	if ($blob !== undefined) return new Blob([bytesOf($blob)], { type: type ?? "" });
	return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, received(one)]));
}

async function sent(value: unknown): Promise<unknown> {
	if (value instanceof Blob) {
		return { $blob: Buffer.from(await value.arrayBuffer()).toString("base64") };
	}
	return value ?? null;
}

function counsellorIn(who: string, origin: string, browser: Browser): void {
	browsers.set(who, browser);
	const session = makeCounsellor(settingsFor(origin, browser));
	sessions.set(who, session as unknown as Session);
}

const acts: Record<string, (who: string, args: string[]) => Promise<unknown>> = {
	/** Takes up an invitation: an account with a password and an app, and no keys yet. */
	accept: async (who, [origin = "", invitation = ""]) => {
		const { browser, account } = await acceptInvitation(origin, invitation);
		counsellorIn(who, origin, browser);
		return account;
	},
	"sign-in": async (who, [origin = "", email = "", password = "", totp = ""]) => {
		const account = { email, password, totp, passphrase: "" };
		counsellorIn(who, origin, await signIn(origin, account));
		return {};
	},
	reporter: async (who, [origin = ""]) => {
		const pause = (milliseconds: number) =>
			new Promise<void>((resolve) => setTimeout(resolve, Math.min(milliseconds, 300)));
		const session = makeReporter({ ...settingsFor(origin), pause });
		sessions.set(who, session as unknown as Session);
		return {};
	},
	/** Gets the token of a closed conversation, as the page does. */
	token: async (who, [conversation = ""]) =>
		blindToken(sessions.get(who) as unknown as ReporterWorker, conversation),
	cookies: async (who) => {
		const { cookies } = browsers.get(who) as unknown as { cookies: Map<string, string> };
		return Object.fromEntries(cookies);
	},
	/** As an ill-willed counsellor: a new epoch, with an envelope for this person of no use. */
	"lock-out": async (who, [conversation = "", person = ""]) => {
		const session = sessions.get(who) as unknown as {
			thread: (conversation: string) => Promise<Thread>;
		};
		const thread = await session.thread(conversation);
		await thread.read();
		const inside = thread as unknown as {
			seeds: Seeds;
			send: (append: Append, alongside: object, options: object) => Promise<unknown>;
		};
		const writer = { me: thread.holder.person, keys: thread.holder.keys };
		const append = await lockOut(thread.log, inside.seeds, writer, person, "rubbish");
		await inside.send(append, {}, {});
		return thread.read();
	},
	/** As somebody who was put out: signed, sealed and sent by the keys and the log of before. */
	"write-as-before": async (who, [conversation = "", text = ""]) => {
		const session = sessions.get(who) as unknown as {
			thread: (conversation: string) => Promise<Thread>;
		};
		const thread = await session.thread(conversation);
		const draft = { kind: "message", content: { text } };
		const time = new Date().toISOString().replace(/\.\d+/, "");
		const append = await thread.build([{ id: newId(), do: "statement", draft, time }]);
		const inside = thread as unknown as {
			send: (append: Append, alongside: object, options: object) => Promise<unknown>;
		};
		return inside.send(append, {}, {});
	},
	/** What there is to say, from the table of kinds. */
	kinds: async () => kinds,
	/** All that was drawn so far, in hexadecimal. */
	drawn: async () => [...drawn],
	/** What follows from a return phrase and never leaves the browser, in hexadecimal. */
	derived: async (_who, [phrase = ""]) => {
		const seed = phraseSeed(normalForm(phrase));
		const names: DeriveInfo[] = ["locator-key", "index-key", "draft-key"];
		return [seed, ...names.map((name) => derive(seed, name))].map((one) =>
			Buffer.from(one).toString("hex"),
		);
	},
};

async function carryOut(command: Command): Promise<unknown> {
	const act = acts[command.do];
	if (act) return act(command.who, command.args as string[]);
	const session = sessions.get(command.who);
	const method = session?.[command.do];
	if (!session || !method) throw new Error(`${command.who} can't ${command.do}`);
	return sent(await method.apply(session, command.args.map(received)));
}

watchTheDice();
for await (const line of createInterface({ input: process.stdin })) {
	try {
		const result = await carryOut(JSON.parse(line) as Command);
		process.stdout.write(`${JSON.stringify({ result })}\n`);
	} catch (error) {
		const { code, status } = error as { code?: string; status?: number };
		const detail = code ? sentenceOf(error) : String(error);
		const told = { code: code ?? "", status: status ?? 0, detail };
		process.stdout.write(`${JSON.stringify({ refused: told })}\n`);
	}
}
process.exit(0);
