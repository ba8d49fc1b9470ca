/** The route that is being read; "" is the list of all. */

import { signal } from "@preact/signals";
import { back, go, place } from "../places.ts";

export const reading = signal("");
/** Whether the list lies behind the route: then "back" leads there. */
let fromList = false;

export function read(id: string): void {
	fromList = place.peek() === "routes" && reading.peek() === "";
	reading.value = id;
	go("routes");
}

export function readList(): void {
	if (fromList) {
		back();
		return;
	}
	reading.value = "";
	scrollTo(0, 0);
}

/** While the ways are on screen, one step back from a route is the list. */
export function listenForBack(): () => void {
	const shut = () => {
		reading.value = "";
	};
	addEventListener("popstate", shut);
	return () => removeEventListener("popstate", shut);
}
