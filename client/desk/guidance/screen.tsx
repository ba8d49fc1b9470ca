/** One subject of one case. */

import { breachInWords, guidanceInWords } from "../../guidance/words.ts";
import { t } from "../../kit/locale.ts";
import { Notice } from "../../kit/notice.tsx";
import type { Id } from "../../protocol/api.ts";
import { byId } from "../cases/store.ts";
import { OrganisationMark } from "../parts/marks.tsx";
import { labelOf } from "../parts/names.ts";
import { Page } from "../parts/page.tsx";
import type { SubjectId } from "../places.ts";
import { names } from "./names.ts";
import { guidanceOfCase } from "./state.ts";
import { subjects } from "./subjects.ts";

export function GuideScreen({ id, subject }: { id: Id; subject: SubjectId }) {
	const one = byId.value.get(id);
	const shown = subjects.find((other) => other.id === subject);
	if (!one || !shown) {
		return (
			<Page name="guide" title={t("One moment")}>
				{null}
			</Page>
		);
	}
	const guidance = guidanceOfCase(one);
	return (
		<Page
			name={`guide-${subject}`}
			title={shown.title()}
			beside={
				<>
					<span translate={false}>{labelOf(one)}</span> <OrganisationMark id={one.organisation} />
				</>
			}
		>
			{guidance.invalid.map(({ told, breach }) => (
				<Notice key={told.id} kind="warning">
					{guidanceInWords(told.kind, told.content as never, names)?.title}: {breachInWords(breach)}
				</Notice>
			))}
			<shown.Screen one={one} guidance={guidance} />
		</Page>
	);
}
