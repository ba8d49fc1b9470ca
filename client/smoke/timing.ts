/** How long each step took, and which one failed. */

export class StepFailed extends Error {
	constructor(
		readonly step: string,
		override readonly cause: unknown,
	) {
		super(`${step}: ${cause instanceof Error ? cause.message : String(cause)}`);
	}
}

export class Stopwatch {
	private readonly taken = new Map<string, number[]>();

	/** Runs a step; what it throws says which step it was. */
	async time<T>(step: string, work: () => Promise<T>): Promise<T> {
		const begin = performance.now();
		try {
			return await work();
		} catch (error) {
			throw new StepFailed(step, error);
		} finally {
			const all = this.taken.get(step) ?? [];
			all.push(performance.now() - begin);
			this.taken.set(step, all);
		}
	}

	/** Milliseconds. */
	get summary(): Record<string, { count: number; p50: number; p95: number }> {
		const entries = [...this.taken].map(([step, all]) => {
			const sorted = [...all].sort((a, b) => a - b);
			const at = (share: number) =>
				Math.round((sorted[Math.ceil(sorted.length * share) - 1] ?? 0) * 10) / 10;
			return [step, { count: sorted.length, p50: at(0.5), p95: at(0.95) }] as const;
		});
		return Object.fromEntries(entries);
	}
}

/** Fails the step that it is called in. */
export function check(condition: boolean, sentence: string): asserts condition {
	if (!condition) throw new Error(sentence);
}
