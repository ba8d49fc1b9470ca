/** A bundle as it is written to disk; content.ts has the shapes. */
export type Bundle = Record<string, unknown>;
export const languages: readonly string[];
export function versionOf(sources: readonly Record<string, unknown>[]): string;
export function bundles(lang: string): { content: Bundle; exceptions: Bundle; desk: Bundle };
export function compile(out: string): string[];
