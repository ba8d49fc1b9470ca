/** A bundle as it is written to disk; content.ts has the shapes. */
export type Bundle = Record<string, unknown>;
export const languages: readonly string[];
export const routeParts: readonly string[];
export function checkRoute(source: Record<string, unknown>, today: string): void;
export function versionOf(sources: readonly Record<string, unknown>[]): string;
export function bundles(lang: string): {
	content: Bundle;
	exceptions: Bundle;
	desk: Bundle;
	routes: Bundle;
};
export function compile(out: string): string[];
