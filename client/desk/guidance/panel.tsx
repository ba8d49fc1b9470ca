/** In the case: each subject, where it stands, and the way to it. */

import type { Case } from "../../casework/case.ts";
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
						<button
							type="button"
							data-row
							class="row"
							onClick={() => go({ at: "guide", id: one.id, subject: id })}
						>
							<span class="row__main">
								<span class="row__name">{title()}</span>{" "}
								<span class="row__why">{standing(guidance, today.value, one)}</span>
							</span>
						</button>
					</li>
				))}
			</ul>
		</section>
	);
}
