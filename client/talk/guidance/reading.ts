/** The route that is being read; "" is the list of all. */

import { signal } from "@preact/signals";

export const reading = signal("");

export function read(id: string): void {
	reading.value = id;
	scrollTo(0, 0);
}
