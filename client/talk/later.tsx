/** Everything after coming back is loaded only then: whoever writes for the first time needs none of it. */

import { useSignal } from "@preact/signals";
import type { ComponentType } from "preact";
import { useEffect } from "preact/hooks";
import { Button } from "../kit/button.tsx";
import { later } from "../kit/later.ts";
import { t } from "../kit/locale.ts";
import { Notice } from "../kit/notice.tsx";
import { Loading } from "./parts.tsx";
import { type Place, place } from "./places.ts";

type Screens = Partial<Record<Place, ComponentType>>;

let known: Screens | null = null;

async function load(): Promise<Screens> {
	known ??= (await later("afterwards", () => import("./afterwards.tsx"))).afterwards;
	return known;
}

/** Fetches them already, without showing anything, while somebody is busy with something else. */
export function fetchAhead(): void {
	load().catch(() => undefined);
}

export function Later() {
	const screens = useSignal<Screens | null>(known);
	const failed = useSignal(false);
	const fetch = () => {
		failed.value = false;
		load().then(
			(loaded) => {
				screens.value = loaded;
			},
			() => {
				failed.value = true;
			},
		);
	};
	useEffect(fetch, []);
	const Shown = screens.value?.[place.value];
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
