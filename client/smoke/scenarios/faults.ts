/** Faults of the line, between a session and the real server. */

type Fetch = typeof fetch;

function operationOf(input: Parameters<Fetch>[0]): string {
	return String(input).split("/api/v1/")[1] ?? "";
}

/** The server takes these calls, but the answers to the first ones never arrive. */
export function losingAnswers(operation: string, times: number, by: Fetch = fetch): Fetch {
	let left = times;
	return async (input, init) => {
		const answer = await by(input, init);
		if (operationOf(input) !== operation || left === 0) return answer;
		left--;
		await answer.arrayBuffer();
		throw new TypeError("the answer was lost");
	};
}

/** The first calls never reach the server. */
export function goneFor(operation: string, times: number, by: Fetch = fetch): Fetch {
	let left = times;
	return async (input, init) => {
		if (operationOf(input) !== operation || left === 0) return by(input, init);
		left--;
		throw new TypeError("the line is gone");
	};
}

/** The first calls go with a token that has run out. */
export function withLapsedToken(operation: string, times: number, by: Fetch = fetch): Fetch {
	let left = times;
	return async (input, init = {}) => {
		if (operationOf(input) !== operation || left === 0) return by(input, init);
		left--;
		const headers = new Headers(init.headers);
		headers.set("Authorization", "Bearer lapsed");
		return by(input, { ...init, headers });
	};
}

/** How often an operation was called, and what was told about the line. */
export function counting(by: Fetch = fetch): { fetch: Fetch; calls: Map<string, number> } {
	const calls = new Map<string, number>();
	return {
		calls,
		fetch: async (input, init) => {
			const operation = operationOf(input);
			calls.set(operation, (calls.get(operation) ?? 0) + 1);
			return by(input, init);
		},
	};
}
