/** A copy of an agreement to keep or to sign by hand; nothing is sent for it. */

import font from "dejavu-fonts-ttf/ttf/DejaVuSans.ttf";
import type { Agreement } from "../casework/agreement.ts";
import { blocksOf, hashOfAgreement, whole } from "../casework/agreement-text.ts";
import { later } from "../kit/later.ts";
import { formatDay, t, tc } from "../kit/locale.ts";
import { saveAs } from "../kit/save.ts";
import type { Sheet } from "./agreement-pdf.ts";

const ATTACHED = "agreement.txt";

/** Throws when its parts can't be fetched. */
export async function keepAgreement(agreement: Agreement): Promise<void> {
	const [{ agreementPdf }, letters] = await Promise.all([
		later("agreement-pdf", () => import("./agreement-pdf.ts")),
		fetchFont(),
	]);
	saveAs(await agreementPdf(sheetOf(agreement), letters), `${tc("name of a file", "copy")}.pdf`);
}

async function fetchFont(): Promise<ArrayBuffer> {
	const answer = await fetch(font, { credentials: "omit" });
	if (!answer.ok) throw new Error("no font");
	return answer.arrayBuffer();
}

export function sheetOf(agreement: Agreement): Sheet {
	const { title, language, text, state } = agreement;
	return {
		title,
		language,
		blocks: blocksOf(text),
		sections: [
			{ title: t("Who agreed to this"), lines: [...offered(agreement), ...answered(agreement)] },
			{ title: t("How to check this"), lines: howToCheck(agreement) },
		],
		signHere:
			state === "offered"
				? [
						t("Signature of the counsellor, day"),
						t("Signature of the reporter, day. No name needed."),
					]
				: [],
		attached: { name: ATTACHED, text: whole(agreement) },
	};
}

function offered({ name, offered: day }: Agreement): string[] {
	return [t("{name}, counsellor, signed this offer on {day}.", { name, day: formatDay(day) })];
}

/** In one line: where the reporter's signature stands. */
export function answered({ state, form, on, name }: Agreement): string[] {
	const day = formatDay(on);
	if (state === "offered") return [t("The reporter has not signed it.")];
	if (state === "declined") return [t("The reporter said no on {day}. That is fine.", { day })];
	if (form === "paper")
		return [t("The reporter signed on paper on {day}. The counsellor keeps that copy.", { day })];
	if (form === "spoken")
		return [t("The reporter said yes on {day}. {name} wrote that down.", { day, name })];
	return [t("The reporter signed on {day}, with the key of this conversation.", { day })];
}

function howToCheck(agreement: Agreement): string[] {
	return [
		t("SHA-256 of the text: {hash}", { hash: hashOfAgreement(agreement) }),
		t("The exact text is in this PDF, as the attached file {file}.", { file: ATTACHED }),
		t("Any program for SHA-256 must give these same signs for that file."),
		t("This PDF is a copy. The signatures themselves are in the conversation."),
	];
}
