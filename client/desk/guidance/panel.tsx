/** In the case: each subject, where it stands, and the way to it. */

import type { Case } from "../../casework/case.ts";
import { Button } from "../../kit/button.tsx";
import { t } from "../../kit/locale.ts";
import { today } from "../cases/store.ts";
import { go } from "../places.ts";
import { guidanceOfCase } from "./state.ts";
import { subjects } from "./subjects.ts";

export function GuidancePanel({ one }: { one: Case }) {
	if (subjects.length === 0 || one.stage === "new") return null;
	const guidance = guidanceOfCase(one);
	return (
		<section class="panel" aria-labelledby="guidance-title">
			<h2 id="guidance-title">{t("Together")}</h2>
			<ul class="subjects">
				{subjects.map(({ id, title, standing }) => (
					<li key={id}>
						<Button
							data-row
							kind="subtle"
							onClick={() => go({ at: "guide", id: one.id, subject: id })}
						>
							<span class="subjects__title">{title()}</span>
							<span class="soft">{standing(guidance, today.value, one)}</span>
						</Button>
					</li>
				))}
			</ul>
		</section>
	);
}
