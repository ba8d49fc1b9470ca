/** What is read aloud before the story, line by line, with the exceptions that hold here. */

import { exceptionsFor, fill, type Item } from "../../content/content.ts";
import { Check } from "../../kit/choice.tsx";
import { t } from "../../kit/locale.ts";
import type { OrganisationMembership } from "../../protocol/api.ts";
import { content, textOf } from "../content.ts";
import { Chips } from "../parts/chips.tsx";
import type { Noted } from "./spoken.ts";

interface ScriptProps {
	membership: OrganisationMembership;
	noted: Noted;
	change: (part: Partial<Noted>) => void;
}

export function Script({ membership, noted, change }: ScriptProps) {
	const script = textOf("spoken-agreement");
	if (!script) return null;
	return (
		<section class="script" aria-labelledby="script-title">
			<h2 id="script-title">{script.title}</h2>
			<p class="soft">{script.short}</p>
			<Chips<Noted["minor"]>
				legend={t("Is somebody under 18 involved?")}
				value={noted.minor}
				onChange={(minor) => change({ minor })}
				options={[
					{ value: "", label: t("No, or not known") },
					{ value: "self", label: t("The caller") },
					{ value: "child", label: t("The caller's child") },
				]}
			/>
			<ol class="script__lines">
				{(script.items ?? []).map((line) => (
					<Line key={line.code} line={line} {...{ membership, noted, change }} />
				))}
			</ol>
			<Check
				label={t("I read this aloud, exceptions included")}
				hint={t("Noted as spoken, with today's date.")}
				checked={noted.read}
				onChange={(read) => change({ read })}
			/>
		</section>
	);
}

function Line({ line, membership, noted, change }: ScriptProps & { line: Item }) {
	const text = fill(line.text ?? "", { months: membership.retentionMonths });
	return (
		<li>
			<p>{text}</p>
			{line.insert === "exceptions" && (
				<ul>
					{exceptions(membership, noted).map((one) => (
						<li key={one.id}>{content.value?.spoken[one.id] ?? one.short}</li>
					))}
				</ul>
			)}
			{line.code === "keep" && (
				<Chips<Noted["keep"]>
					legend={t("May you make notes?")}
					value={noted.keep}
					onChange={(keep) => change({ keep })}
					options={[
						{ value: "yes", label: t("Yes") },
						{ value: "no", label: t("No") },
					]}
				/>
			)}
		</li>
	);
}

function exceptions({ sector, position }: OrganisationMembership, { minor }: Noted) {
	return exceptionsFor(content.value?.exceptions ?? [], { sector, position, minor });
}
