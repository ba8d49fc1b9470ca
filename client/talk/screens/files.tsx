/** Choosing files: what is hidden in them is taken out here, on the device. */

import { useSignal } from "@preact/signals";
import { useRef } from "preact/hooks";
import { Button } from "../../kit/button.tsx";
import { Check } from "../../kit/choice.tsx";
import { formatNumber, t } from "../../kit/locale.ts";
import { Notice } from "../../kit/notice.tsx";
import { type Chosen, choose, refusalOf } from "../chosen.ts";
import { Page } from "../page.tsx";
import { back } from "../places.ts";
import { files } from "../store.ts";
import type { Left } from "../strip/strip.ts";

export function Files() {
	return (
		<Page
			title={t("Files and photos")}
			lead={t("Photos often tell where and when they were made. We take that out here.")}
			actions={
				<Button kind="primary" wide onClick={back}>
					{files.value.length === 0 ? t("Skip this") : t("Done")}
				</Button>
			}
		>
			<FileChooser />
		</Page>
	);
}

/** The list and the button; also beside a message in a conversation. */
export function FileChooser() {
	const input = useRef<HTMLInputElement>(null);
	const refused = useSignal<string[]>([]);
	const takeOne = async (file: File) => {
		if (await choose(files, file)) return;
		const name = file.name;
		const complaint = t("The line is gone. Choose {name} again in a moment.", { name });
		refused.value = [...refused.value, complaint];
	};
	const take = (list: FileList | null) => {
		const complaints: string[] = [];
		for (const file of list ?? []) {
			const refusal = refusalOf(file);
			if (refusal === null) void takeOne(file);
			else complaints.push(complaintAbout(file.name, refusal));
		}
		refused.value = complaints;
		if (input.current) input.current.value = "";
	};
	return (
		<div class="talk-files">
			{refused.value.map((one) => (
				<Notice key={one} kind="warning" urgent>
					{one}
				</Notice>
			))}
			<ul class="talk-file-list">
				{files.value.map((chosen) => (
					<li key={chosen.key}>
						<ChosenFile chosen={chosen} />
					</li>
				))}
			</ul>
			<input
				ref={input}
				type="file"
				multiple
				hidden
				tabIndex={-1}
				aria-hidden="true"
				onChange={(event) => take(event.currentTarget.files)}
			/>
			<Button onClick={() => input.current?.click()}>
				{files.value.length === 0 ? t("Choose a file") : t("Choose another file")}
			</Button>
		</div>
	);
}

function complaintAbout(name: string, refusal: "empty" | "too-large"): string {
	return refusal === "empty"
		? t("{name} is empty, so there is nothing to send.", { name })
		: t("{name} is larger than 100 MB. Can you send a part of it?", { name });
}

export function sizeInWords(bytes: number): string {
	if (bytes < 1_000_000) return `${formatNumber(Math.max(1, Math.round(bytes / 1000)))} kB`;
	return `${formatNumber(Math.round(bytes / 100_000) / 10)} MB`;
}

function ChosenFile({ chosen }: { chosen: Chosen }) {
	const { file, cleaned } = chosen;
	const remove = () => {
		files.value = files.value.filter((one) => one.key !== chosen.key);
	};
	const keep = (keepOriginal: boolean) => {
		files.value = files.value.map((one) =>
			one.key === chosen.key ? { ...one, keepOriginal } : one,
		);
	};
	return (
		<article class="talk-file">
			<p>
				<strong>
					<bdi>{file.name}</bdi>
				</strong>{" "}
				<span class="soft">{sizeInWords(file.size)}</span>
			</p>
			<p role="status">{stateInWords(chosen)}</p>
			{cleaned?.outcome === "cleaned" && (
				<>
					{!chosen.keepOriginal && cleaned.left.map((one) => <p key={one}>{leftInWords(one)}</p>)}
					<Check
						label={t("Send the original")}
						hint={t("With place, time and device in it. That can be proof.")}
						checked={chosen.keepOriginal}
						onChange={keep}
					/>
				</>
			)}
			<Button kind="subtle" onClick={remove}>
				{t("Take {name} away", { name: file.name })}
			</Button>
		</article>
	);
}

function stateInWords({ cleaned, keepOriginal }: Chosen): string {
	if (cleaned === null) return t("Looking for hidden details…");
	if (keepOriginal) return t("Goes as it is, with everything that is in it.");
	switch (cleaned.outcome) {
		case "cleaned":
			return t("Hidden details are taken out.");
		case "plain":
			return t("This sort of file has no hidden details.");
		case "cannot":
			return t("We can't take hidden details out of this file. It goes as it is.");
	}
}

function leftInWords(left: Left): string {
	switch (left) {
		case "pictures-inside":
			return t("Photos inside may still tell where they were made.");
		case "comments-inside":
			return t("There are comments in it. Look whether your name is there.");
		case "first-frame-only":
			return t("Of a moving picture only the first frame stays.");
	}
}
