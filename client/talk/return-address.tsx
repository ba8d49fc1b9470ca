/** Where to come back with the phrase, short enough to write down beside it. */

import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { t } from "../kit/locale.ts";
import { worker } from "./remote.ts";
import { roster } from "./store.ts";

/** Only the host: whoever finds it on paper doesn't learn which organisation it is. */
export function ReturnAddress() {
	const told = useSignal("");
	const known = roster.value?.organisation.site ?? "";
	useEffect(() => {
		if (known !== "") return;
		void worker()
			.then((remote) => remote.site())
			.then((address) => (told.value = address))
			.catch(() => undefined);
	}, [known]);
	const address = known === "" ? told.value : known;
	if (!URL.canParse(address)) return null;
	return (
		<p class="talk-address">
			{t("You come back at:")} <strong translate={false}>{new URL(address).host}</strong>
		</p>
	);
}
