/** Choosing files: what is hidden in them is taken out here, on the device. */

import { type Signal, useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useRef } from "preact/hooks";
import { Button, type ButtonKind } from "./button.tsx";
import { Check } from "./choice.tsx";
import { type Chosen, choose, refusalOf } from "./chosen.ts";
import { formatNumber, t } from "./locale.ts";
import { Notice } from "./notice.tsx";
import type { Left } from "./strip/strip.ts";

/** What was chosen, and the names of what could not be, each with its sentence. */
export interface Choosing {
	files: Signal<Chosen[]>;
	refused: Signal<string[]>;
}

/** The list and below it the button: for a screen of its own, or beside a message. */
export function FileChooser({ files }: Pick<Choosing, "files">) {
	const refused = useSignal<string[]>([]);
	const choosing = { files, refused };
	return (
		<div class="files">
			<ChosenFiles {...choosing} />
			<PickButton onPick={(picked) => take(choosing, picked)}>
				{files.value.length === 0 ? t("Choose a file") : t("Choose another file")}
			</PickButton>
			<p class="soft">{t("At most 100 MB a file or photo.")}</p>
		</div>
	);
}

/** Takes files into the list; what is empty or too large is refused with a sentence. */
export function take(choosing: Choosing, picked: readonly File[]): void {
	const complaints: string[] = [];
	for (const file of picked) {
		const refusal = refusalOf(file);
		if (refusal === null) void takeOne(choosing, file);
		else complaints.push(complaintAbout(file.name, refusal));
	}
	choosing.refused.value = complaints;
}

async function takeOne({ files, refused }: Choosing, file: File): Promise<void> {
	if (await choose(files, file)) return;
	const complaint = t("The line is gone. Choose {name} again in a moment.", { name: file.name });
	refused.value = [...refused.value, complaint];
}

/** Each file with what is done to it; above them what could not be taken. */
export function ChosenFiles({ files, refused }: Choosing) {
	const change = (key: string, now: Chosen | null) => {
		const others = files.value.map((one) => (one.key === key ? now : one));
		files.value = others.filter((one) => one !== null);
	};
	return (
		<>
			{refused.value.map((one) => (
				<Notice key={one} kind="warning" urgent>
					{one}
				</Notice>
			))}
			<ul class="files__list">
				{files.value.map((chosen) => (
					<li key={chosen.key}>
						<ChosenFile chosen={chosen} onChange={(one) => change(chosen.key, one)} />
					</li>
				))}
			</ul>
		</>
	);
}

interface PickButtonProps {
	children: ComponentChildren;
	kind?: ButtonKind;
	class?: string;
	"aria-label"?: string;
	/** Which files may be picked, as in the `accept` of an input; empty for any, several at once. */
	accept?: string;
	onPick: (files: File[]) => void;
}

/** Looks and acts as every other button, and opens the device's own way to choose a file. */
export function PickButton({ children, accept = "", onPick, ...button }: PickButtonProps) {
	const input = useRef<HTMLInputElement>(null);
	const take = (list: FileList | null) => {
		onPick([...(list ?? [])]);
		// Else the same file could not be chosen again.
		if (input.current) input.current.value = "";
	};
	return (
		<>
			<input
				ref={input}
				type="file"
				accept={accept}
				multiple={accept === ""}
				hidden
				tabIndex={-1}
				aria-hidden="true"
				onChange={(event) => take(event.currentTarget.files)}
			/>
			<Button {...button} onClick={() => input.current?.click()}>
				{children}
			</Button>
		</>
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

interface ChosenFileProps {
	chosen: Chosen;
	/** Null takes it out of the list. */
	onChange: (chosen: Chosen | null) => void;
}

function ChosenFile({ chosen, onChange }: ChosenFileProps) {
	const { file, cleaned, keepOriginal } = chosen;
	return (
		<article class="files__one">
			<p>
				<strong translate={false}>
					<bdi>{file.name}</bdi>
				</strong>{" "}
				<span class="soft">{sizeInWords(file.size)}</span>
			</p>
			<p role="status">{stateInWords(chosen)}</p>
			{cleaned?.outcome === "cleaned" && (
				<>
					{!keepOriginal && cleaned.left.map((one) => <p key={one}>{leftInWords(one)}</p>)}
					<Check
						label={t("Send the original")}
						hint={t("With place, time and device in it. That can be proof.")}
						checked={keepOriginal}
						onChange={(keep) => onChange({ ...chosen, keepOriginal: keep })}
					/>
				</>
			)}
			<Button kind="subtle" onClick={() => onChange(null)}>
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
