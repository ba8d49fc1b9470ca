/** What it is about, and how the reporter is involved. Both can be skipped with one tap. */

import { Button } from "../../kit/button.tsx";
import { Choices } from "../../kit/choice.tsx";
import { t } from "../../kit/locale.ts";
import { content, textOf } from "../content.ts";
import { Page } from "../page.tsx";
import { Paragraphs, Points } from "../parts.tsx";
import { go } from "../places.ts";
import { answer, answers } from "../store.ts";

export function Subject() {
	const topics = content.value?.choices.topics;
	if (topics === undefined) return null;
	const chosen = answers.value.subjects;
	const outside = topics.items.some(
		(item) => item.domain === "buiten" && chosen.includes(item.code),
	);
	return (
		<Page
			title={topics.title}
			lead={topics.short}
			actions={
				<Button kind="primary" wide onClick={() => go("role")}>
					{chosen.length > 0 ? t("Go on") : t("Skip this")}
				</Button>
			}
		>
			<Choices
				legend={topics.title}
				legendHidden
				options={topics.items.map((item) => ({
					value: item.code,
					label: item.label,
					hint: item.text,
				}))}
				values={chosen}
				onChange={(subjects) => answer({ subjects })}
			/>
			{outside && <Elsewhere />}
		</Page>
	);
}

/** Not for a counsellor, strictly; heard all the same. */
function Elsewhere() {
	const text = textOf("elsewhere");
	return (
		<section class="talk-aside" aria-live="polite">
			<h2>{text.title}</h2>
			<p>{text.short}</p>
			<Points points={text.points} />
			<Paragraphs lines={text.closing} />
		</section>
	);
}

export function Role() {
	const roles = content.value?.choices.roles;
	if (roles === undefined) return null;
	const choose = (role: string) => {
		answer({ role });
		go("whom");
	};
	return (
		<Page
			title={roles.title}
			lead={roles.short}
			actions={
				<Button kind="subtle" wide onClick={() => choose("")}>
					{t("Skip this")}
				</Button>
			}
		>
			<ul class="talk-ways">
				{roles.items.map((item) => (
					<li key={item.code}>
						<button
							type="button"
							class="talk-way"
							aria-pressed={answers.value.role === item.code}
							onClick={() => choose(item.code)}
						>
							<span class="talk-way-label">{item.label}</span>
							{item.text && <span class="talk-way-hint">{item.text}</span>}
						</button>
					</li>
				))}
			</ul>
		</Page>
	);
}
