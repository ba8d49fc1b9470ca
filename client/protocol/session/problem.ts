/** What goes wrong on the way to the server or in the client, as one kind of error. */

import type { JsonObject, Language, LuwteErrorShape } from "../api";

export class LuwteError extends Error implements LuwteErrorShape {
	override readonly name = "LuwteError";

	constructor(
		readonly code: string,
		readonly status: number,
		readonly detail: string,
		/** Further members of the server's problem details: `head`, `length`, `offset`. */
		readonly fields: JsonObject = {},
	) {
		super(`${code} (${status}): ${detail}`);
	}

	get shape(): LuwteErrorShape {
		return { code: this.code, status: this.status, detail: this.detail };
	}
}

/** What the client itself says. Screens may have their own words for a code; these are never wrong. */
const sentences = {
	"line-gone": {
		nl: "Er is geen verbinding. Probeer het straks opnieuw.",
		en: "There is no connection. Try again in a moment.",
	},
	"bad-answer": {
		nl: "De server gaf een antwoord dat niet klopt.",
		en: "The server gave an answer that is not right.",
	},
	locked: {
		nl: "Dit is op slot. Open het eerst.",
		en: "This is locked. Open it first.",
	},
	"wrong-phrase": {
		nl: "Met deze woorden vinden wij geen gesprek.",
		en: "We find no conversation with these words.",
	},
	"incomplete-phrase": {
		nl: "Dit zijn nog geen acht woorden uit de lijst.",
		en: "These are not yet eight words from the list.",
	},
	"no-phrase": {
		nl: "Maak eerst je terugkeerwoorden.",
		en: "Make your return phrase first.",
	},
	"wrong-passphrase": {
		nl: "Hiermee gaat je sleutel niet open.",
		en: "This does not open your key.",
	},
	"wrong-recovery": {
		nl: "Deze herstelsleutel klopt niet.",
		en: "This recovery key is not right.",
	},
	refused: {
		nl: "De server gaf iets wat niet klopt. Daarom is er niets verstuurd of geopend.",
		en: "The server gave something that is not right. So nothing was sent or opened.",
	},
	"unknown-conversation": {
		nl: "Dit gesprek is hier niet open.",
		en: "This conversation is not open here.",
	},
	"one-time-phrase": {
		nl: "Vervang eerst de woorden die je kreeg.",
		en: "Replace the words you were given first.",
	},
	"file-too-large": {
		nl: "Dit bestand is te groot.",
		en: "This file is too large.",
	},
	"file-empty": {
		nl: "Dit bestand is leeg.",
		en: "This file is empty.",
	},
	"text-too-long": {
		nl: "Deze tekst is te lang om te versturen.",
		en: "This text is too long to send.",
	},
	"file-damaged": {
		nl: "Dit bestand is beschadigd aangekomen.",
		en: "This file arrived damaged.",
	},
	"already-running": {
		nl: "Dit is al bezig.",
		en: "This is already going on.",
	},
	"unknown-roster": {
		nl: "Deze organisatie kennen wij niet.",
		en: "We do not know this organisation.",
	},
	"no-keys": {
		nl: "Je hebt nog geen sleutel gemaakt.",
		en: "You have not made a key yet.",
	},
	"not-current": {
		nl: "Deze vertrouwenspersoon kan nu niets ontvangen.",
		en: "This counsellor cannot receive anything now.",
	},
	"try-again": {
		nl: "Iemand was je net voor. Probeer het opnieuw.",
		en: "Somebody was just before you. Try again.",
	},
	internal: {
		nl: "Er ging iets mis. Probeer het opnieuw.",
		en: "Something went wrong. Try again.",
	},
} as const;

export type ClientCode = keyof typeof sentences;

/** An error that the client makes itself: -1, or 0 when the line is gone. */
export function clientError(code: ClientCode, language: Language, why = ""): LuwteError {
	const error = new LuwteError(code, code === "line-gone" ? 0 : -1, sentences[code][language]);
	if (why) error.cause = why;
	return error;
}

export function isStatus(error: unknown, status: number): error is LuwteError {
	return error instanceof LuwteError && error.status === status;
}
