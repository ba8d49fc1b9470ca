import type { Json, JsonObject } from "./api";
import { ensure } from "./refusal";

/** Whether a value is fit for a field. */
export type Field = (value: Json) => boolean;
export type Shape = Readonly<Record<string, Field>>;

function matching(pattern: RegExp): Field {
	return (value) => typeof value === "string" && pattern.test(value);
}

export const isText: Field = (value) => typeof value === "string";
export const isFlag: Field = (value) => typeof value === "boolean";
export const isCount: Field = (value) => typeof value === "number" && value >= 0;
export const isId = matching(/^[0-9a-f]{32}$/);
export const isHash = matching(/^[0-9a-f]{64}$/);
export const isDay = matching(/^\d{4}-\d\d-\d\d$/);
export const isTime = matching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
export const isBin = matching(/^[A-Za-z0-9_-]*$/);
/** 32 bytes: an Ed25519 key, a seed, a secret. */
export const isKey = matching(/^[A-Za-z0-9_-]{43}$/);
/** 64 bytes. */
export const isSignature = matching(/^[A-Za-z0-9_-]{86}$/);
/** 1,216 bytes: a hybrid recipient. */
export const isRecipient = matching(/^[A-Za-z0-9_-]{1622}$/);
export const isFingerprint = matching(/^[a-z2-7]{32}$/);
export const isObject: Field = (value) =>
	typeof value === "object" && value !== null && !Array.isArray(value);

export function either(...choices: readonly (Field | string | null)[]): Field {
	return (value) =>
		choices.some((choice) => (typeof choice === "function" ? choice(value) : choice === value));
}

export function listOf(field: Field): Field {
	return (value) => Array.isArray(value) && value.every(field);
}

/** An object with exactly these fields. */
export function object(shape: Shape): Field {
	const names = Object.keys(shape).sort().join();
	return (value) =>
		isObject(value) &&
		Object.keys(value as JsonObject)
			.sort()
			.join() === names &&
		Object.entries(shape).every(([name, field]) => field((value as JsonObject)[name] as Json));
}

/** Throws `newer-version` for what a later Luwte wrote, `bad-shape` for what nobody may write. */
export function ensureVersion(value: Json): asserts value is JsonObject {
	ensure(isObject(value), "bad-shape", "not an object");
	const { v, suite } = value as JsonObject;
	ensure(isCount(v as Json) && isText(suite as Json), "bad-shape", "no version or suite");
	ensure(v === 1 && suite === "1", "newer-version", `version ${v}, suite ${suite}`);
}
