/**
 * Making keys, the first ones or others in their place: a passphrase, a recovery key that is typed
 * back, and only then they are kept.
 */

import { signal, useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { BusyButton, Button } from "../../kit/button.tsx";
import { Check } from "../../kit/choice.tsx";
import { Field } from "../../kit/field.tsx";
import { language, t } from "../../kit/locale.ts";
import { Notice } from "../../kit/notice.tsx";
import { worker } from "../remote.ts";
import { useActing } from "./acting.ts";
import { Door } from "./door.tsx";
import { OwnPassphrase } from "./own-passphrase.tsx";
import { renewKeys } from "./renewal.ts";
import { Refused } from "./server.ts";
import { findOut, freshPrf, typedPassword, whenLocked } from "./session.ts";

type Step = "why" | "words" | "own" | "recovery" | "back";

const step = signal<Step>("why");
const made = signal<{ words: string[]; recovery: string } | null>(null);
/** null: the words. */
const own = signal<string | null>(null);
/** Other keys are being made in the place of those that are open. */
export const makingOthers = signal(false);

whenLocked.push(forget);

function forget(): void {
	step.value = "why";
	made.value = null;
	own.value = null;
	makingOthers.value = false;
}

/** Makes other keys and shows what opens them; nothing is sent until they are kept. */
export async function makeOthers(): Promise<void> {
	await make();
	makingOthers.value = true;
}

async function make(): Promise<void> {
	made.value = await (await worker()).makeKeys(language.value);
	step.value = "words";
}

/** Until the recovery key is typed back, the old keys stay what they are. */
function Stop() {
	if (!makingOthers.value) return null;
	return (
		<Button kind="subtle" onClick={forget}>
			{t("Stop, and keep my old keys")}
		</Button>
	);
}

export function MakeKeys() {
	switch (step.value) {
		case "why":
			return <Why />;
		case "words":
			return <Words />;
		case "own":
			return (
				<OwnPassphrase
					onBack={() => (step.value = "words")}
					onChosen={(passphrase) => {
						own.value = passphrase;
						step.value = "recovery";
					}}
				/>
			);
		case "recovery":
			return <Recovery />;
		case "back":
			return <TypeBack />;
	}
}

function Why() {
	const { busy, wrong, act } = useActing();
	return (
		<Door
			name="keys"
			title={t("Your keys")}
			step={{ at: 1, of: 4 }}
			wrong={wrong.value}
			actions={
				<BusyButton
					busy={busy.value}
					busyText={t("Making your keys")}
					onClick={() => void act(make)}
					wide
				>
					{t("Make my keys")}
				</BusyButton>
			}
		>
			<p>{t("What reporters write to you is locked. Only your keys open it.")}</p>
			<p>{t("Your browser makes them now. They never leave it unlocked.")}</p>
			<p>
				{t(
					"So nobody can read along: not your employer, not us. Lose them all, and nobody can let you back in.",
				)}
			</p>
		</Door>
	);
}

function Words() {
	const words = made.value?.words ?? [];
	const wrote = useSignal(false);
	const next = () => {
		own.value = null;
		step.value = "recovery";
	};
	return (
		<Door
			name="words"
			title={t("Six words that open your keys")}
			step={{ at: 2, of: 4 }}
			foot={<Stop />}
			lead={
				<p>
					{freshPrf.value
						? t("You need these when your passkey is not at hand.")
						: t("You need these each time you unlock.")}
				</p>
			}
			actions={
				<>
					<Button kind="primary" disabled={!wrote.value} onClick={next} wide>
						{t("Continue")}
					</Button>
					<Button kind="subtle" onClick={() => (step.value = "own")} wide>
						{t("Rather a passphrase of my own")}
					</Button>
				</>
			}
		>
			<ol class="desk-words" translate={false}>
				{words.map((word) => (
					<li key={word}>{word}</li>
				))}
			</ol>
			<p>{t("Write them on paper, or in a password manager that only you can open.")}</p>
			<Check
				label={t("I have kept the six words")}
				checked={wrote.value}
				onChange={(checked) => (wrote.value = checked)}
			/>
		</Door>
	);
}

function Recovery() {
	const key = made.value?.recovery ?? "";
	return (
		<Door
			name="recovery"
			title={t("Your recovery key")}
			step={{ at: 3, of: 4 }}
			foot={<Stop />}
			lead={<p>{t("For when everything else is lost. Print it, or copy it by hand.")}</p>}
			actions={
				<>
					<Button kind="primary" onClick={() => (step.value = "back")} wide>
						{t("I have it on paper")}
					</Button>
					<Button kind="secondary" onClick={() => print()} wide>
						{t("Print")}
					</Button>
				</>
			}
		>
			<p class="desk-recovery" translate={false}>
				{key.split("-").map((group) => (
					<span key={group}>{group}</span>
				))}
			</p>
			<p>{t("Keep the sheet at home, not at work. Whoever has it can open your keys.")}</p>
			<Notice kind="warning">
				{t("A printer at work may keep what it printed. Rather copy it by hand there.")}
			</Notice>
		</Door>
	);
}

async function keepFirst(): Promise<void> {
	const fresh = freshPrf.value;
	await (await worker()).keepKeys({
		passphrase: own.value,
		prf: fresh?.prf ?? null,
		label: fresh?.label ?? "",
	});
	freshPrf.value = null;
	typedPassword.value = "";
	await findOut();
}

function TypeBack() {
	const typed = useSignal("");
	const { busy, wrong, act } = useActing();
	const keep = (event: Event) => {
		event.preventDefault();
		void act(async () => {
			const remote = await worker();
			if (!(await remote.checkRecovery(typed.value))) {
				throw new Refused(-1, "recovery-differs", t("This is not the same yet. Check each group."));
			}
			if (makingOthers.peek()) await renewKeys(own.value);
			else await keepFirst();
			forget();
		});
	};
	useEffect(() => {
		typed.value = "";
	}, []);
	return (
		<Door
			name="type-back"
			title={t("Type the recovery key back")}
			step={{ at: 4, of: 4 }}
			wrong={wrong.value}
			onBack={() => (step.value = "recovery")}
			foot={<Stop />}
			lead={<p>{t("Then we both know that it is right. Capitals and spaces don't matter.")}</p>}
		>
			<form onSubmit={keep}>
				<Field
					multiline
					rows={3}
					label={t("Recovery key")}
					hint={t("Nine groups of four, from your sheet.")}
					confidential
					autocapitalize="characters"
					required
					value={typed.value}
					onInput={(value) => (typed.value = value)}
				/>
				<BusyButton
					type="submit"
					busy={busy.value}
					busyText={t("Sealing your keys. This takes a moment.")}
					wide
				>
					{t("Keep my keys")}
				</BusyButton>
			</form>
		</Door>
	);
}
