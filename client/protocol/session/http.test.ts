import { describe, expect, it } from "vitest";
import { joinParts, utf8 } from "../bytes";
import { Line, type LineSettings } from "./http";
import { LuwteError } from "./problem";

const origin = "https://app.example";

interface Seen {
	url: string;
	init: RequestInit;
}

/** A line to a server that gives these answers in turn; an Error is a line that is gone. */
function lineTo(answers: (Response | Error)[], settings: Partial<LineSettings> = {}) {
	const seen: Seen[] = [];
	const waits: number[] = [];
	const line = new Line({
		origin,
		fetch: async (input, init = {}) => {
			seen.push({ url: String(input), init });
			const answer = answers[Math.min(seen.length, answers.length) - 1];
			if (answer instanceof Response) return answer.clone();
			throw answer ?? new Error("nothing to answer");
		},
		pause: async (milliseconds) => {
			waits.push(milliseconds);
		},
		...settings,
	});
	return { line, seen, waits };
}

const gone = new TypeError("Failed to fetch");
const fine = Response.json({ ok: true });
const problem = (status: number, body: object) => Response.json(body, { status });

async function thrownBy(promise: Promise<unknown>): Promise<LuwteError> {
	const error = await promise.then(
		() => null,
		(reason: unknown) => reason,
	);
	expect(error).toBeInstanceOf(LuwteError);
	return error as LuwteError;
}

function headerOf({ init }: Seen, name: string): string | null {
	return new Headers(init.headers).get(name);
}

describe("what a request carries", () => {
	it("M05: nothing of the browser's, but the token and the language, for a reporter", async () => {
		const { line, seen } = lineTo([fine]);
		line.language = "en";
		await line.json("conversations/read", { from: 0 }, { token: "abc" });
		const [one] = seen as [Seen];
		expect(one.url).toBe("https://app.example/api/v1/conversations/read");
		expect(one.init.credentials).toBe("omit");
		expect(one.init.referrerPolicy).toBe("no-referrer");
		expect(headerOf(one, "Authorization")).toBe("Bearer abc");
		expect(headerOf(one, "Accept-Language")).toBe("en");
		expect(headerOf(one, "X-CSRFToken")).toBeNull();
	});

	it("the session and its CSRF token for a counsellor", async () => {
		const { line, seen } = lineTo([fine], { csrf: () => "drie" });
		await line.json("me", {});
		const [one] = seen as [Seen];
		expect(one.init.credentials).toBe("same-origin");
		expect(headerOf(one, "X-CSRFToken")).toBe("drie");
	});

	it("parts in order, the meta first, and reads them back", async () => {
		const answer = joinParts([utf8('{"items":1}'), utf8("een"), utf8("")]);
		const { line, seen } = lineTo([new Response(answer as BodyInit)]);
		const [meta, parts] = await line.readParts<{ items: number }>("conversations/read", {});
		expect(meta.items).toBe(1);
		expect(parts).toEqual([utf8("een"), utf8("")]);
		const other = lineTo([fine]);
		await other.line.parts("conversations/append", { a: 1 }, [utf8("twee")]);
		expect(other.seen[0]?.init.body).toEqual(joinParts([utf8('{"a":1}'), utf8("twee")]));
		expect(seen).toHaveLength(1);
	});
});

describe("a line that is gone", () => {
	it("is tried a few times for reading, then said with status 0", async () => {
		const { line, seen } = lineTo([gone]);
		const error = await thrownBy(line.json("roster", {}));
		expect([error.code, error.status, seen.length]).toEqual(["line-gone", 0, 4]);
	});

	it("M05: is tried until acknowledged for writing, with the same bytes and longer pauses", async () => {
		const told: boolean[] = [];
		const answers = [...Array.from({ length: 12 }, () => gone), fine];
		const { line, seen, waits } = lineTo(answers, { waiting: (is) => told.push(is) });
		await line.parts("conversations/append", {}, [utf8("x")], { patience: "acknowledged" });
		expect(seen).toHaveLength(13);
		expect(new Set(seen.map(({ init }) => init.body)).size).toBe(1);
		expect(told).toEqual([true, false]);
		expect(waits[0]).toBeLessThan(waits[4] ?? 0);
		expect(Math.max(...waits)).toBeLessThanOrEqual(15_000 * 1.25);
	});

	it("ends with `locked` when the session is locked, and works again afterwards", async () => {
		const { line, seen } = lineTo([gone, gone, fine], {
			pause: async () => {
				if (seen.length === 2) line.stop();
			},
		});
		const error = await thrownBy(line.json("roster", {}, { patience: "acknowledged" }));
		expect(error.code).toBe("locked");
		expect(await line.json("roster", {})).toEqual({ ok: true });
	});
});

describe("what the server refuses", () => {
	it("keeps code, sentence and further fields of the problem details", async () => {
		const body = { code: "offset-differs", detail: "Ga verder.", status: 409, offset: 42 };
		const { line, seen } = lineTo([problem(409, body)]);
		const error = await thrownBy(line.json("uploads/chunk", {}, { patience: "acknowledged" }));
		expect(error.shape).toEqual({ code: "offset-differs", status: 409, detail: "Ga verder." });
		expect(error.fields.offset).toBe(42);
		expect(seen).toHaveLength(1);
	});

	it("is tried again when it will pass, and a fault of the server twice", async () => {
		const busy = lineTo([problem(503, { code: "busy", detail: "Druk." }), fine]);
		expect(await busy.line.json("roster", {})).toEqual({ ok: true });
		const broken = lineTo([new Response("<h1>Oops</h1>", { status: 500 })]);
		const error = await thrownBy(broken.line.json("x", {}, { patience: "acknowledged" }));
		expect([error.code, error.status, broken.seen.length]).toEqual(["http-500", 500, 3]);
		expect(error.detail).toBe("");
	});

	it("a page of something in between is not taken for an answer", async () => {
		const { line } = lineTo([new Response("<html>Sign in to the hotel</html>")]);
		expect((await thrownBy(line.json("roster", {}))).code).toBe("bad-answer");
	});
});
