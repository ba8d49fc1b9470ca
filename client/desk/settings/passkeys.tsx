/** The passkeys: which sign in, which open the keys, adding one and taking one away. */

import { type Signal, useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { BusyButton, Button } from "../../kit/button.tsx";
import { Dialog } from "../../kit/dialog.tsx";
import { Field } from "../../kit/field.tsx";
import { formatDay, t } from "../../kit/locale.ts";
import { Notice } from "../../kit/notice.tsx";
import type { Day, Id } from "../../protocol/api.ts";
import { useActing } from "../account/acting.ts";
import { passkeysWork, prfFromPasskey } from "../account/passkey.ts";
import { useProvenActing } from "../account/prove.tsx";
import { Refused } from "../account/server.ts";
import { freshPrf, me, registerPasskey } from "../account/session.ts";
import { forgetPasskey, readSignInWays, type SignInWays } from "../account/sign-in-ways.ts";
import { worker } from "../remote.ts";
import { tell } from "../tell.ts";

export function Passkeys() {
	const ways = useSignal<SignInWays | null>(null);
	const { wrong, act } = useActing();
	const look = () =>
		act(async () => {
			ways.value = await readSignInWays();
		});
	useEffect(() => {
		void look();
	}, []);
	return (
		<>
			<section class="panel">
				<h2>{t("Your passkeys")}</h2>
				{wrong.value && <Notice kind="warning">{wrong.value}</Notice>}
				{ways.value && <Rows ways={ways.value} onChange={() => void look()} />}
			</section>
			{passkeysWork() && <AddPasskey ways={ways} onChange={() => void look()} />}
		</>
	);
}

interface Device {
	name: string;
	/** For signing in; null when it only opens the keys. */
	passkey: number | null;
	made: Day | "";
	used: Day | "";
	/** Those of this name that open the keys: a passkey and what it opens share only their name. */
	unlockers: Id[];
}

function devicesOf({ passkeys }: SignInWays): Device[] {
	const unlockers = (me.value?.unlockers ?? []).filter(({ type }) => type === "passkey");
	const named = (name: string) =>
		unlockers.filter(({ label }) => label === name).map(({ id }) => id);
	const devices: Device[] = passkeys.map(({ id, name, made, used }) => ({
		...{ name, made, used, passkey: id },
		unlockers: named(name),
	}));
	const names = new Set(passkeys.map(({ name }) => name));
	for (const { id, label } of unlockers) {
		if (!names.has(label))
			devices.push({ name: label, passkey: null, made: "", used: "", unlockers: [id] });
	}
	return devices;
}

interface RowsProps {
	ways: SignInWays;
	onChange: () => void;
}

function Rows({ ways, onChange }: RowsProps) {
	const chosen = useSignal<Device | null>(null);
	const devices = devicesOf(ways);
	/** Who takes this one away must still be able to come in. */
	const isLast = ({ passkey }: Device) =>
		passkey !== null && !ways.withoutPasskey && ways.passkeys.length < 2;
	if (devices.length === 0) return <p class="soft">{t("You have none yet.")}</p>;
	return (
		<>
			<ul class="plain-rows">
				{devices.map((one) => (
					<li key={`${one.passkey}-${one.unlockers[0]}`}>
						<span>
							<strong translate={false}>{one.name}</strong>
							<span class="facts__line soft">{whatItDoes(one)}</span>
							{one.made !== "" && <span class="facts__line soft">{whenUsed(one)}</span>}
							{isLast(one) && (
								<span class="facts__line">
									{t("This is your only way to sign in. First add another one.")}
								</span>
							)}
						</span>
						{!isLast(one) && (
							<Button
								kind="subtle"
								aria-label={t("Remove {what}", { what: one.name })}
								onClick={() => (chosen.value = one)}
							>
								{t("Remove")}
							</Button>
						)}
					</li>
				))}
			</ul>
			<Removal
				device={chosen.value}
				onClose={() => (chosen.value = null)}
				onRemoved={(name) => {
					chosen.value = null;
					tell(t("{name} opens nothing any more", { name }));
					onChange();
				}}
			/>
		</>
	);
}

function whatItDoes({ passkey, unlockers }: Device): string {
	if (passkey === null) return t("Opens your keys, but can't sign in.");
	return unlockers.length > 0
		? t("Signs you in and opens your keys.")
		: t("Signs you in, but doesn't open your keys.");
}

function whenUsed({ made, used }: Device): string {
	return used === ""
		? t("Made on {made}.", { made: formatDay(made) })
		: t("Made on {made}, last used on {used}.", { made: formatDay(made), used: formatDay(used) });
}

interface RemovalProps {
	device: Device | null;
	onClose: () => void;
	onRemoved: (name: string) => void;
}

function Removal({ device, onClose, onRemoved }: RemovalProps) {
	const words = useSignal("");
	const { busy, wrong, act, question } = useProvenActing();
	const opensKeys = device !== null && device.unlockers.length > 0;
	const remove = (event: Event) => {
		event.preventDefault();
		if (device === null) return;
		const typed = words.peek();
		void act(async () => {
			await lockOut(device, typed);
			if (device.passkey !== null) await forgetPasskey(device.passkey);
			words.value = "";
			onRemoved(device.name);
		});
	};
	return (
		<>
			<Dialog
				open={device !== null}
				title={t("Remove {what}", { what: device?.name ?? "" })}
				onClose={onClose}
			>
				<p>{t("It then signs nobody in, and opens nothing here. Your cases stay as they are.")}</p>
				<p>{t("Delete it on the device itself too, in its list of passkeys.")}</p>
				{wrong.value && (
					<Notice kind="warning" urgent>
						{wrong.value}
					</Notice>
				)}
				<form onSubmit={remove}>
					{opensKeys && (
						<Field
							label={t("Your six words, or your passphrase")}
							hint={t("Your keys get a new lock, and these words must fit it.")}
							type="password"
							autocomplete="off"
							confidential
							required
							value={words.value}
							onInput={(value) => (words.value = value)}
						/>
					)}
					<BusyButton type="submit" kind="danger" busy={busy.value} busyText={t("One moment")}>
						{t("Remove this passkey")}
					</BusyButton>
				</form>
			</Dialog>
			{question}
		</>
	);
}

/** First what opens keys, since wrong words then change nothing. Done already: nothing to do. */
async function lockOut({ unlockers }: Device, words: string): Promise<void> {
	const there = (me.peek()?.unlockers ?? []).filter(({ id }) => unlockers.includes(id));
	if (there.length === 0) return;
	const ids = there.map(({ id }) => id);
	me.value = await (await worker()).removePasskeys(ids, words);
}

interface AddPasskeyProps {
	ways: Signal<SignInWays | null>;
	onChange: () => void;
}

/** A passkey for signing in, and the keys sealed to it. */
function AddPasskey({ ways, onChange }: AddPasskeyProps) {
	const label = useSignal("");
	const { busy, wrong, act, question } = useProvenActing();
	const seal = async (prf: ArrayBuffer | null, name: string) => {
		if (!prf)
			throw new Refused(-1, "no-prf", t("This passkey can sign you in, but can't open keys."));
		me.value = await (await worker()).addPasskey(prf, name);
		freshPrf.value = null;
		tell(t("The passkey opens your keys now"));
	};
	const wanted = () => label.value.trim() || t("Passkey of this device");
	const fresh = () =>
		act(async () => {
			const name = unlikeOthers(wanted(), ways.peek());
			try {
				await seal(await registerPasskey(name), name);
			} finally {
				onChange();
			}
		});
	const existing = () => act(async () => seal(await prfFromPasskey(), wanted()).then(onChange));
	return (
		<section class="panel">
			<h2>{t("Add a passkey")}</h2>
			{wrong.value && (
				<Notice kind="warning" urgent>
					{wrong.value}
				</Notice>
			)}
			<Field
				label={t("What do you call it?")}
				hint={t("For example: my phone.")}
				maxLength={60}
				value={label.value}
				onInput={(value) => (label.value = value)}
			/>
			<div class="actions">
				<BusyButton
					kind="secondary"
					busy={busy.value}
					busyText={t("One moment")}
					onClick={() => void fresh()}
				>
					{t("Make a new passkey")}
				</BusyButton>
				<Button kind="subtle" onClick={() => void existing()}>
					{t("Let one I have open my keys")}
				</Button>
			</div>
			{question}
		</section>
	);
}

/** A name that no other passkey has, so that it is clear later which one is taken away. */
function unlikeOthers(name: string, ways: SignInWays | null): string {
	const taken = new Set([
		...(ways?.passkeys ?? []).map((one) => one.name),
		...(me.peek()?.unlockers ?? []).map((one) => one.label),
	]);
	let number = 1;
	while (taken.has(number === 1 ? name : `${name} ${number}`)) number += 1;
	return number === 1 ? name : `${name} ${number}`;
}
