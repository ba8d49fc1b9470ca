/**
 * Hours of meetings as a server tells them. Nobody signs these, so they are taken for what they
 * may be at most: well-formed times, no more of them than a counsellor can give. Pure.
 */

import type { PersonHours } from "../protocol/api.ts";
import { dayIn } from "./free-slots.ts";
import { LONGEST_MINUTES } from "./meetings.ts";

const MOST_PEOPLE = 500;
const MOST_WEEKLY = 28;
const MOST_VISITS = 60;
const MOST_WORDS = 200;
const SHORTEST_MINUTES = 10;

const clock = /^([01]\d|2[0-3]):[0-5]\d$/;
const day = /^\d{4}-(0\d|1[0-2])-([0-2]\d|3[01])$/;
const ways: readonly unknown[] = ["room", "elsewhere", "phone", "video"];

type Fields = Readonly<Record<string, unknown>>;

/** Those that can be used; whatever else was told is left out. */
export function soundHours(told: unknown): PersonHours[] {
	return listOf(told, MOST_PEOPLE).flatMap((one) => personHours(one) ?? []);
}

function personHours(told: Fields): PersonHours | null {
	const { person, zone, minutes } = told;
	if (typeof person !== "string" || typeof zone !== "string" || !isZone(zone)) return null;
	if (!isBetween(minutes, SHORTEST_MINUTES, LONGEST_MINUTES)) return null;
	return {
		person,
		zone,
		minutes,
		weekly: listOf(told["weekly"], MOST_WEEKLY).flatMap((one) => {
			const [weekday, times] = [one["weekday"], stretch(one)];
			return isBetween(weekday, 1, 7) && times ? { weekday, ...times } : [];
		}),
		visits: listOf(told["visits"], MOST_VISITS).flatMap((one) => {
			const [on, times] = [one["day"], stretch(one)];
			return isText(on, day) && times ? { day: on, ...times } : [];
		}),
		places: listOf(told["places"], ways.length).flatMap(({ how, nl, en }) =>
			isWay(how) && isShort(nl) && isShort(en) ? { how, nl, en } : [],
		),
	};
}

function listOf(value: unknown, most: number): Fields[] {
	if (!Array.isArray(value)) return [];
	return value.slice(0, most).filter((one) => typeof one === "object" && one !== null);
}

function isText(value: unknown, form: RegExp): value is string {
	return typeof value === "string" && form.test(value);
}

/** Times of the clock compare as text. */
function stretch({ begin, end }: Fields): { begin: string; end: string } | null {
	return isText(begin, clock) && isText(end, clock) && begin < end ? { begin, end } : null;
}

function isBetween(value: unknown, least: number, most: number): value is number {
	return Number.isInteger(value) && Number(value) >= least && Number(value) <= most;
}

function isShort(value: unknown): value is string {
	return typeof value === "string" && value.length <= MOST_WORDS;
}

function isWay(value: unknown): value is PersonHours["places"][number]["how"] {
	return ways.includes(value);
}

function isZone(zone: string): boolean {
	try {
		return dayIn(zone, Date.now()) !== "";
	} catch {
		return false;
	}
}
