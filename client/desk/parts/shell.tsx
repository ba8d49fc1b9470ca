/** The open desk: where one can go, and the screen in the middle. */

import type { ComponentChildren } from "preact";
import type { Group } from "../../casework/today.ts";
import { Button } from "../../kit/button.tsx";
import { t } from "../../kit/locale.ts";
import { Logo } from "../../kit/logo.tsx";
import { lock, me } from "../account/session.ts";
import { pending } from "../cases/store.ts";
import { todayItems } from "../cases/today-items.ts";
import { go, type Place, place } from "../places.ts";
import { renewedColleagues } from "../renewed-keys.tsx";
import { ShortcutHelp } from "./help.tsx";
import { Icon, type IconName } from "./icon.tsx";
import { helpOpen } from "./shortcuts.ts";
import { Told } from "./told.tsx";

/** Nobody waits for these. */
const atRest: readonly Group[] = ["quiet", "left", "ends"];

interface Destination {
	to: Place;
	icon: IconName;
	text: string;
	count?: number;
	/** The count is of a place that stands elsewhere where there is room. */
	narrow?: boolean;
}

export function Shell({ children }: { children: ComponentChildren }) {
	const waiting = todayItems.value.filter((one) => !atRest.includes(one.group)).length;
	const atColleagues = pending.value.length + renewedColleagues.value.length;
	const destinations: Destination[] = [
		{ to: { at: "today" }, icon: "today", text: t("Today"), count: waiting },
		{ to: { at: "cases" }, icon: "cases", text: t("Cases") },
		{ to: { at: "open-case" }, icon: "phone", text: t("New case") },
		{
			to: { at: "colleagues" },
			icon: "people",
			text: t("Colleagues"),
			count: atColleagues,
		},
		{
			to: { at: "settings", part: "" },
			icon: "settings",
			text: t("Settings"),
			count: atColleagues,
			narrow: true,
		},
	];
	return (
		<div class="desk">
			<button type="button" class="skip" onClick={() => document.getElementById("main")?.focus()}>
				{t("Skip to the content")}
			</button>
			<header class="rail">
				<span class="rail__mark">
					<Logo size={32} />
					<span class="rail__name">Luwte</span>
				</span>
				<nav class="rail__nav" aria-label={t("Desk")}>
					{destinations.map((one) => (
						<Destined key={one.to.at} {...one} />
					))}
				</nav>
				<Told at="side" />
				<div class="rail__foot">
					<span class="rail__who">{me.value?.name}</span>
					<Button kind="subtle" class="rail__keys" onClick={() => (helpOpen.value = true)}>
						<Icon name="keyboard" /> {t("Shortcuts")}
					</Button>
					<Button kind="secondary" class="rail__lock" onClick={() => void lock()}>
						<Icon name="lock" /> <span class="rail__word">{t("Lock")}</span>
					</Button>
				</div>
			</header>
			<main class="desk__main" id="main" tabIndex={-1}>
				{children}
			</main>
			<ShortcutHelp />
		</div>
	);
}

function Destined({ to, icon, text, count = 0, narrow = false }: Destination) {
	const here = belongsTo(place.value, to);
	return (
		<button
			type="button"
			class={`rail__to rail__to--${to.at}`}
			aria-current={here ? "page" : undefined}
			onClick={() => go(to)}
		>
			<Icon name={icon} />
			<span class="rail__text">{text}</span>
			{count > 0 && (
				<span class={narrow ? "rail__count only-narrow" : "rail__count"}>
					<span aria-hidden="true">{count}</span>
					<span class="visually-hidden">{t("{n} waiting", { n: count })}</span>
				</span>
			)}
		</button>
	);
}

const inCases: readonly Place["at"][] = [
	"case",
	"look-out",
	"one-time",
	"ending",
	"contact",
	"counted",
	"recount",
	"count-without-case",
];

function belongsTo(now: Place, to: Place): boolean {
	if (now.at === to.at) return true;
	if (to.at === "cases") return inCases.includes(now.at);
	return to.at === "open-case" && now.at === "talk";
}
