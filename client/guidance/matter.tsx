/** What the order of the routes depends on besides the subject; asked on the screen, kept nowhere. */

import { type Signal, useSignal } from "@preact/signals";
import type { Matter } from "../casework/route-order.ts";
import { Check } from "../kit/choice.tsx";
import { t } from "../kit/locale.ts";

export type Circumstances = Omit<Matter, "subjects">;

/** By conversation or case, so that a screen that is left and found again still knows. */
const known = new Map<string, Circumstances>();

export function useCircumstances(of: string): Signal<Circumstances> {
	const now = useSignal(known.get(of) ?? {});
	known.set(of, now.value);
	return now;
}

export function CircumstancesFields({ now }: { now: Signal<Circumstances> }) {
	const change = (part: Circumstances) => {
		now.value = { ...now.peek(), ...part };
	};
	return (
		<details class="guide-more">
			<summary>{t("Put the ways in another order")}</summary>
			<Check
				label={t("There is danger, or there was violence, a threat or an assault")}
				checked={now.value.danger ?? false}
				onChange={(danger) => change({ danger })}
			/>
			<Check
				label={t("It is about the director, the board or a counsellor")}
				checked={now.value.aboutTheTop ?? false}
				onChange={(aboutTheTop) => change({ aboutTheTop })}
			/>
			<Check
				label={t("Show the formal ways first")}
				checked={now.value.formalFirst ?? false}
				onChange={(formalFirst) => change({ formalFirst })}
			/>
		</details>
	);
}
