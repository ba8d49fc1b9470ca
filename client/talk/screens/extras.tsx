/** What may go with a story, one question a screen: all of it may stay empty. */

import { answerOf, codesOf } from "../../casework/kinds.ts";
import type { Item } from "../../content/content.ts";
import { Button } from "../../kit/button.tsx";
import { Choice, Choices } from "../../kit/choice.tsx";
import { Field } from "../../kit/field.tsx";
import { t } from "../../kit/locale.ts";
import { Notice } from "../../kit/notice.tsx";
import { content, sentence } from "../content.ts";
import { Page } from "../page.tsx";
import { back } from "../places.ts";
import { answer, answers, chosenCard } from "../store.ts";

function Done({ empty }: { empty: boolean }) {
	return (
		<Button kind="primary" wide onClick={back}>
			{empty ? t("Skip this") : t("Done")}
		</Button>
	);
}

export function LookOut() {
	const name = chosenCard.value?.profile.name ?? "";
	const { lookOut } = answers.value;
	return (
		<Page
			title={t("Who or which team is it about?")}
			lead={t("{name} opens this first, before your story.", { name })}
			actions={<Done empty={lookOut === ""} />}
		>
			<p>
				{t(
					"A friend, their own boss, or somebody they help too? Then your story stays closed. You hear it and choose somebody else.",
				)}
			</p>
			<Field
				label={t("A name, a function or a team")}
				value={lookOut}
				confidential
				onInput={(text) => answer({ lookOut: text })}
			/>
		</Page>
	);
}

export function Name() {
	const { name } = answers.value;
	return (
		<Page
			title={t("Do you want to give your name?")}
			lead={t("You may stay anonymous. You can also do this later.")}
			actions={<Done empty={name === ""} />}
		>
			<Field
				label={t("Your name, or a name of your own making")}
				value={name}
				confidential
				dir="auto"
				onInput={(text) => answer({ name: text })}
			/>
		</Page>
	);
}

export function Reachable() {
	const name = chosenCard.value?.profile.name ?? "";
	const given = answers.value.reachable;
	const change = (part: Partial<{ allowed: boolean; how: string; when: string }>) =>
		answer({ reachable: { allowed: true, how: "", when: "", ...given, ...part } });
	return (
		<Page
			title={t("May {name} reach you outside this page?", { name })}
			actions={<Done empty={given === null} />}
		>
			<Choice
				legend={t("May {name} reach you outside this page?", { name })}
				legendHidden
				options={[
					{
						value: "no",
						label: t("No, only here"),
						hint: t("You come back yourself, with your phrase."),
					},
					{
						value: "yes",
						label: t("Yes"),
						hint: t("For example by phone or private mail."),
					},
				]}
				value={given === null ? null : given.allowed ? "yes" : "no"}
				onChange={(choice) => change({ allowed: choice === "yes" })}
			/>
			{given?.allowed && (
				<>
					<Notice kind="info">{sentence("safety", "work-phone")}</Notice>
					<Field
						label={t("How?")}
						hint={t("A number or an address that only you read.")}
						value={given.how}
						confidential
						onInput={(how) => change({ how })}
					/>
					<Field
						label={t("When is it safe?")}
						hint={t("For example: after six, not on Wednesday.")}
						value={given.when}
						confidential
						onInput={(when) => change({ when })}
					/>
				</>
			)}
		</Page>
	);
}

export function Inventory() {
	const questions = content.value?.choices.inventory;
	if (questions === undefined) return null;
	const given = answers.value.inventory;
	const empty = Object.values(given).every((one) => one === "");
	return (
		<Page title={questions.title} lead={questions.short} actions={<Done empty={empty} />}>
			{questions.items.map((item) => (
				<Question key={item.code} item={item} />
			))}
		</Page>
	);
}

function Question({ item }: { item: Item }) {
	const given = answers.value.inventory;
	const value = given[item.code] ?? "";
	const set = (next: string) => answer({ inventory: { ...given, [item.code]: next } });
	const label = item.label ?? "";
	if (item.options === undefined) {
		return (
			<Field
				multiline
				confidential
				rows={3}
				label={label}
				hint={item.text}
				value={value}
				onInput={set}
			/>
		);
	}
	const codes = item.multiple ? codesOf(value) : [value];
	const shown = item.options.find((option) => option.show && codes.includes(option.code))?.show;
	const question = {
		legend: label,
		hint: item.text,
		options: item.options.map((option) => ({ value: option.code, label: option.label })),
	};
	return (
		<div class="talk-question">
			{item.multiple ? (
				<Choices {...question} values={codes} onChange={(next) => set(answerOf(next))} />
			) : (
				<Choice {...question} value={value === "" ? null : value} onChange={set} />
			)}
			{shown && <Notice kind="warning">{sentence("safety", shown)}</Notice>}
			{value !== "" && (
				<Button kind="subtle" onClick={() => set("")}>
					{t("Leave this open after all")}
				</Button>
			)}
		</div>
	);
}
