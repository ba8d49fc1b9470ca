/**
 * Which routes are offered, and in which order. Pure.
 *
 * Informal before formal, unless the matter or the reporter asks otherwise. Nothing is ever left
 * out because of what it is about: the reporter decides, so the order only says what is read first.
 */

import type { Guidance } from "./steps.ts";
import type { AnyTold } from "./told.ts";

export const routes = {
	"medical-help": "help",
	"safer-now": "safer",
	"only-listening": "listening",
	"own-talk": "informal",
	"talk-together": "informal",
	"signal-without-name": "informal",
	"talk-manager": "informal",
	"talk-hr": "informal",
	"talk-board": "informal",
	mediation: "informal",
	"company-doctor": "help",
	"second-address": "formal",
	complaint: "formal",
	"integrity-report": "formal",
	"whistleblowers-authority": "formal",
	police: "formal",
	"outside-bodies": "formal",
} as const;

export type RouteId = keyof typeof routes;

export interface Matter {
	/** Codes of `client/content/choices/topics.toml`. */
	subjects: readonly string[];
	/** There is danger, or there was violence, a threat or an assault. */
	danger?: boolean;
	/** It is about the director, the board or a counsellor. */
	aboutTheTop?: boolean;
	/** The reporter would rather see the formal ways first. */
	formalFirst?: boolean;
}

export interface Offered {
	id: RouteId;
	/** Its line `careful` is shown: facing the other side may be unsafe in this matter. */
	careful: boolean;
}

/** Where one sits down with the other side. */
const faceToFace: readonly RouteId[] = ["own-talk", "talk-together", "mediation"];
/** Whoever it is about would be the one to hear it. */
const throughTheTop: readonly RouteId[] = ["talk-board", "talk-hr", "talk-manager"];

type Rule = (order: readonly RouteId[], matter: Matter) => RouteId[];

function has(matter: Matter, ...subjects: readonly string[]): boolean {
	return subjects.some((one) => matter.subjects.includes(one));
}

/** Sexual intimidation may be sexual violence: nobody is asked to say which before there is help. */
function maybeSexual(matter: Matter): boolean {
	return has(matter, "seks_int");
}

function violent(matter: Matter): boolean {
	return matter.danger === true || has(matter, "agressie");
}

function unsafe(matter: Matter): boolean {
	return violent(matter) || maybeSexual(matter);
}

function first(order: readonly RouteId[], ids: readonly RouteId[]): RouteId[] {
	return [...ids, ...order.filter((id) => !ids.includes(id))];
}

function last(order: readonly RouteId[], ids: readonly RouteId[]): RouteId[] {
	return [...order.filter((id) => !ids.includes(id)), ...ids];
}

function formal(id: RouteId): boolean {
	return routes[id] === "formal";
}

/** Formal ways before informal ones; help, safety and listening stay where they are. */
const formalFirst: Rule = (order, matter) => {
	if (!matter.formalFirst && !violent(matter)) return [...order];
	const opening = order.filter((id) => routes[id] === "safer" || routes[id] === "listening");
	return first(order, [...opening, ...order.filter(formal)]);
};

/** Of the formal ways, those that fit the subject come first; the order among them stays. */
const fitting: Rule = (order, matter) => {
	const wanted: RouteId[] = [
		...(matter.aboutTheTop ? (["second-address"] as const) : []),
		...(unsafe(matter) ? (["police"] as const) : []),
		...(has(matter, "discriminatie") ? (["outside-bodies"] as const) : []),
		...(has(matter, "int") ? (["integrity-report", "whistleblowers-authority"] as const) : []),
	];
	const sorted = first(order.filter(formal), wanted);
	return order.map((id) => (formal(id) ? (sorted.shift() as RouteId) : id));
};

/** What isn't about conduct is helped sooner by a manager, HR or a doctor. */
const outsideConduct: Rule = (order, matter) => {
	const outside = matter.subjects.length > 0 && matter.subjects.every(isOutside);
	if (!outside) return [...order];
	return first(order, ["only-listening", "safer-now", "talk-manager", "talk-hr", "company-doctor"]);
};

function isOutside(subject: string): boolean {
	return subject === "werkdruk" || subject === "buiten";
}

const aboutTheTop: Rule = (order, matter) =>
	matter.aboutTheTop ? last(order, throughTheTop) : [...order];

const notFaceToFace: Rule = (order, matter) =>
	unsafe(matter) ? last(order, [...faceToFace].reverse()) : [...order];

const helpFirst: Rule = (order, matter) => {
	if (maybeSexual(matter)) return first(order, ["medical-help", "safer-now"]);
	return last(first(order, ["safer-now", "only-listening"]), ["medical-help"]);
};

const rules: readonly Rule[] = [
	outsideConduct,
	formalFirst,
	fitting,
	aboutTheTop,
	notFaceToFace,
	helpFirst,
];

/** The routes to offer, the one to read first at the top. */
export function routesFor(matter: Matter): Offered[] {
	const start = Object.keys(routes) as RouteId[];
	const order = rules.reduce((sofar, rule) => rule(sofar, matter), start);
	return order.map((id) => ({ id, careful: unsafe(matter) && faceToFace.includes(id) }));
}

/** What comes into view next when a way led nowhere: those in order that were not tried yet. */
export function nextRoutes(matter: Matter, tried: readonly string[]): Offered[] {
	return routesFor(matter).filter(({ id }) => !tried.includes(id));
}

/** What it is about, as it was told in these logs. */
export function subjectsTold(told: readonly AnyTold[]): string[] {
	const subjects = told.flatMap((one) => (one.kind === "about" ? one.content.subjects : []));
	return [...new Set(subjects)];
}

/** Routes that were gone, or chosen before: what is offered next is another. */
export function triedRoutes({ choices, happened }: Guidance): string[] {
	return [...choices, ...happened].map(({ content }) => content.route);
}
