/** Everything in one file: locked with words, and made and saved on this device. */

import { useSignal } from "@preact/signals";
import { BusyButton, Button, CopyButton } from "../../kit/button.tsx";
import { Check, Choice } from "../../kit/choice.tsx";
import { Field } from "../../kit/field.tsx";
import { formatNumber, language, t, tc } from "../../kit/locale.ts";
import { Notice } from "../../kit/notice.tsx";
import { sentenceOf } from "../../kit/problems.ts";
import { plainName, saveAs } from "../../kit/save.ts";
import type { ConversationView, RosterView } from "../../protocol/api.ts";
import { filesThatFit, type Made, makeArchive } from "../archive/make.ts";
import { newWords, passphraseOf, type Weakness, weaknessOf } from "../archive/passphrase.ts";
import { notes, notesInText } from "../notes.ts";
import { worker } from "../remote.ts";
import { today, trouble } from "../store.ts";
import { GuidedPage } from "./frame.tsx";

type Lock = "words" | "own" | "none";

export function ArchivePage() {
	return (
		<GuidedPage
			title={t("Everything in one file")}
			lead={t("All that was said, the files, and the proof of who wrote it.")}
		>
			{({ view, roster }) => <Archive view={view} roster={roster} />}
		</GuidedPage>
	);
}

/** With its lock, and the words when they are ours. */
type Locked = Made & { lock: Lock; words: readonly string[] };

function Archive({ view, roster }: { view: ConversationView; roster: RosterView | null }) {
	const made = useSignal<Locked | null>(null);
	if (made.value === null)
		return <Make view={view} roster={roster} onMade={(now) => (made.value = now)} />;
	return <Save made={made.value} onAgain={() => (made.value = null)} />;
}

interface MakeProps {
	view: ConversationView;
	roster: RosterView | null;
	onMade: (made: Locked) => void;
}

function Make({ view, roster, onMade }: MakeProps) {
	const chosen = useLock();
	const share = useSignal<number | null>(null);
	const hasNotes = notes().notes.length > 0;
	const withNotes = useSignal(hasNotes);
	const make = async () => {
		const passphrase = await chosen.passphrase();
		if (passphrase === null) return;
		share.value = 0;
		trouble.value = "";
		try {
			const session = await worker();
			const own = withNotes.value ? notesInText() : "";
			const about = { view, roster, today: today(), notes: own };
			const result = await makeArchive(session, about, (now) => (share.value = now));
			const sealed = passphrase !== "" && (await session.sealArchive(result.zip, passphrase));
			const { lock, words } = chosen;
			onMade({ ...result, zip: sealed || result.zip, lock, words });
		} catch (fault) {
			trouble.value = sentenceOf(fault);
		} finally {
			share.value = null;
		}
	};
	return (
		<>
			<WhereToKeep />
			<TooLarge view={view} />
			{hasNotes && (
				<Check
					label={t("My own notes too")}
					checked={withNotes.value}
					onChange={(is) => (withNotes.value = is)}
				/>
			)}
			{chosen.fields}
			<BusyButton busy={share.value !== null} busyText={busyText(share.value)} wide onClick={make}>
				{t("Make the file")}
			</BusyButton>
		</>
	);
}

interface ChosenLock {
	lock: Lock;
	words: readonly string[];
	fields: preact.JSX.Element;
	/** "" for none; null when something is still wrong, which is then on the screen. */
	passphrase: () => Promise<string | null>;
}

function useLock(): ChosenLock {
	const lock = useSignal<Lock>("words");
	const words = useSignal<string[]>([]);
	const own = useSignal("");
	const sure = useSignal(false);
	const error = useSignal("");
	const draw = async () => {
		error.value = "";
		words.value = await newWords(language.value).catch((fault: unknown) => {
			trouble.value = sentenceOf(fault);
			return [];
		});
	};
	const passphrase = async () => {
		error.value = await whyNot(lock.value, words.value, own.value, sure.value);
		if (error.value !== "") return null;
		if (lock.value === "none") return "";
		return lock.value === "words" ? passphraseOf(words.value) : own.value;
	};
	const choose = (chosen: Lock) => {
		lock.value = chosen;
		error.value = "";
	};
	const fields = (
		<>
			<Locks value={lock.value} onChange={choose} />
			{lock.value === "words" && (
				<NewWords words={words.value} error={error.value} onDraw={() => void draw()} />
			)}
			{lock.value === "own" && (
				<Field
					label={t("Your own sentence")}
					hint={t("Seven different words or more. Not a saying, not a line from a song.")}
					error={error.value || undefined}
					value={own.value}
					confidential
					autocapitalize="none"
					onInput={(text) => (own.value = text)}
				/>
			)}
			{lock.value === "none" && (
				<NotLocked sure={sure.value} error={error.value} onSure={(is) => (sure.value = is)} />
			)}
		</>
	);
	const shown = lock.value === "words" ? words.value : [];
	return { lock: lock.value, words: shown, fields, passphrase };
}

function Locks({ value, onChange }: { value: Lock; onChange: (lock: Lock) => void }) {
	return (
		<Choice
			legend={t("How is the file locked?")}
			options={[
				{
					value: "words",
					label: t("With eight new words"),
					hint: t("We make them here. They open this file only."),
				},
				{ value: "own", label: t("With a sentence of my own") },
				{ value: "none", label: t("Not locked"), hint: t("Whoever has the file can read it.") },
			]}
			value={value}
			onChange={onChange}
		/>
	);
}

function busyText(share: number | null): string {
	return share === null || share === 0
		? t("One moment")
		: t("Making it: {n} %", { n: formatNumber(Math.floor(share * 100)) });
}

async function whyNot(lock: Lock, words: string[], own: string, sure: boolean): Promise<string> {
	if (lock === "words") return words.length > 0 ? "" : t("Make the words first.");
	if (lock === "none") return sure ? "" : t("Tick this first, or choose a lock.");
	const { complete } = await (await worker()).readPhrase(own);
	return inWords(complete ? "phrase" : weaknessOf(own));
}

function inWords(weakness: Weakness): string {
	switch (weakness) {
		case "short":
			return t("This is easy to guess. Use seven different words or more.");
		case "repeats":
			return t("There is too much of the same in it.");
		case "phrase":
			return t("This looks like a return phrase. Take other words.");
		default:
			return "";
	}
}

function WhereToKeep() {
	return (
		<section>
			<h2>{t("Where you keep it")}</h2>
			<ul>
				<li>{t("Not on a computer, phone or cloud from work. Not at a shared place.")}</li>
				<li>{t("The file stays when we destroy everything. From then on only you have it.")}</li>
				<li>{t("Its name tells nothing. That it is locked can be seen.")}</li>
			</ul>
		</section>
	);
}

function TooLarge({ view }: { view: ConversationView }) {
	const { left } = filesThatFit(view);
	if (left.length === 0) return null;
	return (
		<LeftOut
			text={t("Together these files are too large. Save them one by one in the conversation:")}
			names={left.map((one) => plainName(one.content.name))}
		/>
	);
}

function LeftOut({ text, names }: { text: string; names: readonly string[] }) {
	return (
		<Notice kind="warning">
			<p>{text}</p>
			<ul>
				{names.map((name, at) => (
					<li key={`${at}-${name}`} dir="auto">
						{name}
					</li>
				))}
			</ul>
		</Notice>
	);
}

function NewWords(props: { words: readonly string[]; error: string; onDraw: () => void }) {
	const { words, error, onDraw } = props;
	if (words.length === 0) {
		return (
			<>
				<Mistake text={error} />
				<Button onClick={onDraw}>{t("Make eight words")}</Button>
			</>
		);
	}
	return (
		<section>
			<Words words={words} />
			<p>{t("Type them later in this order, with one space in between.")}</p>
			<CopyButton text={passphraseOf(words)}>{t("Copy the words")}</CopyButton>{" "}
			<Button kind="subtle" onClick={onDraw}>
				{t("Give me other words")}
			</Button>
		</section>
	);
}

function Words({ words }: { words: readonly string[] }) {
	return (
		<>
			<p>{t("Keep these words apart from the file. Nobody can give them to you again.")}</p>
			<ol class="talk-words" translate={false}>
				{words.map((word, at) => (
					<li key={`${at}-${word}`}>{word}</li>
				))}
			</ol>
		</>
	);
}

function NotLocked(props: { sure: boolean; error: string; onSure: (is: boolean) => void }) {
	return (
		<Notice kind="danger" title={t("Everybody who gets this file reads everything.")}>
			<p>{t("Also who fixes your device, and whoever looks into your cloud.")}</p>
			<Mistake text={props.error} />
			<Check
				label={t("I know this, and want it without a lock")}
				checked={props.sure}
				onChange={props.onSure}
			/>
		</Notice>
	);
}

function Mistake({ text }: { text: string }) {
	return text === "" ? null : (
		<p class="utrecht-form-field-error-message" role="alert">
			{text}
		</p>
	);
}

function Save({ made, onAgain }: { made: Locked; onAgain: () => void }) {
	const saved = useSignal(false);
	const ending = made.lock === "none" ? "zip" : "zip.age";
	const save = () => {
		saveAs(made.zip, `${tc("name of a file", "copy")}.${ending}`);
		saved.value = true;
	};
	return (
		<>
			<Notice kind="ok" title={t("The file is ready.")} urgent>
				<p>{t("Save it now. When you leave this screen it is gone.")}</p>
			</Notice>
			{made.left.length > 0 && (
				<LeftOut
					text={t("These files are not in it. Save them one by one in the conversation:")}
					names={made.left}
				/>
			)}
			<Button kind="primary" wide onClick={save}>
				{t("Save the file")}
			</Button>
			<p role="status">
				{saved.value ? t("It was given to your browser. Look where it saves.") : ""}
			</p>
			{made.words.length > 0 && <Words words={made.words} />}
			<section>
				<h2>{t("How you open it later")}</h2>
				{made.lock === "none" ? (
					<p>{t("It is a zip file. Every phone and computer can open it.")}</p>
				) : (
					<ol>
						<li>{t("Take a program that opens age files, such as “age” itself. It is free.")}</li>
						<li>{t("Give it the file and the words. You get a zip file.")}</li>
						<li>{t("Open the zip file, and in it the conversation.")}</li>
					</ol>
				)}
				<p>{t("In the zip file is also a program that checks who wrote what.")}</p>
			</section>
			<Button kind="subtle" onClick={onAgain}>
				{t("Make it again")}
			</Button>
		</>
	);
}
