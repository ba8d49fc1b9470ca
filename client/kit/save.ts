/** Files by somebody else: what they are called, and giving them to the person. */

/**
 * The name without what can't be seen: a sign that turns the direction makes "cod.exe" look like
 * "exe.doc", and a slash is no part of a name.
 */
export function plainName(name: string): string {
	return name.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}/\\]/gu, "").trim() || "_";
}

/** Gives a file to the person, without a request. */
export function saveAs(blob: Blob, name: string): void {
	const address = URL.createObjectURL(blob);
	const link = document.createElement("a");
	link.href = address;
	link.download = plainName(name);
	link.click();
	// The browser needs the address until it has begun to save.
	setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
