/** What the address brought along. It is read once and then removed from it. */

import { signal } from "@preact/signals";
import { invitation } from "./session.ts";

/** Of the link to choose a new password. */
export const resetKey = signal("");

export function readFragment(): void {
	const parts = location.hash.slice(1).replace(/^\//, "").split("/");
	const [name = "", value = ""] = parts;
	if ((name === "invite" || name === "invitation") && value) invitation.value = value;
	if (name === "password" && value) resetKey.value = value;
	if (location.hash) history.replaceState(history.state, "", location.pathname);
}
