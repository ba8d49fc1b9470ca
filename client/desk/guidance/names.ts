/** What codes and ids are called on the desk. */

import { placeInWords } from "../../guidance/meeting-places.ts";
import type { Names } from "../../guidance/words.ts";
import { rosters } from "../cases/store.ts";
import { nameOfCode } from "../content.ts";

export const names: Names = {
	route: (id) => nameOfCode("routes", id),
	place: placeInWords,
	channel: (code) => nameOfCode("channels", code),
	person: (id) => {
		const cards = Object.values(rosters.value).flatMap((one) => one.counsellors);
		return cards.find((card) => card.person === id)?.profile.name ?? "";
	},
};
