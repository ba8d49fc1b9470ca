/** Gives a file made here to the person, without a request. */
export function saveAs(blob: Blob, name: string): void {
	const address = URL.createObjectURL(blob);
	const link = document.createElement("a");
	link.href = address;
	link.download = name;
	link.click();
	// The browser needs the address until it has begun to save.
	setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
