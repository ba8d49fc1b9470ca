/** Not content about a counsellor: where, how, and a copy to take along. */

import { Button } from "../../kit/button.tsx";
import { formatDay, t } from "../../kit/locale.ts";
import { textOf } from "../content.ts";
import { Sections } from "../parts.tsx";
import { go } from "../places.ts";
import { KeepCopy } from "../screens/keep-copy.tsx";
import { Outside } from "../screens/phone.tsx";
import { GuidedPage } from "./frame.tsx";

export function Complaint() {
	const text = textOf("complaint-about-counsellor");
	return (
		<GuidedPage title={text.title} lead={text.short}>
			{({ writable }) => (
				<>
					<Sections text={text} level={2} />
					<KeepCopy />
					{writable && (
						<Button wide onClick={() => go("other-counsellor")}>
							{t("Choose somebody else")}
						</Button>
					)}
					<Outside />
					<p class="soft">{t("Checked on {day}.", { day: formatDay(text.checked_on) })}</p>
				</>
			)}
		</GuidedPage>
	);
}
