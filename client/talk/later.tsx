/** Screens that are loaded when somebody gets there, so that the first one comes quickly. */

import { signal, useSignal } from "@preact/signals";
import type { ComponentType } from "preact";
import { useEffect } from "preact/hooks";
import { Button } from "../kit/button.tsx";
import { later } from "../kit/later.ts";
import { language, t } from "../kit/locale.ts";
import { Notice } from "../kit/notice.tsx";
import { contentIsWhole, loadLaterContent } from "./content.ts";
import { Loading } from "./parts.tsx";
import { type Place, place } from "./places.ts";
import { chosenCard } from "./store.ts";

/** `replaced` stands before all places of an organisation whose list was begun anew. */
type LaterScreen = Place | "replaced";
export type Screens = Partial<Record<LaterScreen, ComponentType>>;

const parts = {
	writing: async () => (await later("writing", () => import("./writing.tsx"))).writing,
	afterwards: async () => (await later("afterwards", () => import("./afterwards.tsx"))).afterwards,
	guidance: async () => (await later("guidance", () => import("./guidance.tsx"))).guidance,
};

const loaded = signal<Screens>({});

async function load(part: keyof typeof parts): Promise<void> {
	const [screens] = await Promise.all([parts[part](), loadLaterContent(language.value)]);
	loaded.value = { ...loaded.value, ...screens };
}

/** Fetches a part while somebody is still reading the screen before. */
export function fetchAhead(part: keyof typeof parts): void {
	load(part).catch(() => undefined);
}

const beforeChoosing = new Set<Place>(["subject", "role", "whom"]);

/** Whoever was chosen may be gone, after a resumed draft for instance: then somebody is chosen anew. */
function reachable(part: keyof typeof parts): Place {
	const toSomebody = part === "writing" && !beforeChoosing.has(place.value);
	return toSomebody && chosenCard.value === null ? "whom" : place.value;
}

export function Later({ part, at }: { part: keyof typeof parts; at?: LaterScreen }) {
	const failed = useSignal(false);
	const fetch = () => {
		failed.value = false;
		load(part).catch(() => {
			failed.value = true;
		});
	};
	const Shown = contentIsWhole.value ? loaded.value[at ?? reachable(part)] : undefined;
	const chosen = language.value;
	useEffect(() => {
		if (!Shown) fetch();
	}, [part, chosen]);
	useEffect(() => {
		// Its screens come with the conversation: when one of them is opened nobody sees.
		if (place.value.startsWith("conversation")) fetchAhead("guidance");
	}, [place.value]);
	if (Shown) return <Shown />;
	return (
		<div class="screen">
			{failed.value ? (
				<Notice kind="warning" urgent>
					<p>{t("The line is gone. Try again in a moment.")}</p>
					<Button onClick={fetch}>{t("Try again")}</Button>
				</Notice>
			) : (
				<Loading />
			)}
		</div>
	);
}
