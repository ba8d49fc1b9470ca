/** What the scenarios share: an instance with two counsellors, and reporters as needed. */

import type {
	ConversationView,
	Draft,
	Id,
	NewConversation,
	ReporterWorker,
} from "../../protocol/api";
import { makeReporter, type SessionSettings } from "../../protocol/session/index";
import { type Desk, settingsFor } from "../desk";

export interface World {
	origin: string;
	anna: Desk;
	bram: Desk;
}

export const quickly = async (): Promise<void> => {
	await new Promise((resolve) => setTimeout(resolve, 5));
};

export function reporterOf(
	{ origin }: World,
	changes: Partial<SessionSettings> = {},
): ReporterWorker {
	return makeReporter({ ...settingsFor(origin), pause: quickly, ...changes });
}

export function message(text: string): Draft {
	return { kind: "message", content: { text } };
}

export interface Begun {
	reporter: ReporterWorker;
	view: ConversationView;
	phrase: string;
	conversation: Id;
}

/** What a reporter sends to Anna at first. */
export function toAnna({ anna }: World, text: string): NewConversation {
	return {
		roster: anna.organisation.roster,
		counsellor: anna.me.person,
		statements: [
			{
				kind: "exceptions-read",
				content: {
					version: "1",
					sector: "private",
					position: "internal",
					minor: false,
					language: "nl",
				},
			},
			{ kind: "consent-to-keep", content: { version: "1", language: "nl", months: 24 } },
			{ kind: "look-out", content: { text: "" } },
			message(text),
		],
		files: [],
		withPhrase: true,
	};
}

/** A reporter has written to Anna. */
export async function begin(
	world: World,
	text = "Hallo",
	changes: Partial<SessionSettings> = {},
): Promise<Begun> {
	const reporter = reporterOf(world, changes);
	const { roster } = world.anna.organisation;
	await reporter.openRoster(roster);
	const words = await reporter.makePhrase("nl");
	const view = await reporter.create(toAnna(world, text));
	return { reporter, view, phrase: words.join(" "), conversation: view.conversation };
}

export function texts(view: ConversationView | undefined): string[] {
	return (view?.statements ?? [])
		.filter(({ kind, state }) => kind === "message" && state === "ok")
		.map(({ content }) => String(content.text));
}

/** The code of what a promise is refused with; "" when it isn't. */
export async function codeOf(promise: Promise<unknown>): Promise<string> {
	try {
		await promise;
		return "";
	} catch (error) {
		return (error as { code?: string }).code ?? String(error);
	}
}
